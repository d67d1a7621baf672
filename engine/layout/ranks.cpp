// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/layout/ranks.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace postern::layout {

namespace {

/// Walks depth first, without recursion; an edge to a node still being walked closes a cycle.
std::vector<bool> findClosingEdges(const Graph &graph)
{
    const std::size_t count = graph.nodes.size();
    std::vector<bool> result(graph.edges.size());
    std::vector<std::vector<std::size_t>> out(count);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        if (joinsBoxes(graph, e))
            out[graph.edges[e].first].push_back(e);
    }
    enum class Mark : unsigned char { New, Open, Closed };
    std::vector<Mark> marks(count, Mark::New);
    std::vector<std::pair<std::size_t, std::size_t>> path; // node, next edge to look at
    for (std::size_t root = 0; root < count; ++root) {
        if (marks[root] != Mark::New)
            continue;
        marks[root] = Mark::Open;
        path.emplace_back(root, 0);
        while (!path.empty()) {
            auto &[node, next] = path.back();
            if (next == out[node].size()) {
                marks[node] = Mark::Closed;
                path.pop_back();
                continue;
            }
            const std::size_t edge = out[node][next++];
            const std::size_t target = graph.edges[edge].second;
            if (marks[target] == Mark::Open) {
                result[edge] = true;
            } else if (marks[target] == Mark::New) {
                marks[target] = Mark::Open;
                path.emplace_back(target, 0);
            }
        }
    }
    return result;
}

std::vector<std::size_t> longestPathRanks(const std::vector<std::vector<std::size_t>> &down)
{
    const std::size_t count = down.size();
    std::vector<std::size_t> rank(count, 0);
    std::vector<std::size_t> pending(count, 0);
    for (const auto &targets : down) {
        for (const std::size_t target : targets)
            ++pending[target];
    }
    std::vector<bool> isSource(count);
    std::vector<std::size_t> ready;
    for (std::size_t node = 0; node < count; ++node) {
        isSource[node] = pending[node] == 0;
        if (isSource[node])
            ready.push_back(node);
    }
    for (std::size_t i = 0; i < ready.size(); ++i) {
        for (const std::size_t target : down[ready[i]]) {
            rank[target] = std::max(rank[target], rank[ready[i]] + 1);
            if (--pending[target] == 0)
                ready.push_back(target);
        }
    }
    // What nothing leads to would hang at the top, far above what uses it.
    for (std::size_t node = 0; node < count; ++node) {
        if (!isSource[node] || down[node].empty())
            continue;
        std::size_t nearest = rank[down[node].front()];
        for (const std::size_t target : down[node])
            nearest = std::min(nearest, rank[target]);
        rank[node] = nearest - 1;
    }
    return rank;
}

/// Inserts the bends of arrows.
class Cutter
{
public:
    using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

    Cutter(Rows &rows, const Edges &edges)
        : m_rows(rows)
        , m_edges(edges)
        , m_leaving(rows.boxes)
        , m_arriving(rows.boxes)
    {
        for (std::size_t e = 0; e < edges.size(); ++e) {
            if (span(e) > 1) {
                ++m_leaving[edges[e].first];
                ++m_arriving[edges[e].second];
            }
        }
    }

    /// The shortest arrows first, until there are a few bends for each node and edge.
    void cut()
    {
        std::vector<std::size_t> byLength(m_edges.size());
        std::iota(byLength.begin(), byLength.end(), std::size_t{0});
        std::ranges::stable_sort(byLength, {}, [this](std::size_t e) { return span(e); });
        std::size_t budget = 1000 + 4 * (m_rows.boxes + m_edges.size());
        for (const std::size_t e : byLength) {
            if (span(e) == 0)
                continue;
            if (span(e) - 1 > budget)
                break;
            budget -= span(e) - 1;
            cutEdge(e);
        }
    }

private:
    std::size_t span(std::size_t e) const
    {
        return m_rows.rank[m_edges[e].second] - m_rows.rank[m_edges[e].first];
    }

