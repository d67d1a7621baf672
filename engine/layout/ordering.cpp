// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <cstdint>

namespace postern::layout {

namespace {

class Ordering
{
public:
    explicit Ordering(Rows &rows)
        : m_rows(rows)
        , m_place(rows.size())
        , m_weight(rows.size())
    {
        for (const auto &row : m_rows.rows)
            number(row);
    }

    void sweep(bool downwards)
    {
        const std::size_t height = m_rows.rows.size();
        for (std::size_t i = 1; i < height; ++i) {
            if (downwards)
                sortRow(i, m_rows.up);
            else
                sortRow(height - 1 - i, m_rows.down);
        }
    }

    std::uint64_t crossings() const
    {
        std::uint64_t total = 0;
        for (std::size_t row = 1; row < m_rows.rows.size(); ++row)
            total += crossingsAbove(row);
        return total;
    }

private:
    void number(const std::vector<std::size_t> &row)
    {
        for (std::size_t i = 0; i < row.size(); ++i)
            m_place[row[i]] = i;
    }

    /// By the mean place of the neighbours; what has none stays where it is.
    void sortRow(std::size_t index, const std::vector<std::vector<std::size_t>> &neighbours)
    {
        auto &row = m_rows.rows[index];
        std::vector<std::size_t> movable;
        for (const std::size_t point : row) {
            if (neighbours[point].empty())
                continue;
            double sum = 0;
            for (const std::size_t neighbour : neighbours[point])
                sum += static_cast<double>(m_place[neighbour]);
            m_weight[point] = sum / static_cast<double>(neighbours[point].size());
            movable.push_back(point);
        }
        std::ranges::stable_sort(movable, {}, [this](std::size_t p) { return m_weight[p]; });
        auto next = movable.begin();
        for (std::size_t &point : row) {
            if (!neighbours[point].empty())
                point = *next++;
        }
        number(row);
    }

    /// Counts the inversions of the upper ends, taken in the order of the lower ones, with a
    /// Fenwick tree.
    std::uint64_t crossingsAbove(std::size_t index) const
    {
        std::vector<std::uint64_t> tree(m_rows.rows[index - 1].size() + 1, 0);
        std::vector<std::size_t> ends;
        std::uint64_t total = 0;
        std::uint64_t inserted = 0;
        for (const std::size_t point : m_rows.rows[index]) {
            ends.clear();
            for (const std::size_t neighbour : m_rows.up[point])
                ends.push_back(m_place[neighbour] + 1);
            for (const std::size_t end : ends) {
                std::uint64_t notRightOf = 0;
                for (std::size_t i = end; i > 0; i &= i - 1)
                    notRightOf += tree[i];
                total += inserted - notRightOf;
            }
            for (const std::size_t end : ends) {
                for (std::size_t i = end; i < tree.size(); i += i & (~i + 1))
                    ++tree[i];
                ++inserted;
            }
        }
        return total;
    }

    Rows &m_rows;
    std::vector<std::size_t> m_place;
    std::vector<double> m_weight;
};

} // namespace

void orderRows(Rows &rows)
{
    Ordering ordering(rows);
    auto best = rows.rows;
    auto fewest = ordering.crossings();
    const int sweeps = rows.size() < 2000 ? 16 : 6;
    for (int i = 0; i < sweeps && fewest > 0; ++i) {
        ordering.sweep(i % 2 == 0);
        const auto crossings = ordering.crossings();
        if (crossings < fewest) {
            fewest = crossings;
            best = rows.rows;
        }
    }
    rows.rows = std::move(best);
}

} // namespace postern::layout
