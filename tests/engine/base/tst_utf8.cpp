// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/textencoding.h"
#include "engine/base/utf8.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::test;

namespace {

std::vector<char32_t> pointsOf(std::string_view text)
{
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < text.size();)
        points.push_back(utf8::next(text, at));
    return points;
}

rc::Gen<std::string> anyBytes()
{
    // Leads and continuations far more often than chance has them.
    return rc::gen::container<std::string>(
        rc::gen::oneOf(rc::gen::arbitrary<char>(),
                       rc::gen::elementOf(std::string("a\x7F\x80\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xED"
                                                      "\xEF\xF0\xF4\xF5\xFF"))));
}

TEST(Utf8, everyCodePointComesBack)
{
    std::string text;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        text.clear();
        utf8::append(text, c);
        std::size_t at = 0;
        ASSERT_EQ(utf8::next(text, at), c);
        ASSERT_EQ(at, text.size());
        ASSERT_EQ(text.size(), c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U);
        ASSERT_TRUE(utf8::isValid(text));
    }
}

TEST(Utf8, everySurrogateIsThreeBytesThatAreNoUtf8)
{
    for (char32_t c = 0xD800; c <= 0xDFFF; ++c) {
        std::string text = "ab";
        utf8::append(text, c);
        ASSERT_EQ(utf8::surrogateAt(text, 2), c);
        ASSERT_EQ(utf8::validPrefix(text), 2U);
        ASSERT_EQ(utf8::validPrefix(text, true), 5U);
    }
}

struct Malformed
{
    const char *name;
    std::string bytes;
    std::size_t valid; ///< how many bytes before the first wrong one
};

// RFC 3629 section 4 and the cases of the Unicode standard, table 3-7.
const std::vector<Malformed> kMalformed{
    {"a continuation alone", "a\x80", 1},
    {"an overlong slash in two bytes", "\xC0\xAF", 0},
    {"an overlong slash in three", "\xE0\x80\xAF", 0},
    {"an overlong slash in four", "\xF0\x80\x80\xAF", 0},
    {"the greatest overlong of two", "\xC1\xBF", 0},
    {"the greatest overlong of three", "\xE0\x9F\xBF", 0},
    {"the greatest overlong of four", "\xF0\x8F\xBF\xBF", 0},
    {"a high surrogate", "\xED\xA0\x80", 0},
    {"a pair of surrogates", "\xED\xA0\xBD\xED\xB8\x80", 0},
    {"beyond U+10FFFF", "\xF4\x90\x80\x80", 0},
    {"a lead of five bytes", "\xF8\x88\x80\x80\x80", 0},
    {"a lead of six bytes", "\xFC\x84\x80\x80\x80\x80", 0},
    {"FE", "ok\xFE", 2},
    {"FF", "ok\xFF", 2},
    {"two bytes cut short", "\u00e9\xC3", 2},
    {"three bytes cut short", "\xE2\x82", 0},
    {"four bytes cut short", "\xF0\x9F\x98", 0},
    {"a lead before ASCII", "\xE2\x82z", 0},
    {"a lead before a lead", "\xC3\xC3\xA9", 0},
};

TEST(Utf8, refusesWhatTheStandardRefuses)
{
    for (const auto &[name, bytes, valid] : kMalformed) {
        EXPECT_FALSE(utf8::isValid(bytes)) << name;
        EXPECT_EQ(utf8::validPrefix(bytes), valid) << name;
        std::size_t at = valid;
        EXPECT_EQ(utf8::next(bytes, at), 0xFFFDU) << name;
        EXPECT_EQ(at, valid + 1) << name;
    }
}

