// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/layout/plain.h"
#include "engine/layout/ranks.h"
#include "tests/engine/layout/graphs.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace postern;
using namespace postern::layout;
using postern::test::failureOf;

namespace {

/// Random graphs of every kind: with cycles, loops, double edges and ends that are no box.
Graph anyGraph(unsigned seed)
{
    std::mt19937 random(seed);
    const std::size_t nodes = 1 + random() % 25;
    Graph graph;
    for (std::size_t i = 0; i < nodes; ++i)
        graph.nodes.push_back({40.0 + static_cast<double>(random() % 300),
                               20.0 + static_cast<double>(random() % 80)});
    for (std::size_t i = random() % (2 * nodes); i > 0; --i) {
        std::size_t from = random() % nodes;
        std::size_t to = random() % nodes;
        if (seed % 2 == 0 && from > to)
            std::swap(from, to); // half of them without cycles
        if (random() % 20 == 0)
            to = nodes + 3;
        graph.edges.emplace_back(from, to);
    }
    return graph;
}

/// Arrows of two neighbouring rows that cross.
std::size_t crossings(const Rows &rows)
{
    std::size_t count = 0;
    for (std::size_t row = 0; row + 1 < rows.rows.size(); ++row) {
        std::vector<std::size_t> place(rows.size());
        for (std::size_t i = 0; i < rows.rows[row + 1].size(); ++i)
            place[rows.rows[row + 1][i]] = i;
        std::vector<std::pair<std::size_t, std::size_t>> arrows;
        for (std::size_t i = 0; i < rows.rows[row].size(); ++i) {
            for (const std::size_t target : rows.down[rows.rows[row][i]])
                arrows.emplace_back(i, place[target]);
        }
        for (std::size_t a = 0; a < arrows.size(); ++a) {
            for (std::size_t b = a + 1; b < arrows.size(); ++b)
                count += (arrows[a].first < arrows[b].first && arrows[a].second > arrows[b].second)
                         || (arrows[a].first > arrows[b].first
                             && arrows[a].second < arrows[b].second);
        }
    }
    return count;
}

/// Every point once, in the row that it says, joined with neighbouring rows alone.
void expectSound(const Rows &rows, const Graph &graph)
{
    ASSERT_EQ(rows.boxes, graph.nodes.size());
    std::set<std::size_t> seen;
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        for (const std::size_t point : rows.rows[row]) {
            EXPECT_EQ(rows.rank[point], row);
            EXPECT_TRUE(seen.insert(point).second);
        }
    }
    EXPECT_EQ(seen.size(), rows.size());
    for (std::size_t point = 0; point < rows.size(); ++point) {
        for (const std::size_t below : rows.down[point]) {
            EXPECT_EQ(rows.rank[below], rows.rank[point] + 1);
            EXPECT_GT(std::ranges::count(rows.up[below], point), 0);
        }
    }
    ASSERT_EQ(rows.chains.size(), graph.edges.size());
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        if (!joinsBoxes(graph, edge)) {
            EXPECT_TRUE(rows.chains[edge].empty());
            continue;
        }
        // Its bends lie in the rows between its ends, one after the other.
        std::size_t before = rows.rank[graph.edges[edge].first];
        for (const std::size_t bend : rows.chains[edge]) {
            EXPECT_TRUE(rows.isBend(bend));
            EXPECT_EQ(rows.rank[bend] > before ? rows.rank[bend] - before : before - rows.rank[bend],
                      1U);
            before = rows.rank[bend];
        }
    }
}

TEST(Rows, cutEveryArrowIntoSteps)
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Graph graph = anyGraph(seed);
        expectSound(makeRows(graph), graph);
    }
}

TEST(Rows, ofAGraphWithoutCyclesGoDownwards)
{
    for (unsigned seed = 0; seed < 200; seed += 2) {
        const Graph graph = anyGraph(seed);
        const Rows rows = makeRows(graph);
        for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
            if (joinsBoxes(graph, edge))
                EXPECT_LT(rows.rank[graph.edges[edge].first], rows.rank[graph.edges[edge].second])
                    << seed;
        }
    }
}

TEST(Rows, areOrderedSoThatFewerArrowsCrossAndNothingElseChanges)
{
    std::size_t before = 0;
    std::size_t after = 0;
    for (unsigned seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        const Graph graph = anyGraph(seed);
        Rows rows = makeRows(graph);
        const std::vector<std::size_t> ranks = rows.rank;
        before += crossings(rows);
        orderRows(rows);
        after += crossings(rows);
        EXPECT_EQ(rows.rank, ranks);
        expectSound(rows, graph);
    }
    EXPECT_LT(after, before);
}

TEST(Rows, thatNeedNoCrossingHaveNone)
{
    // A tree, and two chains that are given crosswise.
    const std::vector<Graph> graphs{
        makeGraph(7, {{0, 1}, {0, 2}, {1, 3}, {2, 5}, {1, 4}, {2, 6}}),
        makeGraph(4, {{0, 3}, {1, 2}}),
        makeGraph(6, {{0, 5}, {1, 4}, {2, 3}}),
    };
    for (const Graph &graph : graphs) {
        Rows rows = makeRows(graph);
        orderRows(rows);
        EXPECT_EQ(crossings(rows), 0U);
    }
}

