// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/base/plaintext.h"
#include "engine/base/utf8.h"
#include "tests/support/anyvalue.h"

#include <gtest/gtest.h>

#include <regex>

using namespace postern;
using namespace postern::test;

namespace {

TEST(PlainText, writesOutEveryControlCharacterButLineFeedAndTab)
{
    for (char32_t c = 0; c < 0xA0; ++c) {
        std::string text;
        utf8::append(text, c);
        const bool isControl = c < 0x20 || c >= 0x7F;
        const bool isKept = !isControl || c == '\n' || c == '\t';
        EXPECT_EQ(toPlainText(text) == text, isKept) << std::uint32_t{c};
        EXPECT_EQ(toPlainText(text, Breaks::Escape) == text, !isControl) << std::uint32_t{c};
    }
}

TEST(PlainText, writesOutWhatTurnsTheDirectionOfText)
{
    // Unicode's bidirectional embeddings, overrides and isolates (UAX #9, section 2)
    const std::vector<std::pair<std::string, std::string>> cases{
        {"\u202a", "\\u202a"},
        {"\u202b", "\\u202b"},
        {"\u202c", "\\u202c"},
        {"\u202d", "\\u202d"},
        {"\u202e", "\\u202e"},
        {"\u2066", "\\u2066"},
        {"\u2067", "\\u2067"},
        {"\u2068", "\\u2068"},
        {"\u2069", "\\u2069"},
        // and their neighbours are ordinary
        {"\u202f", "\u202f"},
        {"\u2065", "\u2065"},
        {"\u206a", "\u206a"},
        {"\u05d0", "\u05d0"},
    };
    for (const auto &[text, plain] : cases)
        EXPECT_EQ(toPlainText(text), plain);
}

// What others read line by line has no more lines than it was written with.
TEST(PlainText, writesOutUnicodesEndsOfLines)
{
    EXPECT_EQ(toPlainText("busy\u2028error: a\u2029b\u0085c\vd\fe"),
              "busy\\u2028error: a\\u2029b\\u0085c\\u000bd\\u000ce");
    EXPECT_EQ(toPlainText("a\u2028\n", Breaks::Escape), "a\\u2028\\u000a");
    EXPECT_EQ(toPlainText("\u2027"), "\u2027"); // their neighbour is ordinary
}

TEST(PlainText, keepsLinesThatEndAsOnWindows)
{
    EXPECT_EQ(toPlainText("a\r\nb\r\n"), "a\nb\n");
    EXPECT_EQ(toPlainText("a\r"), "a\\u000d");
    EXPECT_EQ(toPlainText("a\r\r\nb"), "a\\u000d\nb");
    EXPECT_EQ(toPlainText("a\r\nb", Breaks::Escape), "a\\u000d\\u000ab");
}

TEST(PlainText, obeysNoEscapeSequence)
{
    for (const char *text : {"\x1b]0;title\x07",
                             "\x1b[2J",
                             "\xC2\x9B"
                             "31m",
                             "\x1b]8;;http://x\x1b\\link",
                             "\x0e\x0f\x7f\x08"}) {
        const std::string plain = toPlainText(text);
        for (const char c : plain)
            EXPECT_GE(static_cast<unsigned char>(c), 0x20U) << text;
        EXPECT_EQ(plain.find("\xC2\x9B"), std::string::npos);
    }
}

rc::Gen<std::string> anyBytes()
{
    return rc::gen::oneOf(anyText(), rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

TEST(PlainText, isPlainAlreadyTheSecondTime)
{
    rc::check([] {
        const std::string text = *anyBytes();
        for (const Breaks breaks : {Breaks::Keep, Breaks::Escape}) {
            const std::string once = toPlainText(text, breaks);
            RC_ASSERT(utf8::isValid(once));
            RC_ASSERT(toPlainText(once, breaks) == once);
        }
    });
}

TEST(PlainText, aNameIsOneLine)
{
    rc::check([] {
        const std::string name = toPlainText(*anyBytes(), Breaks::Escape);
        RC_ASSERT(name.find_first_of("\n\r\t") == std::string::npos);
    });
}

TEST(ValidUtf8, changesWhatIsNoUtf8Alone)
{
    EXPECT_EQ(toValidUtf8("\x1b\uac00"), "\x1b\uac00");
    EXPECT_EQ(toValidUtf8("\xED\xB0\x80\xED\xA0\x80"), "\uFFFD\uFFFD"); // one for a surrogate
    EXPECT_EQ(toValidUtf8("\xED\xA0"), "\uFFFD\uFFFD");                 // one for a stray byte
    rc::check([] {
        const std::string text = *anyBytes();
        const std::string valid = toValidUtf8(text);
        RC_ASSERT(utf8::isValid(valid));
        RC_ASSERT((valid == text) == utf8::isValid(text));
    });
}

/// What the calls wrote to standard error.
template<typename Calls>
std::string written(const Calls &calls)
{
    testing::internal::CaptureStderr();
    calls();
    return testing::internal::GetCapturedStderr();
}

TEST(Log, writesALineWithTimeLevelAndCategory)
{
    const std::string line = written([] { log::warning("http", "slow \uac00"); });
    EXPECT_TRUE(
        std::regex_match(line,
                         std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} warning http: slow )"
                                    "\uac00"
                                    "\n")))
        << line;
}

TEST(Log, staysSilentBelowItsLevel)
{
    EXPECT_EQ(written([] {
                  log::debug("a", "no");
                  log::info("a", "no");
              }),
              "");
    log::setLevel(log::Level::Debug);
    const std::string all = written([] {
        log::debug("a", "one");
        log::info("a", "two");
        log::warning("a", "three");
        log::error("a", "four");
    });
    log::setLevel(log::Level::Error);
    EXPECT_EQ(written([] { log::warning("a", "no"); }), "");
    EXPECT_NE(written([] { log::error("a", "yes"); }), "");
    log::setLevel(log::Level::Warning);
    for (const char *part :
         {"debug a: one\n", "info a: two\n", "warning a: three\n", "error a: four\n"})
        EXPECT_NE(all.find(part), std::string::npos) << all;
}

TEST(Log, writesNoSecretAndNothingThatATerminalObeys)
{
    log::registerSecret("hunter2-hunter2");
    const std::string line = written(
        [] { log::error("run", "key hunter2-hunter2\x1b[31m {} {0}\xFF"); });
    EXPECT_EQ(line.find("hunter2"), std::string::npos) << line;
    EXPECT_TRUE(line.ends_with("run: key ******\\u001b[31m {} {0}\uFFFD\n")) << line;
}

} // namespace
