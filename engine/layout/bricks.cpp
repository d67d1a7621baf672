// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace postern::layout {

namespace {

/// So many arrows in one run go beside all boxes rather than between them.
constexpr std::size_t kHeavy = 3;

double widestOf(const Graph &graph)
{
    double widest = 0;
    for (const Size &size : graph.nodes)
        widest = std::max(widest, size.width);
    return widest;
}

class Bricks
{
public:
    Bricks(const Rows &rows, const Graph &graph, const Spacing &spacing)
        : m_rows(rows)
        , m_graph(graph)
        , m_lane(spacing.edgeGap)
        , m_widest(widestOf(graph))
        // Half of it is on the grid too.
        , m_pitch(std::ceil((m_widest + spacing.columnGap) / spacing.grid / 2) * spacing.grid * 2)
        , m_x(rows.size())
        , m_taken(rows.rows.size())
    {
        for (const auto &row : rows.rows)
            m_across = std::max(m_across, boxesOf(row).size());
    }

    std::vector<double> place()
    {
        for (const auto &row : m_rows.rows)
            centre(row, 0);
        for (const bool downwards : {true, false, true})
            shiftRows(downwards);
        findRuns();
        placeRuns();
        return m_x;
    }

private:
    struct Run
    {
        std::vector<std::size_t> bends; ///< from the top
        std::size_t arrows = 0;
        double from = 0; ///< the middle of what it comes from
        double to = 0;
    };

    std::vector<std::size_t> boxesOf(const std::vector<std::size_t> &row) const
    {
        std::vector<std::size_t> boxes;
        std::ranges::copy_if(row, std::back_inserter(boxes), [this](std::size_t point) {
            return !m_rows.isBend(point);
        });
        return boxes;
    }

    void centre(const std::vector<std::size_t> &row, double offset)
    {
        const std::vector<std::size_t> boxes = boxesOf(row);
        const double first = offset - m_pitch * (static_cast<double>(boxes.size()) - 1) / 2;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            m_x[boxes[i]] = first + m_pitch * static_cast<double>(i);
    }

    /// A row that has room moves by half pitches to where its arrows come from, or go to.
    void shiftRows(bool downwards)
    {
        const std::size_t height = m_rows.rows.size();
        for (std::size_t i = 0; i < height; ++i) {
            const auto &row = m_rows.rows[downwards ? i : height - 1 - i];
            const std::vector<std::size_t> boxes = boxesOf(row);
            const auto free = static_cast<double>(m_across - std::min(m_across, boxes.size()));
            double pull = 0;
            double count = 0;
            for (std::size_t at = 0; at < boxes.size(); ++at) {
                for (const double other : neighbours(boxes[at], downwards)) {
                    pull += other
                            - m_pitch
                                  * (static_cast<double>(at)
                                     - (static_cast<double>(boxes.size()) - 1) / 2);
                    ++count;
                }
            }
            if (count == 0 || free == 0)
                continue;
            const double half = m_pitch / 2;
            const double steps = std::round(pull / count / half);
            centre(row, half * std::clamp(steps, -free, free));
        }
    }

    std::vector<double> neighbours(std::size_t box, bool above) const
    {
        std::vector<double> found;
        for (const auto &[from, to] : m_graph.edges) {
            const std::size_t mine = above ? to : from;
            const std::size_t other = above ? from : to;
            if (mine == box && other != box && other < m_rows.boxes
                && std::max(m_rows.rank[from], m_rows.rank[to])
                           - std::min(m_rows.rank[from], m_rows.rank[to])
                       <= 2)
                found.push_back(m_x[other]);
        }
        return found;
    }

    /// Bends that hang together, as those of a trunk do.
    void findRuns()
    {
        std::vector<std::size_t> runOf(m_rows.size(), m_rows.size());
        std::vector<double> counts(m_rows.size());
        for (const auto &row : m_rows.rows) {
            for (const std::size_t bend : row) {
                if (!m_rows.isBend(bend))
                    continue;
                std::size_t run = m_runs.size();
                for (const std::size_t above : m_rows.up[bend]) {
                    if (m_rows.isBend(above))
                        run = std::min(run, runOf[above]);
                }
                if (run == m_runs.size())
                    m_runs.emplace_back();
                runOf[bend] = run;
                m_runs[run].bends.push_back(bend);
            }
        }
        for (std::size_t e = 0; e < m_graph.edges.size(); ++e) {
            if (m_rows.chains[e].empty())
                continue;
            auto [from, to] = m_graph.edges[e];
            if (m_rows.rank[from] > m_rows.rank[to])
                std::swap(from, to);
            Run &run = m_runs[runOf[m_rows.chains[e].front()]];
            ++run.arrows;
            run.from += m_x[from];
            run.to += m_x[to];
        }
        for (Run &run : m_runs) {
            const auto arrows = static_cast<double>(std::max<std::size_t>(1, run.arrows));
            run.from /= arrows;
            run.to /= arrows;
        }
    }

