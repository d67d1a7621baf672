// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/textedits.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <string>

namespace postern {

namespace {

std::string applied(std::string text, const TextEdits &edits)
{
    edits.applyTo(text);
    return text;
}

/// Random edits of a text of that size: insertions, removals and replacements, some of which touch.
TextEdits randomEdits(std::mt19937 &random, std::size_t size)
{
    TextEdits edits;
    std::size_t at = 0;
    for (int i = 0; i < 5; ++i) {
        at += random() % 4;
        if (at > size)
            break;
        const std::size_t removed = std::min<std::size_t>(random() % 4, size - at);
        edits.add({at, removed, std::string(random() % 3, static_cast<char>('A' + random() % 26))});
        at += removed;
    }
    return edits;
}

std::string randomText(std::mt19937 &random)
{
    std::string text(random() % 30, ' ');
    for (char &c : text)
        c = static_cast<char>('a' + random() % 26);
    return text;
}

RC_GTEST_PROP(TextEdits, areTakenBackByTheirInverse, (unsigned seed))
{
    std::mt19937 random(seed);
    const std::string before = randomText(random);
    std::string text = before;
    const TextEdits edits = randomEdits(random, text.size());
    const TextEdits inverse = edits.applyTo(text);
    const std::string after = text;
    const TextEdits again = inverse.applyTo(text);
    RC_ASSERT(text == before);
    again.applyTo(text);
    RC_ASSERT(text == after);
}

RC_GTEST_PROP(TextEdits, doneTogetherAreDoneFromTheEndOneByOne, (unsigned seed))
{
    std::mt19937 random(seed);
    const std::string before = randomText(random);
    const TextEdits edits = randomEdits(random, before.size());
    std::string oneByOne = before;
    const std::vector<TextEdit> all(edits.begin(), edits.end());
    for (auto edit = all.rbegin(); edit != all.rend(); ++edit)
        apply(oneByOne, *edit);
    RC_ASSERT(applied(before, edits) == oneByOne);
    RC_ASSERT(applied(before, TextEdits(edits.joined(before))) == oneByOne);
}

RC_GTEST_PROP(TextEdits, followedByOthersAreOneSetOfEdits, (unsigned seed))
{
    std::mt19937 random(seed);
    const std::string before = randomText(random);
    const TextEdits first = randomEdits(random, before.size());
    const std::string between = applied(before, first);
    const TextEdits second = randomEdits(random, between.size());
    const TextEdits both = first.then(second);
    RC_ASSERT(applied(before, both) == applied(between, second));
    RC_ASSERT(first.then({}).then(second) == both);
    RC_ASSERT(TextEdits().then(first).then(second) == both);
}

RC_GTEST_PROP(TextEdits, leadAByteThatStaysToItself, (unsigned seed))
{
    std::mt19937 random(seed);
    const std::string before = randomText(random);
    const TextEdits edits = randomEdits(random, before.size());
    const std::string after = applied(before, edits);
    for (std::size_t at = 0; at < before.size(); ++at) {
        const bool isRemoved = std::any_of(edits.begin(), edits.end(), [&](const TextEdit &edit) {
            return at >= edit.offset && at < edit.offset + edit.removed;
        });
        if (!isRemoved)
            RC_ASSERT(after.at(edits.moved(at)) == before[at]);
        RC_ASSERT(edits.moved(at, TextEdits::Side::Before) <= edits.moved(at));
        RC_ASSERT(edits.moved(at) <= edits.moved(at + 1));
    }
    RC_ASSERT(edits.moved(before.size()) == after.size());
}

TEST(TextEdits, keepTheirOrderWhateverTheOrderOfAdding)
{
    TextEdits edits;
    edits.add({4, 2, "X"});
    edits.add({1, 1, ""});
    edits.add({4, 0, "1"});
    edits.add({4, 0, "2"});
    EXPECT_EQ(applied("abcdefg", edits), "acd12Xg");
    EXPECT_EQ(edits.moved(4, TextEdits::Side::Before), 3U);
    EXPECT_EQ(edits.moved(4), 5U);
    EXPECT_EQ(edits.moved(5), 6U);
    EXPECT_EQ(edits.moved(5, TextEdits::Side::Before), 5U);
}

TEST(TextEdits, refuseToChangeAByteTwice)
{
    TextEdits edits(TextEdit{2, 3, ""});
    EXPECT_THROW(edits.add({4, 2, ""}), Error);
    EXPECT_THROW(edits.add({0, 3, ""}), Error);
    EXPECT_THROW(edits.add({3, 0, "x"}), Error);
    EXPECT_THROW(edits.add({2, 3, "x"}), Error);
    edits.add({5, 1, "x"});
    edits.add({2, 0, "y"});
    edits.add({3, 0, ""}); // nothing
    EXPECT_EQ(applied("abcdefg", edits), "abyxg");
}

TEST(TextEdits, leaveATextAloneThatIsTooShort)
{
    std::string text = "abc";
    TextEdits edits(TextEdit{0, 1, ""});
    edits.add({3, 1, ""});
    EXPECT_THROW(edits.applyTo(text), Error);
    EXPECT_EQ(text, "abc");
}

} // namespace

} // namespace postern
