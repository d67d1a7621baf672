// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace postern::layout {

namespace {

/// Bends are worth a tenth of the width.
constexpr double kWorthwhile = 0.9;

using Lines = std::vector<std::vector<std::size_t>>;

/// An arrow's piece that crosses a straight run of a long arrow (bend to bend): the run stays
/// straight, so the piece must not be used for alignment. Sorted pairs (upper, lower).
using Conflicts = std::vector<std::pair<std::size_t, std::size_t>>;

std::vector<std::size_t> placesOf(const Lines &lines, std::size_t points)
{
    std::vector<std::size_t> place(points);
    for (const auto &row : lines) {
        for (std::size_t i = 0; i < row.size(); ++i)
            place[row[i]] = i;
    }
    return place;
}

Conflicts findConflicts(const Rows &rows)
{
    const auto place = placesOf(rows.rows, rows.size());
    Conflicts conflicts;
    for (std::size_t r = 1; r < rows.rows.size(); ++r) {
        const auto &row = rows.rows[r];
        std::size_t left = 0;
        std::size_t scanned = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool isRun = rows.isBend(row[i]) && rows.isBend(rows.up[row[i]].front());
            if (!isRun && i + 1 != row.size())
                continue;
            const std::size_t right = isRun ? place[rows.up[row[i]].front()]
                                            : rows.rows[r - 1].size();
            for (; scanned <= i; ++scanned) {
                for (const std::size_t upper : rows.up[row[scanned]]) {
                    const bool crosses = place[upper] < left || place[upper] > right;
                    const bool run = rows.isBend(upper) && rows.isBend(row[scanned]);
                    if (crosses && !run)
                        conflicts.emplace_back(upper, row[scanned]);
                }
            }
            left = right;
        }
    }
    std::ranges::sort(conflicts);
    return conflicts;
}

/// Straight: a long arrow goes straight on below the box it comes from, and what stands beside it
/// moves aside. Narrow: it goes where there is room.
enum class Wish : unsigned char { Straight, Narrow };

/// One of the four assignments: rows walked downwards or upwards, columns packed to the left.
/// The ones packed to the right are this on mirrored rows.
class Assignment
{
public:
    Assignment(const Rows &rows, const Conflicts &conflicts, Wish wish, bool fromAbove, bool mirrored)
        : m_rows(rows)
        , m_conflicts(conflicts)
        , m_wish(wish)
        , m_lines(rows.rows)
        , m_fromAbove(fromAbove)
        , m_root(rows.size())
        , m_next(rows.size())
    {
        if (mirrored) {
            for (auto &row : m_lines)
                std::ranges::reverse(row);
        }
        m_place = placesOf(m_lines, rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_root[i] = m_next[i] = i;
        align();
    }

    /// `gap` is the least distance of the centres of two neighbours.
    template<typename Gap>
    std::vector<double> pack(const Gap &gap) const
    {
        struct Constraint
        {
            std::size_t other;
            double distance;
        };
        const std::size_t count = m_rows.size();
        std::vector<std::vector<Constraint>> toRight(count);
        std::vector<std::size_t> pending(count, 0);
        const auto keepApart = [&](std::size_t left, std::size_t right) {
            toRight[m_root[left]].push_back({m_root[right], gap(left, right)});
            ++pending[m_root[right]];
        };
        for (const auto &row : m_lines) {
            std::size_t box = count; // the last one before
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (i > 0)
                    keepApart(row[i - 1], row[i]);
                if (m_rows.isBend(row[i]))
                    continue;
                // Columns are as far apart where one arrow passes as where two do.
                if (m_wish == Wish::Narrow && box != count && box != row[i - 1])
                    keepApart(box, row[i]);
                box = row[i];
            }
        }
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_root[i] == i && pending[i] == 0)
                order.push_back(i);
        }
        std::vector<double> x(count, 0);
        for (std::size_t i = 0; i < order.size(); ++i) {
            for (const Constraint &constraint : toRight[order[i]]) {
                x[constraint.other] = std::max(x[constraint.other],
                                               x[order[i]] + constraint.distance);
                if (--pending[constraint.other] == 0)
                    order.push_back(constraint.other);
            }
        }
        // Blocks that could be further right without pushing anything hang together better there.
        std::ranges::reverse(order);
        for (const std::size_t block : order) {
            double limit = std::numeric_limits<double>::infinity();
            for (const Constraint &constraint : toRight[block])
                limit = std::min(limit, x[constraint.other] - constraint.distance);
            if (std::isfinite(limit))
                x[block] = std::max(x[block], limit);
        }
        for (std::size_t i = 0; i < count; ++i)
            x[i] = x[m_root[i]];
        return x;
    }

