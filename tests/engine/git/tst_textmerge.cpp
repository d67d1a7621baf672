// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/snapshot.h"
#include "engine/git/textmerge.h"

#include <gmock/gmock.h>

#include <random>

using namespace postern::git;

namespace {

std::string randomLines(std::mt19937 &random, int count, int kinds)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::string(1, static_cast<char>('a' + (random() % static_cast<unsigned>(kinds))))
                + "\n";
    return text;
}

} // namespace

TEST(WordChanges, giveBothTexts)
{
    const std::string before = "You answer in one sentence.\nBe kind.";
    const std::string after = "You answer in two short sentences.\nBe kind!";
    std::string old;
    std::string now;
    for (const WordChange &word : wordChanges(before, after)) {
        if (word.kind != WordChange::Kind::Added)
            old += word.text;
        if (word.kind != WordChange::Kind::Removed)
            now += word.text;
    }
    EXPECT_EQ(old, before);
    EXPECT_EQ(now, after);
}

TEST(TextMerge, bothSidesOfTheText)
{
    const auto parts = mergeLines("1\n2\n3\n4\n5\n", "one\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\n");
    EXPECT_EQ(conflictsIn(parts), 0U);
    EXPECT_EQ(writeMerge(parts, {}), "one\n2\n3\n4\nfive\n");
}

TEST(TextMerge, conflictsStandBetweenMarkers)
{
    const auto parts = mergeLines("1\n2\n3\n", "1\nours\n3\n", "1\ntheirs\n3");
    EXPECT_EQ(writeMerge(parts, {}),
              "1\n<<<<<<< ours\nours\n3\n=======\ntheirs\n3\n>>>>>>> theirs\n");
    EXPECT_EQ(settledFor(parts, false), "1\nours\n3\n");
    EXPECT_EQ(settledFor(parts, true), "1\ntheirs\n3");
}

TEST(TextMerge, randomTextsLoseNothing)
{
    std::mt19937 random(11);
    for (int i = 0; i < 3000; ++i) {
        const std::string base = randomLines(random, static_cast<int>(random() % 9), 5);
        const std::string ours = randomLines(random, static_cast<int>(random() % 9), 5);
        const std::string theirs = randomLines(random, static_cast<int>(random() % 9), 5);
        EXPECT_EQ(writeMerge(mergeLines(base, ours, base), {}), ours);
        EXPECT_EQ(writeMerge(mergeLines(base, base, theirs), {}), theirs);
        EXPECT_EQ(writeMerge(mergeLines(base, ours, ours), {}), ours);
        const auto contrast = contrastLines(ours, theirs);
        ASSERT_EQ(settledFor(contrast, false), ours);
        ASSERT_EQ(settledFor(contrast, true), theirs);
        // Settled for one side, what that side has is there, but for what the other one alone changed.
        const auto parts = mergeLines(base, ours, theirs);
        if (conflictsIn(parts) == 1 && parts.size() == 1) {
            EXPECT_EQ(settledFor(parts, false), ours);
            EXPECT_EQ(settledFor(parts, true), theirs);
        }
    }
}
