// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/engine/layout/graphs.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postern::layout {
namespace {

TEST(Layered, AnEmptyGraphHasNoPositions)
{
    const Positions positions = layered({});
    EXPECT_TRUE(positions.nodes.empty());
    EXPECT_TRUE(positions.edges.empty());
}

TEST(Layered, AChainIsOneColumnOneRankPitchApart)
{
    const Graph graph = makeGraph(3, {{0, 1}, {1, 2}});
    const Positions positions = layered(graph);
    EXPECT_EQ(positions.nodes[0].x, 96); // the box begins at 0
    EXPECT_EQ(positions.nodes[0].y, 32);
    for (const std::size_t node : {1U, 2U}) {
        EXPECT_EQ(positions.nodes[node].x, positions.nodes[0].x);
        EXPECT_EQ(positions.nodes[node].y - positions.nodes[node - 1].y, 98);
    }
}

TEST(Layered, SiblingsStandBesideEachOtherUnderTheMiddleOfTheirParent)
{
    const Positions positions = layered(makeGraph(3, {{0, 1}, {0, 2}}));
    EXPECT_EQ(positions.nodes[1].y, positions.nodes[2].y);
    EXPECT_EQ(std::abs(positions.nodes[1].x - positions.nodes[2].x), 248);
    // To the grid: the middle of two columns is half a step beside it.
    EXPECT_NEAR(positions.nodes[0].x, (positions.nodes[1].x + positions.nodes[2].x) / 2, 4);
}

TEST(Layered, ALongArrowRunsStraightThroughAGap)
{
    const Graph graph = makeGraph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}});
    const Positions positions = layered(graph);
    const auto &bends = positions.edges[3];
    ASSERT_EQ(bends.size(), 4U); // above and below two ranks
    for (const Point &bend : bends)
        EXPECT_EQ(bend.x, bends.front().x);
    EXPECT_TRUE(std::ranges::is_sorted(bends, {}, &Point::y));
    EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0);
}

TEST(Layered, WhatFeedsOneNodeOnlyStandsJustAboveIt)
{
    const Positions positions = layered(makeGraph(4, {{0, 1}, {1, 2}, {3, 2}}));
    EXPECT_EQ(positions.nodes[3].y, positions.nodes[1].y);
}

TEST(Layered, ACycleIsBrokenAtTheEdgeThatClosesIt)
{
    const Positions positions = layered(makeGraph(3, {{0, 1}, {1, 2}, {2, 0}}));
    EXPECT_LT(positions.nodes[0].y, positions.nodes[1].y);
    EXPECT_LT(positions.nodes[1].y, positions.nodes[2].y);
    const auto &back = positions.edges[2];
    ASSERT_EQ(back.size(), 2U);
    EXPECT_GT(back[0].y, back[1].y); // it is walked upwards, from its own source
}

TEST(Layered, LoopsAndEndsThatAreNoBoxesAreLeftOut)
{
    const Positions positions = layered(makeGraph(2, {{0, 0}, {0, 7}, {9, 1}, {0, 1}}));
    EXPECT_EQ(positions.edges.size(), 4U);
    EXPECT_EQ(positions.nodes[1].y - positions.nodes[0].y, 98);
}

TEST(Layered, TheSameGraphIsLaidOutTheSame)
{
    const Graph graph = randomGraph(7, 60, 3);
    const Positions first = layered(graph);
    const Positions second = layered(graph);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        EXPECT_EQ(first.nodes[i].x, second.nodes[i].x);
        EXPECT_EQ(first.nodes[i].y, second.nodes[i].y);
    }
}

TEST(Layered, BoxesOfAnyGraphKeepTheirGapsAndArrowsPassBetweenThem)
{
    for (unsigned seed = 0; seed < 60; ++seed) {
        const Graph graph = randomGraph(seed, 1 + seed, 3);
        const Positions positions = layered(graph);
        EXPECT_EQ(countOverlaps(graph, positions, Spacing().closeGap), 0) << seed;
        EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0) << seed;
        for (const auto &[from, to] : graph.edges)
            EXPECT_LT(positions.nodes[from].y, positions.nodes[to].y) << seed;
        for (const Point &node : positions.nodes) {
            EXPECT_GE(node.x, 96);
            EXPECT_GE(node.y, 32);
        }
    }
}

TEST(Layered, BoxesOfDifferentSizesDoNotTouch)
{
    Graph graph = randomGraph(3, 40, 2);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        graph.nodes[i] = {80.0 + static_cast<double>(37 * i % 300),
                          44.0 + static_cast<double>(i % 3) * 20};
    EXPECT_EQ(countOverlaps(graph, layered(graph), Spacing().closeGap), 0);
}