    void placeRuns()
    {
        std::vector<std::size_t> order(m_runs.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto isHeavy = [this](std::size_t run) {
            return m_runs[run].arrows >= kHeavy && m_runs[run].bends.size() > 1;
        };
        std::ranges::stable_sort(order, std::greater(), [&](std::size_t run) {
            return std::pair(isHeavy(run), m_runs[run].arrows * m_runs[run].bends.size());
        });
        double left = -side();
        double right = side();
        for (const std::size_t index : order) {
            const Run &run = m_runs[index];
            if (!isHeavy(index)) {
                thread(run);
                continue;
            }
            const bool goesLeft = -left <= right;
            (goesLeft ? left : right) += goesLeft ? -m_lane : m_lane;
            for (const std::size_t bend : run.bends)
                take(bend, goesLeft ? left : right);
        }
    }

    /// No box is farther from the middle.
    double side() const { return m_pitch * (static_cast<double>(m_across) - 1) / 2 + m_widest / 2; }

    /// Through the gaps, as straight as they let it.
    void thread(const Run &run)
    {
        double before = run.from;
        for (std::size_t i = 0; i < run.bends.size(); ++i) {
            const double part = static_cast<double>(i + 1)
                                / static_cast<double>(run.bends.size() + 1);
            const double direct = run.from + (run.to - run.from) * part;
            double best = 0;
            double least = std::numeric_limits<double>::infinity();
            for (const double x : gapsNear(m_rows.rank[run.bends[i]], {before, direct, run.to})) {
                const double cost = 2 * std::abs(x - before) + std::abs(x - direct)
                                    + std::abs(x - run.to);
                if (cost < least) {
                    least = cost;
                    best = x;
                }
            }
            take(run.bends[i], best);
            before = best;
        }
    }

    /// Where a row can be passed, near to those places.
    std::vector<double> gapsNear(std::size_t row, const std::vector<double> &wishes) const
    {
        std::vector<double> found;
        const auto &boxes = m_rows.rows[row];
        const auto isFree = [&](double x) {
            const bool isClear = std::ranges::none_of(boxes, [&](std::size_t box) {
                return !m_rows.isBend(box)
                       && std::abs(m_x[box] - x) < m_graph.nodes[box].width / 2 + m_lane - 0.5;
            });
            return isClear && std::ranges::none_of(m_taken[row], [&](double taken) {
                       return std::abs(taken - x) < kApart - 0.5;
                   });
        };
        std::vector<double> places = wishes;
        for (const std::size_t box : boxes) {
            if (m_rows.isBend(box))
                continue;
            const double reach = m_graph.nodes[box].width / 2 + m_lane;
            for (int lane = 0; lane < kLanes; ++lane) {
                places.push_back(m_x[box] - reach - lane * kApart);
                places.push_back(m_x[box] + reach + lane * kApart);
            }
        }
        std::ranges::copy_if(places, std::back_inserter(found), isFree);
        double beside = side() + m_lane;
        while (found.empty()) {
            if (isFree(beside))
                found.push_back(beside);
            beside += kApart;
        }
        return found;
    }

    void take(std::size_t bend, double x)
    {
        m_x[bend] = x;
        m_taken[m_rows.rank[bend]].push_back(x);
    }

    static constexpr double kApart = 8; ///< two arrows that pass side by side
    static constexpr int kLanes = 6;

    const Rows &m_rows;
    const Graph &m_graph;
    double m_lane;
    double m_widest;
    double m_pitch;
    std::size_t m_across = 1;
    std::vector<double> m_x;
    std::vector<Run> m_runs;
    std::vector<std::vector<double>> m_taken; ///< by row: where arrows pass
};

} // namespace

std::vector<double> placeBricks(const Rows &rows, const Graph &graph, const Spacing &spacing)
{
    return Bricks(rows, graph, spacing).place();
}

} // namespace postern::layout
