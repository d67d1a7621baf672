// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Commands from another thread while a run goes on; worth most under the thread sanitizer.

#include "tests/engine/debug/debugline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

using namespace postern;
using namespace postern::debug;

TEST(DebuggerThreads, anyThreadMayCommand)
{
    std::string nodes;
    for (int i = 0; i < 40; ++i)
        nodes += run::node("n" + std::to_string(i),
                           i % 4 == 0 ? std::string()
                                      : "x: '${n" + std::to_string(i - 1) + ".output}'");
    run::MemoryLine line(nodes);
    std::atomic<int> stops = 0;
    const auto debugger = Debugger::make([&](const Notice &notice) {
        if (notice.kind == Notice::Kind::Stopped)
            ++stops;
    });
    run::RunSpec spec;
    const flow::FlowLocation location{"/flow", "/flow/flow.dag.yaml", flow::FlowKind::Dag};
    spec.document = flow::FlowDocument::fromText(location, "nodes:\n" + nodes);
    debugger->attach(spec);
    line.gates = spec.gates;
    line.report.observe(*debugger);
    for (int i = 0; i < 40; i += 3) {
        Breakpoint breakpoint;
        breakpoint.node = "n" + std::to_string(i);
        breakpoint.condition = i % 2 == 0 ? "node.attempt == 1" : "";
        debugger->add(breakpoint);
    }
    std::atomic<bool> hasEnded = false;
    std::thread commander([&] {
        for (int turn = 0; !hasEnded; ++turn) {
            const Snapshot now = debugger->snapshot();
            try {
                debugger->evaluate("nodes.n0.output");
                if (!now.stop) {
                    std::this_thread::yield();
                    continue;
                }
                debugger->setOutput(now.stop->path, Value(turn));
                if (turn % 3 == 0)
                    debugger->step();
                else if (turn % 3 == 1)
                    debugger->next();
                else
                    debugger->resume();
                debugger->remove(turn % 7);
            } catch (const Error &) { // the stop is another one by now
            }
        }
    });
    EXPECT_FALSE(line.run());
    hasEnded = true;
    commander.join();
    EXPECT_GT(stops, 0);
    EXPECT_FALSE(debugger->snapshot().stop);
}