/// A source, so many between, and a target of all.
Graph fan(std::size_t across)
{
    Graph graph = makeGraph(across + 2, {});
    for (std::size_t node = 1; node <= across; ++node) {
        graph.edges.emplace_back(0, node);
        graph.edges.emplace_back(node, across + 1);
    }
    return graph;
}

/// The scale at which all of it is seen in a column as wide as is wished for.
double scaleOf(const Graph &graph, const Positions &positions)
{
    const Spacing spacing;
    Size all{1, 1};
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        all.width = std::max(all.width, positions.nodes[node].x + graph.nodes[node].width / 2);
        all.height = std::max(all.height, positions.nodes[node].y + graph.nodes[node].height / 2);
    }
    for (const auto &bends : positions.edges) {
        for (const Point &bend : bends)
            all.width = std::max(all.width, bend.x);
    }
    return std::min({1.0, spacing.wishedWidth / all.width, spacing.wishedHeight / all.height});
}

TEST(Layered, WhatIsReadSideBySideStaysSo)
{
    const Positions positions = layered(fan(2));
    EXPECT_EQ(positions.nodes[2].y, positions.nodes[1].y);
    Spacing wide;
    wide.wishedWidth = 1200;
    const Positions four = layered(fan(4), wide);
    for (std::size_t node = 2; node <= 4; ++node)
        EXPECT_EQ(four.nodes[node].y, four.nodes[1].y);
}

TEST(Layered, AFanIsShownAsLargeAsItsBoxesAllow)
{
    for (std::size_t across = 3; across <= 22; ++across) {
        const Graph graph = fan(across);
        // Three beside each other at two thirds of their size, or two at nearly all of it.
        EXPECT_GE(scaleOf(graph, layered(graph)), across <= 8 ? 0.85 : 0.6) << across;
    }
}

TEST(Layered, AWideRankIsWrapped)
{
    for (const std::size_t across : {5U, 8U, 13U, 22U}) {
        const Graph graph = fan(across);
        const Positions positions = layered(graph);
        double width = 0;
        for (const Point &node : positions.nodes)
            width = std::max(width, node.x + kNode.width / 2);
        EXPECT_LE(width, 4 * (192 + 56)) << across;
        EXPECT_EQ(countOverlaps(graph, positions, Spacing().closeGap), 0) << across;
        EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0) << across;
        for (const auto &[from, to] : graph.edges)
            EXPECT_LT(positions.nodes[from].y, positions.nodes[to].y) << across;
    }
}

TEST(Layered, ALargeGraphKeepsItsRanks)
{
    const Positions positions = layered(fan(200));
    for (std::size_t node = 2; node <= 200; ++node)
        EXPECT_EQ(positions.nodes[node].y, positions.nodes[1].y);
}

TEST(Layered, ManyLongArrowsOfOneSourceShareATrunk)
{
    // A chain of which every node is fed by the first one too.
    Graph graph = makeGraph(6, {});
    for (std::size_t node = 1; node < 6; ++node)
        graph.edges.emplace_back(node - 1, node);
    for (std::size_t node = 2; node < 6; ++node)
        graph.edges.emplace_back(0, node);
    const Positions positions = layered(graph);
    const auto &longest = positions.edges.back();
    for (std::size_t e = 5; e < graph.edges.size(); ++e) {
        const auto &bends = positions.edges[e];
        ASSERT_LE(bends.size(), longest.size());
        for (std::size_t i = 0; i < bends.size(); ++i) {
            EXPECT_EQ(bends[i].x, longest[i].x);
            EXPECT_EQ(bends[i].y, longest[i].y);
        }
    }
}

TEST(Layered, TheBendsOfAHugeGraphStayFew)
{
    // One source that feeds every node of a long chain: all bends would be 4.5 million.
    constexpr std::size_t kNodes = 3000;
    Graph graph = makeGraph(kNodes, {});
    for (std::size_t node = 1; node < kNodes; ++node) {
        graph.edges.emplace_back(node - 1, node);
        graph.edges.emplace_back(0, node);
    }
    const Positions positions = layered(graph);
    std::size_t bends = 0;
    for (const auto &edge : positions.edges)
        bends += edge.size();
    EXPECT_GT(bends, 0U);
    EXPECT_LT(bends, 20 * (graph.nodes.size() + graph.edges.size()));
}

} // namespace
} // namespace postern::layout