private:
    /// Chains each point to its middle neighbour, from left to right, never across a chain.
    void align()
    {
        const std::size_t height = m_lines.size();
        for (std::size_t i = 1; i < height; ++i) {
            std::size_t bound = 0; // first place of the neighbouring row that is still free
            for (const std::size_t point : m_lines[m_fromAbove ? i : height - 1 - i])
                alignPoint(point, bound);
        }
    }

    void alignPoint(std::size_t point, std::size_t &bound)
    {
        const Lines &before = m_fromAbove ? m_rows.up : m_rows.down;
        const Lines &after = m_fromAbove ? m_rows.down : m_rows.up;
        auto neighbours = before[point];
        // A box stands in line with boxes rather than with an arrow that comes from afar.
        if (!m_rows.isBend(point) && meetsBox(neighbours))
            std::erase_if(neighbours, [this](std::size_t n) { return m_rows.isBend(n); });
        else if (m_rows.isBend(point))
            std::erase_if(neighbours,
                          [&](std::size_t n) { return !m_rows.isBend(n) && meetsBox(after[n]); });
        if (m_wish == Wish::Narrow)
            std::erase_if(neighbours,
                          [&](std::size_t n) { return m_rows.isBend(n) != m_rows.isBend(point); });
        if (neighbours.empty())
            return;
        std::ranges::sort(neighbours, {}, [this](std::size_t n) { return m_place[n]; });
        const std::size_t count = neighbours.size();
        for (std::size_t m = (count - 1) / 2; m <= count / 2; ++m) {
            const std::size_t neighbour = neighbours[m];
            if (m_next[point] != point || m_place[neighbour] < bound || isConflict(neighbour, point))
                continue;
            m_next[neighbour] = point;
            m_root[point] = m_root[neighbour];
            m_next[point] = m_root[point];
            bound = m_place[neighbour] + 1;
        }
    }

    bool meetsBox(const std::vector<std::size_t> &points) const
    {
        return std::ranges::any_of(points, [this](std::size_t p) { return !m_rows.isBend(p); });
    }

    bool isConflict(std::size_t neighbour, std::size_t point) const
    {
        const auto piece = m_fromAbove ? std::pair(neighbour, point) : std::pair(point, neighbour);
        return std::ranges::binary_search(m_conflicts, piece);
    }

    const Rows &m_rows;
    const Conflicts &m_conflicts;
    Wish m_wish;
    Lines m_lines;
    bool m_fromAbove;
    std::vector<std::size_t> m_place;
    std::vector<std::size_t> m_root; ///< first point of the column a point belongs to
    std::vector<std::size_t> m_next; ///< next one in it, the first after the last
};

/// Moves an assignment so that its left (or right) side lies where the narrowest one's does.
void shiftTo(std::vector<double> &x, const std::vector<double> &narrowest, bool mirrored)
{
    const auto [low, high] = std::ranges::minmax(x);
    const auto [targetLow, targetHigh] = std::ranges::minmax(narrowest);
    const double by = mirrored ? targetHigh - high : targetLow - low;
    for (double &value : x)
        value += by;
}

std::vector<double> placeAll(const Rows &rows,
                             const Graph &graph,
                             const Spacing &spacing,
                             const Conflicts &conflicts,
                             Wish wish)
{
    // Whole multiples of the grid survive rounding to it.
    const auto gap = [&](std::size_t a, std::size_t b) {
        const auto half = [&](std::size_t point) {
            return rows.isBend(point) ? 0.0 : graph.nodes[point].width / 2;
        };
        const int bends = int(rows.isBend(a)) + int(rows.isBend(b));
        double apart = bends == 0 ? spacing.columnGap : spacing.edgeGap;
        if (wish == Wish::Narrow && bends == 1)
            apart = std::min(apart, (spacing.columnGap - spacing.edgeGap) / 2);
        const double distance = half(a) + half(b) + apart;
        return std::ceil(distance / spacing.grid) * spacing.grid;
    };
    std::array<std::vector<double>, 4> all;
    std::size_t narrowest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool mirrored = i % 2 == 1;
        const Assignment assignment(rows, conflicts, wish, i < 2, mirrored);
        all[i] = assignment.pack(gap);
        if (mirrored) {
            for (double &x : all[i])
                x = -x;
        }
        const auto [low, high] = std::ranges::minmax(all[i]);
        if (high - low < least) {
            least = high - low;
            narrowest = i;
        }
    }
    const std::vector<double> target = all[narrowest];
    for (std::size_t i = 0; i < all.size(); ++i)
        shiftTo(all[i], target, i % 2 == 1);

    std::vector<double> result(rows.size());
    for (std::size_t point = 0; point < rows.size(); ++point) {
        std::array<double, 4> x = {all[0][point], all[1][point], all[2][point], all[3][point]};
        std::ranges::sort(x);
        result[point] = std::round((x[1] + x[2]) / 2 / spacing.grid) * spacing.grid;
    }
    return result;
}

/// From the left side of the leftmost box or bend to the right side of the rightmost.
double widthOf(const std::vector<double> &x, const Rows &rows, const Graph &graph)
{
    double left = std::numeric_limits<double>::infinity();
    double right = -left;
    for (std::size_t point = 0; point < x.size(); ++point) {
        const double half = rows.isBend(point) ? 0 : graph.nodes[point].width / 2;
        left = std::min(left, x[point] - half);
        right = std::max(right, x[point] + half);
    }
    return right - left;
}

} // namespace

std::vector<double> placeColumns(const Rows &rows, const Graph &graph, const Spacing &spacing)
{
    if (rows.size() == 0)
        return {};
    const Conflicts conflicts = findConflicts(rows);
    std::vector<double> straight = placeAll(rows, graph, spacing, conflicts, Wish::Straight);
    const double width = widthOf(straight, rows, graph);
    // Far wider than wished for, it has to be walked through in any case.
    const bool fits = width <= spacing.wishedWidth;
    if (fits || width > spacing.wishedWidth * 2)
        return straight;
    std::vector<double> narrow = placeAll(rows, graph, spacing, conflicts, Wish::Narrow);
    return widthOf(narrow, rows, graph) < width * kWorthwhile ? narrow : straight;
}

} // namespace postern::layout
