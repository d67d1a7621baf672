// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/debug/debugger.h"
#include "tests/engine/run/memoryline.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::debug {

/// A line of nodes in memory under a debugger; at each of its stops the next of `steps` is done, and
/// without one the run goes on.
struct DebugLine
{
    explicit DebugLine(const std::string &nodes)
        : line(nodes)
        , debugger(Debugger::make([this](const Notice &notice) { hear(notice); }))
    {
        run::RunSpec spec;
        const flow::FlowLocation location{"/flow", "/flow/flow.dag.yaml", flow::FlowKind::Dag};
        spec.document = flow::FlowDocument::fromText(location,
                                                     "inputs: {x: {type: string}}\nnodes:\n"
                                                         + nodes);
        debugger->attach(spec);
        line.gates = spec.gates;
        line.report.observe(*debugger);
    }

    std::optional<Error> run()
    {
        run::RunStarted start{{}, Value(line.values.inputs), {}};
        for (const run::PlannedNode &planned : line.plan.nodes) {
            start.nodes.push_back(planned.node.name);
            start.dependencies.push_back(planned.dependencies);
        }
        line.report.started(std::move(start));
        return line.run();
    }

    void hear(const Notice &notice)
    {
        notices.push_back(notice);
        if (notice.kind != Notice::Kind::Stopped)
            return;
        stops.push_back(std::string(toString(notice.node.moment)) + ' ' + notice.node.path + ' '
                        + toString(notice.node.reason));
        if (steps.empty())
            return debugger->resume();
        const std::function<void()> step = steps.front();
        steps.pop_front();
        step();
    }

    void breakAt(const std::string &node, Moment moment = Moment::Before)
    {
        Breakpoint breakpoint;
        breakpoint.node = node;
        breakpoint.moment = moment;
        debugger->add(breakpoint);
    }

    run::MemoryLine line;
    std::shared_ptr<Debugger> debugger;
    std::deque<std::function<void()>> steps;
    std::vector<std::string> stops;
    std::vector<Notice> notices;
};

} // namespace postern::debug
