// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/storedrun.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace postern::history {

namespace {

using Turn = std::tuple<std::string, std::size_t, std::string, int>;

/// Adds what an event says to the attempt that it is about.
struct AddTo
{
    NodeAttempt &attempt;
    const run::RunEvent &event;

    void operator()(const run::NodeStarted &started) const
    {
        attempt.record.state = run::NodeState::Running;
        attempt.record.inputs = started.inputs;
        attempt.started = event.time;
    }
    void operator()(const run::NodePrompt &prompt) const { attempt.record.prompt = prompt.text; }
    void operator()(const run::NodeChunk &chunk) const { attempt.streamed += chunk.text; }
    void operator()(const run::Span &span) const { attempt.spans.push_back(span); }
    void operator()(const run::Request &request) const { attempt.requests.push_back(request); }
    void operator()(const run::Retrying &retrying) const { attempt.retries.push_back(retrying); }
    void operator()(const run::NodeFinished &finished) const
    {
        run::NodeRecord &record = attempt.record;
        record.state = finished.state;
        record.inputs = finished.inputs;
        record.output = finished.output;
        record.error = finished.error;
        record.logs = finished.logs;
        record.outputLog = finished.outputLog;
        record.errorLog = finished.errorLog;
        record.usage = finished.usage;
        record.elapsed = finished.elapsed;
        attempt.runsAgain = finished.runsAgain;
        attempt.ended = event.time;
    }
    template<typename Other>
    void operator()(const Other & /*other*/) const
    {}
};

} // namespace

std::string_view toString(RunState state)
{
    switch (state) {
    case RunState::Running:
        return "Running";
    case RunState::Completed:
        return "Completed";
    case RunState::Failed:
        return "Failed";
    case RunState::Canceled:
        return "Canceled";
    case RunState::Interrupted:
        return "Interrupted";
    }
    return {};
}

std::vector<NodeAttempt> attemptsOf(const std::vector<run::RunEvent> &events, bool withNested)
{
    std::map<Turn, NodeAttempt> open;
    std::set<Turn> ended;
    std::vector<NodeAttempt> attempts;
    for (const run::RunEvent &event : events) {
        const run::Origin &origin = event.origin;
        if (origin.node.empty() || (event.isNested() && !withNested))
            continue;
        const Turn turn(origin.run, origin.line, origin.node, origin.attempt);
        if (ended.contains(turn))
            continue; // the last words of a worker
        const auto [found, isNew] = open.try_emplace(turn);
        NodeAttempt &attempt = found->second;
        if (isNew) {
            attempt.origin = origin;
            attempt.record.node = origin.node;
            attempt.record.attempt = origin.attempt;
            attempt.record.state = run::NodeState::Queued;
            attempt.started = event.time;
        }
        std::visit(AddTo{attempt, event}, event.data);
        if (std::holds_alternative<run::NodeFinished>(event.data)) {
            attempts.push_back(std::move(open.extract(turn).mapped()));
            ended.insert(turn);
        }
    }
    for (auto &[turn, attempt] : open)
        attempts.push_back(std::move(attempt));
    return attempts;
}

} // namespace postern::history
