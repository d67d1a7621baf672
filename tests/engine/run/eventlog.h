// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/pyrepr.h"
#include "engine/run/event.h"

#include <chrono>
#include <string>
#include <vector>

namespace postern::run {

/// Keeps what is told of a run, and says it in a few words.
class EventLog final : public RunObserver
{
public:
    std::vector<RunEvent> all;

    void onEvent(const RunEvent &event) override { all.push_back(event); }

    /// What became of a node: "queued", "started {'x': 1}", "2 finished done" for its second
    /// attempt. Texts, spans and requests are left out.
    std::vector<std::string> ofNode(const std::string &node, bool isNested = false) const
    {
        std::vector<std::string> words;
        for (const RunEvent &event : all) {
            const std::string word = wordOf(event);
            if (event.origin.node != node || event.isNested() != isNested || word.empty())
                continue;
            const int attempt = event.origin.attempt;
            words.push_back((attempt > 1 ? std::to_string(attempt) + ' ' : std::string()) + word);
        }
        return words;
    }

    /// All events of one kind.
    template<typename Data>
    std::vector<Data> of() const
    {
        std::vector<Data> found;
        for (const RunEvent &event : all) {
            if (const auto *data = std::get_if<Data>(&event.data))
                found.push_back(*data);
        }
        return found;
    }

    std::chrono::microseconds heldFor(const std::string &node) const
    {
        std::chrono::microseconds time{0};
        for (const RunEvent &event : all) {
            const auto *resumed = std::get_if<NodeResumed>(&event.data);
            if (resumed && event.origin.node == node)
                time += resumed->held;
        }
        return time;
    }

private:
    static std::string sideOf(GateSide side)
    {
        return side == GateSide::Before ? "before: " : "after: ";
    }

    static std::string answerOf(GateAnswer answer)
    {
        constexpr const char *kNames[]
            = {"go on", "change inputs", "use value", "fail", "run again"};
        return kNames[static_cast<int>(answer)];
    }

    static std::string stateOf(NodeState state)
    {
        switch (state) {
        case NodeState::Done:
            return "done";
        case NodeState::Cached:
            return "cached";
        case NodeState::Bypassed:
            return "bypassed";
        case NodeState::Cancelled:
            return "cancelled";
        default:
            return "failed";
        }
    }

    static std::string wordOf(const RunEvent &event)
    {
        if (std::holds_alternative<NodeQueued>(event.data))
            return "queued";
        if (const auto *paused = std::get_if<NodePaused>(&event.data))
            return "paused " + sideOf(paused->side) + paused->reason;
        if (const auto *resumed = std::get_if<NodeResumed>(&event.data))
            return "resumed " + sideOf(resumed->side) + answerOf(resumed->answer);
        if (const auto *started = std::get_if<NodeStarted>(&event.data))
            return "started " + py::repr(started->inputs);
        if (const auto *finished = std::get_if<NodeFinished>(&event.data))
            return "finished " + stateOf(finished->state)
                   + (finished->runsAgain ? ", runs again" : "");
        return {};
    }
};

} // namespace postern::run
