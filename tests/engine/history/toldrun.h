// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runabout.h"
#include "engine/run/event.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace postern::test {

/// A run of one node that is told to an observer, as an executor would.
struct ToldRun
{
    std::string id;
    Value question = "Where is the gate?";
    Value answer = "At the back.";
    std::string node = "answer";
    bool fails = false;
    std::vector<run::RunEventData> between{}; ///< of the node, between its start and its end
    run::WallClock::time_point wall = run::WallClock::now();

    std::vector<run::RunEvent> events() const
    {
        std::vector<run::RunEvent> events;
        const auto add = [&](const std::string &of, run::RunEventData data) {
            run::RunEvent event;
            event.origin.run = id;
            event.origin.node = of;
            event.time = run::Clock::time_point(std::chrono::seconds(5'000)
                                                + std::chrono::milliseconds(events.size()));
            event.wallTime = wall + std::chrono::milliseconds(events.size());
            event.data = std::move(data);
            events.push_back(std::move(event));
        };
        const Value inputs = Dict{{"question", question}};
        add("", run::RunStarted{{node}, inputs, {{}}});
        add(node, run::NodeQueued());
        add(node, run::NodeStarted{inputs});
        for (const run::RunEventData &data : between)
            add(node, data);
        run::NodeFinished finished;
        finished.inputs = inputs;
        finished.usage = {10, 5, 15};
        finished.elapsed = std::chrono::microseconds(2'500);
        run::RunFinished end;
        end.inputs = inputs;
        end.usage = finished.usage;
        end.elapsed = std::chrono::microseconds(4'000);
        if (fails) {
            finished.error = Error(ErrorCode::NodeFailed, "The bridge is up.", "Lower it.");
            finished.state = end.state = run::NodeState::Failed;
            end.error = finished.error;
            end.failedNode = node;
        } else {
            finished.output = answer;
            end.outputs = Dict{{"answer", answer}};
        }
        add(node, std::move(finished));
        add("", std::move(end));
        return events;
    }

    void tell(run::RunObserver &observer) const
    {
        for (const run::RunEvent &event : events())
            observer.onEvent(event);
    }
};

/// What is known of a run of a flow that lies nowhere.
inline history::RunAbout aboutNothing(std::string kind = "test")
{
    history::RunAbout about;
    about.kind = std::move(kind);
    return about;
}

} // namespace postern::test
