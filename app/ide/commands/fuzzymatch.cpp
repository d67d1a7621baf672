// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/fuzzymatch.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

namespace postern::ide {

namespace {

constexpr int kNone = std::numeric_limits<int>::min() / 2;
constexpr qsizetype kLongestName = 256;

bool beginsWord(const QString &name, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = name[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && name[at].isUpper());
}

// The best way to lay one word's letters into the name, by what each letter's place is worth.
std::optional<int> scoreOfWord(const QString &name, const QString &word)
{
    constexpr int kTogether = 8;
    constexpr int kBegin = 6;
    std::vector<int> best(static_cast<std::size_t>(name.size()), 0); // the letters so far end there
    std::vector<int> next(best.size());
    for (qsizetype letter = 0; letter < word.size(); ++letter) {
        int reached = letter == 0 ? 0 : kNone; // the best that ends anywhere before
        for (qsizetype at = 0; at < name.size(); ++at) {
            const auto i = static_cast<std::size_t>(at);
            int score = kNone;
            if (name[at].toCaseFolded() == word[letter].toCaseFolded()) {
                const int begun = beginsWord(name, at) ? kBegin : 0;
                score = reached + 1 + begun
                        - (letter == 0 ? static_cast<int>(std::min<qsizetype>(at, 8)) / 2 : 0);
                if (letter > 0 && at > 0)
                    score = std::max(score, best[i - 1] + 1 + kTogether);
            }
            next[i] = score;
            if (letter > 0)
                reached = std::max(reached, best[i]);
        }
        best.swap(next);
    }
    const int score = best.empty() ? kNone : *std::ranges::max_element(best);
    return score <= kNone / 2 ? std::nullopt : std::optional(score);
}

} // namespace

std::optional<int> fuzzyScore(const QString &name, const QString &typed)
{
    const QString shown = name.left(kLongestName);
    int sum = 0;
    for (const QString &word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<int> score = scoreOfWord(shown, word);
        if (!score)
            return {};
        sum += *score * 4;
        if (shown.compare(word, Qt::CaseInsensitive) == 0)
            sum += 100;
        else if (shown.contains(word, Qt::CaseInsensitive))
            sum += 20;
    }
    return typed.trimmed().isEmpty() ? 0 : sum - static_cast<int>(shown.size()) / 4;
}

} // namespace postern::ide