TEST(Utf8, takesTheEdgesOfEveryLength)
{
    const std::vector<std::pair<std::string, char32_t>> edges{
        {std::string(1, '\0'), 0},
        {"\x7F", 0x7F},
        {"\xC2\x80", 0x80},
        {"\xDF\xBF", 0x7FF},
        {"\xE0\xA0\x80", 0x800},
        {"\xED\x9F\xBF", 0xD7FF},
        {"\xEE\x80\x80", 0xE000},
        {"\xEF\xBF\xBD", 0xFFFD},
        {"\xEF\xBF\xBF", 0xFFFF},
        {"\xF0\x90\x80\x80", 0x10000},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF},
    };
    for (const auto &[bytes, point] : edges)
        EXPECT_EQ(pointsOf(bytes), std::vector<char32_t>{point});
}

TEST(Utf8, countsWhatItWalksThrough)
{
    EXPECT_EQ(utf8::length(""), 0U);
    EXPECT_EQ(utf8::length("a\u00e9\uac00\U0001F600"), 4U);
    EXPECT_EQ(utf8::length("\xFF\xC3"), 2U);
    rc::check([] {
        const std::string bytes = *anyBytes();
        RC_ASSERT(utf8::length(bytes) == pointsOf(bytes).size());
    });
}

TEST(Utf8, theValidPrefixIsValidAndCannotBeLonger)
{
    rc::check([] {
        const std::string bytes = *anyBytes();
        const std::size_t valid = utf8::validPrefix(bytes);
        RC_ASSERT(utf8::isValid(std::string_view(bytes).substr(0, valid)));
        for (std::size_t more = valid + 1; more <= bytes.size(); ++more)
            RC_ASSERT(!utf8::isValid(std::string_view(bytes).substr(0, more)));
        RC_ASSERT(utf8::validPrefix(bytes, true) >= valid);
    });
}

TEST(Utf8, surrogatesAreLookedForWithinTheText)
{
    EXPECT_EQ(utf8::surrogateAt("", 0), 0U);
    EXPECT_EQ(utf8::surrogateAt("\xED\xA0", 0), 0U);
    EXPECT_EQ(utf8::surrogateAt("\xED\x9F\xBF", 0), 0U);
    EXPECT_EQ(utf8::surrogateAt("\xED\xA0z", 0), 0U);
    EXPECT_EQ(utf8::surrogateAt("\xED\xBF\xBF", 0), 0xDFFFU);
    EXPECT_EQ(utf8::surrogateAt("\xED\xA0\x80", 1), 0U);
}

TEST(RepairedUtf8, isUtf8AndChangesNothingThatWas)
{
    EXPECT_EQ(repairedUtf8("a\xFF\xFEz"), "a\uFFFD\uFFFDz");
    EXPECT_EQ(repairedUtf8("\xE2\x82"), "\uFFFD\uFFFD");
    rc::check([] {
        const std::string bytes = *anyBytes();
        const std::string repaired = repairedUtf8(bytes);
        RC_ASSERT(utf8::isValid(repaired));
        RC_ASSERT(repairedUtf8(repaired) == repaired);
        RC_ASSERT(utf8::length(repaired) == utf8::length(bytes));
        RC_ASSERT(utf8::isValid(bytes) == (repaired == bytes));
    });
}

/// The text as the units of UTF-16 or UTF-32, after their byte order mark.
std::string encodedWide(std::string_view text, std::size_t unit, bool isBigEndian)
{
    std::vector<char32_t> units{0xFEFF};
    for (const char32_t c : pointsOf(text)) {
        if (unit == 2 && c > 0xFFFF) {
            units.push_back(0xD800 + ((c - 0x10000) >> 10U));
            units.push_back(0xDC00 + ((c - 0x10000) & 0x3FFU));
        } else {
            units.push_back(c);
        }
    }
    std::string bytes;
    for (const char32_t value : units) {
        for (std::size_t i = 0; i < unit; ++i) {
            const std::size_t byte = isBigEndian ? unit - 1 - i : i;
            bytes += static_cast<char>(value >> (8U * byte) & 0xFFU);
        }
    }
    return bytes;
}

