// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/textedit.h"
#include "engine/base/utf8.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

#include <limits>

using namespace postern;
using namespace postern::test;

namespace {

struct Change
{
    const char *name;
    std::string from;
    std::string to;
    TextEdit edit;
};

TEST(Difference, isTheSmallestEdit)
{
    const std::vector<Change> changes{
        {"nothing", "abc", "abc", {3, 0, ""}},
        {"all of it", "abc", "xyz", {0, 3, "xyz"}},
        {"from nothing", "", "abc", {0, 0, "abc"}},
        {"to nothing", "abc", "", {0, 3, ""}},
        {"in the middle", "key: old # c", "key: new # c", {5, 3, "new"}},
        {"an insertion", "ac", "abc", {1, 0, "b"}},
        {"a removal", "abc", "ac", {1, 1, ""}},
        {"one of equal letters goes", "aaaa", "aaa", {3, 1, ""}},
        {"one of equal letters more", "aaa", "aaaa", {3, 0, "a"}},
        {"the last byte of a character", "\uac00x", "\uac01x", {0, 3, "\uac01"}},
        {"the first byte of a character", "a\u00e9b", "a\u01a9b", {1, 2, "\u01a9"}},
        {"characters that end by the same byte", "\u00a9", "\u0429", {0, 2, "\u0429"}},
        {"before a continuation that is shared", "\U0001F600", "\U0001F601", {0, 4, "\U0001F601"}},
    };
    for (const auto &[name, from, to, edit] : changes)
        EXPECT_EQ(difference(from, to), edit) << name;
}

TEST(Difference, turnsOneTextIntoTheOther)
{
    rc::check([] {
        const std::string from = *anyText();
        const std::string to = *anyText();
        std::string text = from;
        postern::apply(text, difference(from, to));
        RC_ASSERT(text == to);
    });
}

TEST(Difference, cutsNoCharacterOfEitherText)
{
    // Few characters, so that the texts share much.
    const auto few = rc::gen::map(rc::gen::container<std::vector<char32_t>>(rc::gen::elementOf(
                                      std::u32string(U"a\u00e9\u00e8\uac00\uac01\U0001F600"))),
                                  [](const std::vector<char32_t> &points) {
                                      std::string text;
                                      for (const char32_t c : points)
                                          utf8::append(text, c);
                                      return text;
                                  });
    rc::check([&few] {
        const std::string from = *few;
        const std::string to = *few;
        const TextEdit edit = difference(from, to);
        RC_ASSERT(utf8::isValid(edit.inserted));
        RC_ASSERT(utf8::isValid(std::string_view(from).substr(0, edit.offset)));
        RC_ASSERT(utf8::isValid(std::string_view(from).substr(edit.offset, edit.removed)));
        std::string text = from;
        postern::apply(text, edit);
        RC_ASSERT(text == to);
    });
}

TEST(Apply, theInverseTakesItBackAndIsTakenBack)
{
    rc::check([] {
        const std::string before = *anyText();
        const auto offset = *rc::gen::inRange<std::size_t>(0, before.size() + 1);
        const auto removed = *rc::gen::inRange<std::size_t>(0, before.size() - offset + 1);
        const TextEdit edit{offset, removed, *anyText()};
        std::string text = before;
        const TextEdit inverse = postern::apply(text, edit);
        const std::string after = text;
        RC_ASSERT(postern::apply(text, inverse) == edit);
        RC_ASSERT(text == before);
        RC_ASSERT(after.size() == before.size() - removed + edit.inserted.size());
    });
}

TEST(Apply, reachesToTheEndAndNotBeyond)
{
    std::string text = "abc";
    EXPECT_EQ(postern::apply(text, {3, 0, "d"}), (TextEdit{3, 1, ""}));
    EXPECT_EQ(text, "abcd");
    constexpr std::size_t kHuge = std::numeric_limits<std::size_t>::max();
    for (const TextEdit &edit : {TextEdit{5, 0, ""},
                                 TextEdit{4, 1, ""},
                                 TextEdit{0, 5, ""},
                                 TextEdit{1, kHuge, ""},
                                 TextEdit{kHuge, 1, ""}}) {
        const auto error = failureOf([&] { postern::apply(text, edit); });
        ASSERT_TRUE(error) << edit.offset << ' ' << edit.removed;
        EXPECT_EQ(error->code(), ErrorCode::Internal);
        EXPECT_EQ(text, "abcd");
    }
}

TEST(TextEditIsEmpty, whenItTakesAndPutsNothing)
{
    EXPECT_TRUE((TextEdit{7, 0, ""}).isEmpty());
    EXPECT_FALSE((TextEdit{0, 1, ""}).isEmpty());
    EXPECT_FALSE((TextEdit{0, 0, "x"}).isEmpty());
}

} // namespace
