// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/sequencediff.h"
#include "engine/git/snapshot.h"
#include "engine/git/textmerge.h"

#include <gmock/gmock.h>

#include <numeric>
#include <random>

using namespace postern::git;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

std::string randomLines(std::mt19937 &random, int count, int kinds)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::string(1, static_cast<char>('a' + (random() % static_cast<unsigned>(kinds))))
                + "\n";
    return text;
}

/// The other text, made of the first one and the changes.
std::string applied(std::string_view from,
                    std::string_view to,
                    const std::vector<SequenceChange> &changes)
{
    const auto a = linesOf(from);
    const auto b = linesOf(to);
    std::string text;
    std::size_t at = 0;
    for (const SequenceChange &change : changes) {
        for (; at < change.aBegin; ++at)
            text += a[at];
        for (std::size_t i = change.bBegin; i < change.bEnd; ++i)
            text += b[i];
        at = change.aEnd;
    }
    for (; at < a.size(); ++at)
        text += a[at];
    return text;
}

/// The length of what two sequences have in common, by the plain table.
std::size_t commonLength(const std::vector<std::string_view> &a,
                         const std::vector<std::string_view> &b)
{
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j)
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                               : std::max(table[i - 1][j], table[i][j - 1]);
    }
    return table[a.size()][b.size()];
}

} // namespace

TEST(SequenceDiff, randomTextsAreMadeOfEachOtherByTheFewestLines)
{
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        const std::string from = randomLines(random, static_cast<int>(random() % 12), 4);
        const std::string to = randomLines(random, static_cast<int>(random() % 12), 4);
        const auto a = linesOf(from);
        const auto b = linesOf(to);
        const auto changes = changesBetween(a, b);
        ASSERT_EQ(applied(from, to, changes), to) << from << "---\n" << to;
        const std::size_t removed = std::accumulate(changes.begin(),
                                                    changes.end(),
                                                    std::size_t{0},
                                                    [](std::size_t sum,
                                                       const SequenceChange &change) {
                                                        return sum + change.aEnd - change.aBegin;
                                                    });
        ASSERT_EQ(a.size() - removed, commonLength(a, b)) << from << "---\n" << to;
    }
}

TEST(SequenceDiff, whatIsWhollyOtherIsOneChange)
{
    std::string from;
    std::string to;
    for (int i = 0; i < 5000; ++i) {
        from += "a" + std::to_string(i) + "\n";
        to += "b" + std::to_string(i) + "\n";
    }
    EXPECT_THAT(changesBetween(linesOf(from), linesOf(to)), SizeIs(1));
}

TEST(SequenceDiff, wordsKeepEveryByte)
{
    const std::string text = "Answer, in  one_word:\n{{ frage }} \xEA\xB0\x80\xEB\x82\x98.\t!";
    std::string together;
    for (const std::string_view word : wordsOf(text))
        together += word;
    EXPECT_EQ(together, text);
    EXPECT_THAT(wordsOf("a b"), ElementsAre("a", " ", "b"));
}

TEST(SequenceDiff, wordChangesGiveBothTexts)
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

TEST(SequenceDiff, linesHaveThreeOthersAround)
{
    EXPECT_EQ(lineChanges("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
              "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    EXPECT_EQ(lineChanges("a", "a\n"), "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
    EXPECT_EQ(lineChanges("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
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