    void cutEdge(std::size_t e)
    {
        const auto [from, to] = m_edges[e];
        std::size_t last = from;
        for (std::size_t rank = m_rows.rank[from] + 1; rank < m_rows.rank[to]; ++rank) {
            const std::size_t bend = bendOf(e, rank);
            link(last, bend);
            m_rows.chains[e].push_back(bend);
            last = bend;
        }
        link(last, to);
    }

    /// From as many long arrows on they share a trunk.
    std::size_t bendOf(std::size_t e, std::size_t rank)
    {
        constexpr std::size_t kTrunk = 3;
        const auto [from, to] = m_edges[e];
        std::size_t end = m_rows.boxes; // whose trunk it is
        if (m_leaving[from] >= kTrunk)
            end = from;
        else if (m_arriving[to] >= kTrunk)
            end = to;
        if (end == m_rows.boxes)
            return makeBend(rank);
        const auto [it, isNew] = m_trunks.try_emplace({end, rank, end == from}, 0);
        if (isNew)
            it->second = makeBend(rank);
        return it->second;
    }

    std::size_t makeBend(std::size_t rank)
    {
        m_rows.rank.push_back(rank);
        m_rows.up.emplace_back();
        m_rows.down.emplace_back();
        return m_rows.rank.size() - 1;
    }

    void link(std::size_t upper, std::size_t lower)
    {
        const bool isTrunk = m_rows.isBend(upper) && m_rows.isBend(lower);
        auto &above = m_rows.up[lower];
        if ((isTrunk || m_rows.isBend(lower)) && std::ranges::find(above, upper) != above.end())
            return;
        // The run of a trunk comes before the arrows that join it.
        above.insert(isTrunk ? above.begin() : above.end(), upper);
        m_rows.down[upper].push_back(lower);
    }

    Rows &m_rows;
    const Edges &m_edges;
    std::vector<std::size_t> m_leaving;  ///< long arrows from a box
    std::vector<std::size_t> m_arriving; ///< and to it
    /// By box, rank and whether the arrows leave the box.
    std::map<std::tuple<std::size_t, std::size_t, bool>, std::size_t> m_trunks;
};

} // namespace

bool joinsBoxes(const Graph &graph, std::size_t edge)
{
    const auto [from, to] = graph.edges[edge];
    return from != to && from < graph.nodes.size() && to < graph.nodes.size();
}

Rows makeRows(const Graph &graph)
{
    const std::vector<bool> closesCycle = findClosingEdges(graph);
    std::vector<std::vector<std::size_t>> down(graph.nodes.size());
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        if (!joinsBoxes(graph, e))
            continue;
        const auto [from, to] = graph.edges[e];
        if (closesCycle[e])
            down[to].push_back(from);
        else
            down[from].push_back(to);
    }
    return makeRows(graph, longestPathRanks(down));
}

Rows makeRows(const Graph &graph, std::vector<std::size_t> ranks)
{
    Rows rows;
    rows.boxes = graph.nodes.size();
    rows.rank = std::move(ranks);
    rows.up.resize(rows.boxes);
    rows.down.resize(rows.boxes);
    rows.chains.resize(graph.edges.size());
    // All downwards. An edge that isn't drawn stays in the list as a loop, so that indices agree.
    std::vector<std::pair<std::size_t, std::size_t>> edges(graph.edges.size());
    for (std::size_t e = 0; e < edges.size(); ++e) {
        if (!joinsBoxes(graph, e))
            continue;
        const auto [from, to] = graph.edges[e];
        if (rows.rank[from] < rows.rank[to])
            edges[e] = {from, to};
        else if (rows.rank[from] > rows.rank[to])
            edges[e] = {to, from};
    }
    Cutter(rows, edges).cut();
    for (std::size_t e = 0; e < edges.size(); ++e) {
        if (edges[e] != graph.edges[e])
            std::ranges::reverse(rows.chains[e]);
    }
    const std::size_t height = rows.size() == 0 ? 0 : 1 + *std::ranges::max_element(rows.rank);
    rows.rows.resize(height);
    for (std::size_t point = 0; point < rows.size(); ++point)
        rows.rows[rows.rank[point]].push_back(point);
    return rows;
}

} // namespace postern::layout
