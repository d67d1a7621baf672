// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/sequencediff.h"

#include <algorithm>
#include <utility>

namespace postern {

namespace {

constexpr std::ptrdiff_t kMostChanged = 2000;

/// Myers, "An O(ND) difference algorithm and its variations" (1986), with all fronts kept.
class ShortestEdit
{
public:
    ShortestEdit(std::span<const std::string_view> a, std::span<const std::string_view> b)
        : m_a(a)
        , m_b(b)
    {}

    /// The pairs of items that are kept; false when too many aren't.
    bool find(std::vector<std::pair<std::size_t, std::size_t>> &kept)
    {
        const auto n = static_cast<std::ptrdiff_t>(m_a.size());
        const auto m = static_cast<std::ptrdiff_t>(m_b.size());
        const std::ptrdiff_t most = std::min(n + m, kMostChanged);
        std::vector<std::ptrdiff_t> front(static_cast<std::size_t>((2 * most) + 3), kNowhere);
        const std::ptrdiff_t middle = most + 1;
        front[at(middle + 1)] = 0;
        for (std::ptrdiff_t depth = 0; depth <= most; ++depth) {
            for (std::ptrdiff_t k = -depth; k <= depth; k += 2) {
                std::ptrdiff_t x = step(front[at(middle + k - 1)], front[at(middle + k + 1)], k).x;
                front[at(middle + k)] = x;
                if (x == kNowhere)
                    continue;
                std::ptrdiff_t y = x - k;
                while (x < n && y < m && m_a[at(x)] == m_b[at(y)]) {
                    ++x;
                    ++y;
                }
                front[at(middle + k)] = x;
                if (x >= n && y >= m) {
                    remember(front, middle, depth);
                    trace(depth, kept);
                    return true;
                }
            }
            remember(front, middle, depth);
        }
        return false;
    }

private:
    static constexpr std::ptrdiff_t kNowhere = -1;
    struct Step
    {
        std::ptrdiff_t x = kNowhere;
        bool isDown = false;
    };

    static std::size_t at(std::ptrdiff_t index) { return static_cast<std::size_t>(index); }

    /// The way that leads farther on a diagonal, from the one to its left or to its right.
    Step step(std::ptrdiff_t left, std::ptrdiff_t right, std::ptrdiff_t k) const
    {
        Step best;
        if (left != kNowhere && left < static_cast<std::ptrdiff_t>(m_a.size()))
            best = {left + 1, false};
        if (right != kNowhere && right - k <= static_cast<std::ptrdiff_t>(m_b.size())
            && right > best.x)
            best = {right, true};
        return best;
    }

    void remember(const std::vector<std::ptrdiff_t> &front,
                  std::ptrdiff_t middle,
                  std::ptrdiff_t depth)
    {
        m_fronts.emplace_back(front.begin() + middle - depth, front.begin() + middle + depth + 1);
    }

    void trace(std::ptrdiff_t depth, std::vector<std::pair<std::size_t, std::size_t>> &kept) const
    {
        auto x = static_cast<std::ptrdiff_t>(m_a.size());
        auto y = static_cast<std::ptrdiff_t>(m_b.size());
        for (; depth > 0; --depth) {
            const std::vector<std::ptrdiff_t> &before = m_fronts[at(depth - 1)];
            const auto frontAt = [&](std::ptrdiff_t k) {
                const std::ptrdiff_t index = k + depth - 1;
                return index < 0 || index >= static_cast<std::ptrdiff_t>(before.size())
                           ? kNowhere
                           : before[at(index)];
            };
            const std::ptrdiff_t k = x - y;
            const std::ptrdiff_t previous = step(frontAt(k - 1), frontAt(k + 1), k).isDown ? k + 1
                                                                                           : k - 1;
            const std::ptrdiff_t startX = frontAt(previous);
            const std::ptrdiff_t startY = startX - previous;
            while (x > startX && y > startY && x > 0 && y > 0 && m_a[at(x - 1)] == m_b[at(y - 1)])
                kept.emplace_back(at(--x), at(--y));
            x = startX;
            y = startY;
        }
        while (x > 0 && y > 0)
            kept.emplace_back(at(--x), at(--y));
        std::ranges::reverse(kept);
    }

    std::span<const std::string_view> m_a;
    std::span<const std::string_view> m_b;
    std::vector<std::vector<std::ptrdiff_t>> m_fronts;
};

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
           || (c >= 'A' && c <= 'Z');
}

} // namespace

std::vector<SequenceChange> changesBetween(std::span<const std::string_view> a,
                                           std::span<const std::string_view> b)
{
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head
           && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const auto middleA = a.subspan(head, a.size() - head - tail);
    const auto middleB = b.subspan(head, b.size() - head - tail);
    if (middleA.empty() && middleB.empty())
        return {};
    std::vector<std::pair<std::size_t, std::size_t>> kept;
    if (!middleA.empty() && !middleB.empty())
        ShortestEdit(middleA, middleB).find(kept);
    kept.emplace_back(middleA.size(), middleB.size());
    std::vector<SequenceChange> found;
    std::size_t fromA = 0;
    std::size_t fromB = 0;
    for (const auto &[x, y] : kept) {
        if (x > fromA || y > fromB)
            found.push_back({head + fromA, head + x, head + fromB, head + y});
        fromA = x + 1;
        fromB = y + 1;
    }
    return found;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    const auto isGap = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty()) {
        std::size_t length = 1;
        if (isWordByte(text.front())) {
            while (length < text.size() && isWordByte(text[length]))
                ++length;
        } else if (isGap(text.front())) {
            while (length < text.size() && isGap(text[length]))
                ++length;
        }
        words.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return words;
}

} // namespace postern