TEST(DecodeText, readsWhatWindowsProgramsWrite)
{
    rc::check([] {
        const std::string text = *anyText();
        for (const std::size_t unit : {2U, 4U}) {
            // A NUL at the beginning makes little-endian UTF-16's mark that of UTF-32.
            RC_PRE(text.empty() || text.front() != '\0');
            RC_ASSERT(decodeText(encodedWide(text, unit, false)) == text);
            RC_ASSERT(decodeText(encodedWide(text, unit, true)) == text);
        }
    });
}

TEST(DecodeText, takesOneMarkOfUtf8AndLeavesOtherBytes)
{
    EXPECT_EQ(decodeText("\xEF\xBB\xBF"
                         "a"),
              "a");
    EXPECT_EQ(decodeText("\xEF\xBB\xBF\xEF\xBB\xBF"), "\xEF\xBB\xBF");
    EXPECT_EQ(decodeText("a\xEF\xBB\xBF"), "a\xEF\xBB\xBF");
    EXPECT_EQ(decodeText("\xB0\xA1 CP949"), "\xB0\xA1 CP949");
    EXPECT_EQ(decodeText(""), "");
    EXPECT_EQ(decodeText("\xEF\xBB"), "\xEF\xBB");
}

TEST(DecodeText, putsAReplacementForWhatIsNoCharacter)
{
    using std::string;
    EXPECT_EQ(decodeText(string("\xFF\xFE\x00\xD8\x41\x00", 6)), "\uFFFDA"); // half a pair
    EXPECT_EQ(decodeText(string("\xFF\xFE\x00\xDC\x00\xD8", 6)), "\uFFFD\uFFFD");
    EXPECT_EQ(decodeText(string("\xFE\xFF\x00\x41\x00", 5)), "A\uFFFD");            // half a unit
    EXPECT_EQ(decodeText(string("\x00\x00\xFE\xFF\x00\x11\x00\x00", 8)), "\uFFFD"); // U+110000
    EXPECT_EQ(decodeText(string("\xFF\xFE\x00\x00\x00\xD8\x00\x00", 8)), "\uFFFD");
    EXPECT_EQ(decodeText(string("\x00\x00\xFE\xFF\x00\x00", 6)), "\uFFFD");
}

TEST(LineFeeds, aLoneReturnEndsALineAndAPairIsLeft)
{
    EXPECT_FALSE(hasLoneReturn(""));
    EXPECT_FALSE(hasLoneReturn("a\r\nb\n"));
    EXPECT_TRUE(hasLoneReturn("a\rb"));
    EXPECT_TRUE(hasLoneReturn("a\r\nb\r"));
    EXPECT_TRUE(hasLoneReturn("\r\r\n"));
    EXPECT_EQ(withLineFeeds("a\rb\r\nc\r\rd\r"), "a\nb\r\nc\n\nd\n");
    EXPECT_EQ(withLineFeeds("\r\r\n"), "\n\r\n");
}

TEST(LineFeeds, everyByteStaysWhereItWas)
{
    rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("ab\r\n")));
        const std::string lines = withLineFeeds(text);
        RC_ASSERT(lines.size() == text.size());
        RC_ASSERT(!hasLoneReturn(lines));
        RC_ASSERT(withLineFeeds(lines) == lines);
        RC_ASSERT(hasLoneReturn(text) == (lines != text));
    });
}

TEST(RequireUtf8, saysWhatIsNotUtf8AndWhere)
{
    EXPECT_EQ(messageOf([] { requireUtf8("\uac00", "The file"); }), "no error");
    const auto error = failureOf(
        [] { requireUtf8("\xB0\xA1", "The file a.txt", Place{"a.txt", 3, 0}); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::InvalidInput);
    EXPECT_EQ(error->message(), "The file a.txt isn't UTF-8.");
    EXPECT_NE(error->hint().find("CP949"), std::string::npos);
    EXPECT_EQ(toString(error->place().value()), "a.txt:3");
    EXPECT_FALSE(failureOf([] { requireUtf8("\xFF", "It"); })->place());
}

} // namespace
