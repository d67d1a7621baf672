// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Stop, edit, go on: the end is that of a run with the edited value from the start, whatever the flow
// and wherever it was stopped. RC_PARAMS=max_success=1000 does more than a test run has time for.

#include "engine/base/pyrepr.h"
#include "tests/engine/debug/debugline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

using namespace postern;
using namespace postern::debug;

namespace {

/// A flow of so many nodes, each of which takes what some of those before it give.
struct RandomFlow
{
    std::vector<std::vector<int>> needs;

    static std::string nameOf(int index) { return "n" + std::to_string(index); }

    std::string text() const
    {
        std::string nodes;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            std::string inputs = "x: '${inputs.x}'";
            for (const int need : needs[i])
                inputs += ", i" + std::to_string(need) + ": '${" + nameOf(need) + ".output}'";
            nodes += run::node(nameOf(static_cast<int>(i)), inputs);
        }
        return nodes;
    }
};

RandomFlow randomFlow()
{
    RandomFlow flow;
    const int count = *rc::gen::inRange(1, 9);
    for (int i = 0; i < count; ++i) {
        std::vector<int> needs;
        for (int j = 0; j < i; ++j) {
            if (*rc::gen::inRange(0, 3) == 0)
                needs.push_back(j);
        }
        flow.needs.push_back(needs);
    }
    return flow;
}

/// What somebody does at a stop.
struct Edit
{
    int node = 0;
    bool after = false;
    bool setsOutput = false;
    int value = 0;
};

/// What the nodes come to, as their tools have it: a text of their inputs.
std::map<int, std::string> expectedOf(const RandomFlow &flow, const std::map<int, Edit> &edits)
{
    std::map<int, std::string> outputs;
    for (int i = 0; i < static_cast<int>(flow.needs.size()); ++i) {
        Dict inputs{{"x", "yes"}};
        for (const int need : flow.needs[static_cast<std::size_t>(i)])
            inputs.append(Value("i" + std::to_string(need)), Value(outputs.at(need)));
        const auto edit = edits.find(i);
        if (edit != edits.end() && edit->second.setsOutput) {
            outputs[i] = std::to_string(edit->second.value);
            continue;
        }
        if (edit != edits.end())
            inputs.set(Value("x"), Value(std::to_string(edit->second.value)));
        outputs[i] = RandomFlow::nameOf(i) + py::repr(Value(inputs));
    }
    return outputs;
}

/// Tools whose output says what they were given.
void echo(run::MemoryTools &tools)
{
    tools.onStart = [](run::MemoryTools &self) {
        const std::string name = self.log.back().substr(1);
        self.answers[name] = Value(name + py::repr(Value(self.inputsOf[name])));
    };
}

} // namespace

RC_GTEST_PROP(DebuggedEdits, endAsIfTheValueHadBeenThereFromTheStart, ())
{
    const RandomFlow flow = randomFlow();
    const int count = static_cast<int>(flow.needs.size());
    std::map<int, Edit> edits;
    DebugLine debug(flow.text());
    echo(debug.line.tools);
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        Edit edit;
        edit.node = *rc::gen::inRange(0, count);
        edit.setsOutput = *rc::gen::arbitrary<bool>();
        edit.after = edit.setsOutput && *rc::gen::arbitrary<bool>();
        edit.value = *rc::gen::inRange(0, 100);
        if (edits.emplace(edit.node, edit).second)
            debug.breakAt(RandomFlow::nameOf(edit.node),
                          edit.after ? Moment::After : Moment::Before);
    }
    const std::size_t planned = edits.size();
    for (std::size_t i = 0; i < planned + 20; ++i) {
        const int how = *rc::gen::inRange(0, 3);
        debug.steps.emplace_back([&, how] {
            const HeldNode stop = *debug.debugger->snapshot().stop;
            const auto edit = edits.find(std::stoi(stop.path.substr(1)));
            if (edit != edits.end() && stop.reason == StopReason::Breakpoint) {
                if (edit->second.setsOutput)
                    debug.debugger->setOutput(stop.path, Value(std::to_string(edit->second.value)));
                else
                    debug.debugger->setInput(stop.path,
                                             "x",
                                             Value(std::to_string(edit->second.value)));
            }
            if (how == 0)
                debug.debugger->resume();
            else if (how == 1)
                debug.debugger->next();
            else
                debug.debugger->step();
        });
    }
    RC_ASSERT(!debug.run());
    for (const auto &[index, output] : expectedOf(flow, edits))
        RC_ASSERT(debug.line.values.outputs.at(RandomFlow::nameOf(index)) == Value(output));
}