TEST(Rows, thatAreWrappedStayWhole)
{
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const Graph graph = anyGraph(seed);
        Rows rows = makeRows(graph);
        orderRows(rows);
        const std::size_t across = 2 + seed % 3;
        const Rows wrapped = wrapWide(graph, rows, across);
        EXPECT_GE(wrapped.rows.size(), rows.rows.size());
        std::set<std::size_t> boxes;
        for (const auto &row : wrapped.rows) {
            std::size_t inRow = 0;
            for (const std::size_t point : row) {
                if (wrapped.isBend(point))
                    continue;
                ++inRow;
                EXPECT_TRUE(boxes.insert(point).second);
            }
            EXPECT_LE(inRow, across);
        }
        EXPECT_EQ(boxes.size(), graph.nodes.size());
    }
}

TEST(Columns, keepTheOrderOfARowAndTheGapsBetweenBoxes)
{
    const Spacing spacing;
    for (unsigned seed = 0; seed < 150; ++seed) {
        const Graph graph = anyGraph(seed);
        Rows rows = makeRows(graph);
        orderRows(rows);
        const std::vector<double> x = placeColumns(rows, graph, spacing);
        ASSERT_EQ(x.size(), rows.size());
        for (const auto &row : rows.rows) {
            for (std::size_t i = 0; i + 1 < row.size(); ++i) {
                EXPECT_LT(x[row[i]], x[row[i + 1]]) << seed;
                if (rows.isBend(row[i]) || rows.isBend(row[i + 1]))
                    continue;
                const double between = x[row[i + 1]] - x[row[i]]
                                       - (graph.nodes[row[i]].width + graph.nodes[row[i + 1]].width)
                                             / 2;
                EXPECT_GE(between, spacing.columnGap - spacing.grid) << seed;
            }
        }
    }
}

TEST(Bricks, touchNeitherEachOtherNorTheArrowsThatPass)
{
    Spacing spacing;
    spacing.columnGap = spacing.closeGap;
    spacing.edgeGap = spacing.closeGap / 2;
    for (unsigned seed = 0; seed < 150; ++seed) {
        const Graph graph = anyGraph(seed);
        Rows rows = makeRows(graph);
        orderRows(rows);
        const Rows wrapped = wrapWide(graph, rows, 2 + seed % 3);
        const Positions positions
            = positionsOf(wrapped, placeBricks(wrapped, graph, spacing), graph, spacing);
        EXPECT_EQ(countOverlaps(graph, positions, spacing.closeGap), 0) << seed;
        EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0) << seed;
    }
}

TEST(Positions, haveTheirTopLeftAtZero)
{
    for (unsigned seed = 0; seed < 100; ++seed) {
        const Graph graph = anyGraph(seed);
        const Positions positions = layered(graph);
        ASSERT_EQ(positions.nodes.size(), graph.nodes.size());
        ASSERT_EQ(positions.edges.size(), graph.edges.size());
        double left = 1e9;
        double top = 1e9;
        for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
            left = std::min(left, positions.nodes[node].x - graph.nodes[node].width / 2);
            top = std::min(top, positions.nodes[node].y - graph.nodes[node].height / 2);
        }
        EXPECT_NEAR(top, 0, 1e-6) << seed;
        EXPECT_GE(left, -1e-6) << seed;
        for (const auto &bends : positions.edges)
            EXPECT_EQ(bends.size() % 2, 0U) << seed; // in pairs
    }
}

TEST(DotText, saysWhatIsJoinedAndHowLargeItIs)
{
    Graph graph = makeGraph(3, {{0, 1}, {1, 1}, {1, 9}, {2, 0}});
    const std::string text = toDot(graph, {});
    for (const char *part : {"n0 -> n1;\n",
                             "n2 -> n0;\n",
                             "n1 [width=2.666667, height=0.888889];\n",
                             "nodesep=0.777778;\n"})
        EXPECT_NE(text.find(part), std::string::npos) << part << text;
    EXPECT_EQ(text.find("n1 -> n1"), std::string::npos);
    EXPECT_EQ(text.find("n9"), std::string::npos);
}

constexpr auto kPlain = "graph 1 5 3\n"
                        "node n0 1 2.5 1 0.5 \"\" solid box black lightgrey\n"
                        "node n1 1 0.5 1 0.5 \"\" solid box black lightgrey\n"
                        "edge n0 n1 4 1 2.25 1 2 1 1 1 0.75 solid black\n"
                        "stop\n";

TEST(PlainText, givesRanksFromTheTop)
{
    const Graph graph = makeGraph(2, {{0, 1}});
    const Positions positions = fromPlain(kPlain, graph, {});
    EXPECT_LT(positions.nodes[0].y, positions.nodes[1].y);
    EXPECT_DOUBLE_EQ(positions.nodes[0].x, positions.nodes[1].x);
}

TEST(PlainText, thatIsDamagedAnywhereIsRefusedOrStillALayout)
{
    const Graph graph = makeGraph(2, {{0, 1}});
    const std::string whole = kPlain;
    for (std::size_t size = 0; size + 5 < whole.size(); ++size) {
        const auto error = failureOf([&] { fromPlain(whole.substr(0, size), graph, {}); });
        ASSERT_TRUE(error) << size;
        EXPECT_EQ(error->code(), ErrorCode::EnvironmentFailed);
    }
    std::mt19937 random(41);
    for (int i = 0; i < 2'000; ++i) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] = "0123456789. nx-\n"[random() % 16];
        Positions positions;
        const auto error = failureOf([&] { positions = fromPlain(damaged, graph, {}); });
        EXPECT_TRUE(error || positions.nodes.size() == 2) << damaged;
        for (const Point &node : positions.nodes)
            EXPECT_TRUE(std::isfinite(node.x) && std::isfinite(node.y)) << damaged;
    }
}

} // namespace
