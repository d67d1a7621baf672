// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/sequencediff.h"

#include <gmock/gmock.h>

#include <numeric>
#include <random>

using namespace postern;
using testing::ElementsAre;
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
