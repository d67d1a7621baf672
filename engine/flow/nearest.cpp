// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace postern::flow {

namespace {

constexpr std::size_t kMaxLength = 100;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Changes that lead from one to the other: letters put in, left out, replaced or swapped with the
/// next (optimal string alignment); letters' case aside.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::size_t> next(b.size() + 1, i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const bool same = lower(a[i]) == lower(b[j]);
            next[j + 1] = std::min({row[j] + (same ? 0 : 1), row[j + 1] + 1, next[j] + 1});
            const bool swapped = i > 0 && j > 0 && lower(a[i]) == lower(b[j - 1])
                                 && lower(a[i - 1]) == lower(b[j]);
            if (swapped)
                next[j + 1] = std::min(next[j + 1], before[j - 1] + 1);
        }
        before = std::exchange(row, std::move(next));
    }
    return row[b.size()];
}

} // namespace

std::string nearest(std::string_view name, const std::vector<std::string_view> &known)
{
    if (name.empty() || name.size() > kMaxLength)
        return {};
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t longer = std::max(candidate.size(), name.size());
        if (longer - std::min(candidate.size(), name.size()) >= bestDistance)
            continue;
        const std::size_t apart = distance(name, candidate);
        const bool hasCommon = apart < longer; // of one letter the other is no slip
        if (hasCommon && apart < bestDistance) {
            best = candidate;
            bestDistance = apart;
        }
    }
    return std::string(best);
}

} // namespace postern::flow
