// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/layout/dot.h"
#include "engine/layout/plain.h"
#include "tests/engine/layout/graphs.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <algorithm>

namespace postern::layout {
namespace {

Positions runDot(const Graph &graph, const Spacing &spacing = {})
{
    boost::asio::io_context loop;
    auto result = boost::asio::co_spawn(loop, dot(graph, spacing), boost::asio::use_future);
    loop.run();
    return result.get();
}

TEST(Dot, AChainIsOneColumnOneRankPitchApart)
{
    const Positions positions = runDot(makeGraph(3, {{0, 1}, {1, 2}}));
    EXPECT_EQ(positions.nodes[0].x, 96);
    EXPECT_EQ(positions.nodes[2].x, 96);
    EXPECT_EQ(positions.nodes[1].y - positions.nodes[0].y, 98);
    EXPECT_EQ(positions.nodes[2].y - positions.nodes[1].y, 98);
}

TEST(Dot, ALongArrowPassesBesideTheBoxesBetween)
{
    const Graph graph = makeGraph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}, {0, 3}});
    const Positions positions = runDot(graph);
    EXPECT_EQ(positions.edges[3].size(), 4U);
    EXPECT_EQ(positions.edges[4].size(), 4U);
    EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0);
}

/// The support sample: two columns, arrows beside and between them.
Graph supportGraph()
{
    enum : std::size_t {
        In,
        Rewrite,
        Classify,
        Embed,
        Docs,
        Context,
        Tickets,
        Rules,
        Answer,
        Format,
        Out
    };
    Graph graph = makeGraph(11,
                            {{In, Rewrite},
                             {In, Classify},
                             {Rewrite, Embed},
                             {Embed, Docs},
                             {Docs, Context},
                             {Rewrite, Tickets},
                             {Classify, Tickets},
                             {Classify, Rules},
                             {Rules, Answer},
                             {Context, Answer},
                             {Rewrite, Answer},
                             {In, Answer},
                             {Answer, Format},
                             {Docs, Format},
                             {Tickets, Format},
                             {Format, Out}});
    graph.nodes[In].height = graph.nodes[Out].height = 44;
    return graph;
}

TEST(Dot, WhatIsALittleTooWideIsMadeNarrowerAtTheCostOfBends)
{
    const Graph graph = supportGraph();
    Spacing straight;
    straight.wishedWidth = 10'000;
    const auto width = [&](const Positions &positions) {
        double right = 0;
        for (const Point &node : positions.nodes)
            right = std::max(right, node.x + kNode.width / 2);
        for (const auto &bends : positions.edges) {
            for (const Point &bend : bends)
                right = std::max(right, bend.x);
        }
        return right;
    };
    const Positions narrow = runDot(graph);
    EXPECT_GT(width(runDot(graph, straight)), 550);
    EXPECT_LE(width(narrow), 500);
    EXPECT_EQ(countRunsThroughBoxes(graph, narrow), 0);
    EXPECT_EQ(countOverlaps(graph, narrow, Spacing().columnGap), 0);
}

TEST(Dot, BoxesOfAnyGraphKeepTheirGaps)
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        const Graph graph = randomGraph(seed, 40, 2);
        const Positions positions = runDot(graph);
        EXPECT_EQ(countOverlaps(graph, positions, Spacing().closeGap), 0) << seed;
        EXPECT_EQ(countRunsThroughBoxes(graph, positions), 0) << seed;
    }
}

TEST(Dot, LoopsCyclesAndMissingEndsAreNoTrouble)
{
    const Positions positions = runDot(makeGraph(3, {{0, 1}, {1, 2}, {2, 0}, {1, 1}, {0, 9}}));
    EXPECT_EQ(positions.nodes.size(), 3U);
    EXPECT_EQ(positions.edges.size(), 5U);
}

TEST(Dot, CancellingEndsIt)
{
    const Graph graph = randomGraph(5, 3000, 4); // minutes of work
    boost::asio::io_context loop;
    boost::asio::cancellation_signal signal;
    std::exception_ptr failure;
    boost::asio::co_spawn(
        loop,
        dot(graph),
        boost::asio::bind_cancellation_slot(signal.slot(),
                                            [&failure](const std::exception_ptr &thrown,
                                                       const Positions &) { failure = thrown; }));
    boost::asio::post(loop, [&signal] { signal.emit(boost::asio::cancellation_type::terminal); });
    loop.run();
    EXPECT_TRUE(failure != nullptr);
}

TEST(Dot, WhatIsNoLayoutIsRefused)
{
    const Graph graph = makeGraph(2, {{0, 1}});
    for (const char *text : {"",
                             "stop\n",
                             "graph 1 2 3\nnode n0 1 1 1 1\nstop\n",
                             "graph 1 2 x\nnode n0 1 1\nnode n1 1 1\nstop\n",
                             "graph 1 2 3\nnode n0 1 1\nnode n9 1 1\nstop\n",
                             "graph 1 2 3\nnode n0 nan 1\nnode n1 1 1\nstop\n",
                             "graph 1 2 3\nnode n0 1 1\nnode n1 1 1\nedge n0 n1 99999999\nstop\n",
                             "graph 1 2 3\nnode n0 1 1\nnode n1 1 1\nedge n0 n1 4 1 1\nstop\n"}) {
        EXPECT_THROW(fromPlain(text, graph, {}), Error) << text;
    }
}

} // namespace
} // namespace postern::layout
