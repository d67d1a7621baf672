// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/python/worker.h"
#include "engine/run/event.h"
#include "engine/run/keptlog.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::run {

class RunReport;

/// Whose a request is, for people: "answer", of a flow that its code calls "answer/inner".
std::string askerOf(const Origin &origin);

/// Tells of one attempt of a node. A small handle on what the RunReport keeps of it.
class NodeReport
{
public:
    const Origin &origin() const;
    /// A gate holds it; its clock stands.
    void paused(NodePaused event);
    void resumed(GateSide side, GateAnswer answer);
    /// Its clock begins to count.
    void started(Value inputs);
    void prompt(const RenderedText &text);
    /// Who is asked by atPrompt(): with the prompt that was told last.
    void askAtPrompt(std::function<Task<void>(std::string prompt)> ask);
    /// To be waited for between a prompt and the request of its model.
    Task<void> atPrompt() const;
    void chunk(std::string_view text);
    /// One write to standard output or error. Gets prompt flow's time stamp.
    void log(bool isError, std::string_view text);
    /// A span as the worker tells it; one that isn't is left out.
    void span(const Value &span);
    void usage(const TokenUsage &usage);
    const TokenUsage &spent() const;
    /// Its code has changed what other nodes see: objects among its inputs.
    void changedInputs();
    bool hasChangedInputs() const;
    /// Tells of the requests that are sent for it.
    std::shared_ptr<const http::Watch> watch() const;
    /// For a call of Python code: what it takes and writes is the node's, and flows it calls are
    /// told to who is told of the node. Good as long as this is.
    python::CallObserver callObserver();
    /// Its clock stands; gates may still change what came of it.
    void ended();
    /// Once, at the end. Of `end` it takes state, output, error and whether it runs again.
    void finished(NodeFinished end);

private:
    friend class RunReport;
    struct Attempt;

    NodeReport(RunReport &report, Attempt &attempt)
        : m_report(&report)
        , m_attempt(&attempt)
    {}
    void tell(RunEventData data);

    RunReport *m_report;
    Attempt *m_attempt;
};

/// Tells the observers what happens in a line of a run, and keeps what its last event sums up.
class RunReport
{
public:
    /// `run` is the id of the run that the line is one of; empty: of one of its own.
    explicit RunReport(RunObservers observers,
                       std::shared_ptr<const Origin> parent = nullptr,
                       std::string run = {},
                       std::size_t line = 0);
    ~RunReport();
    RunReport(const RunReport &) = delete;
    RunReport &operator=(const RunReport &) = delete;

    /// Of the line as a whole.
    const Origin &origin() const { return m_origin; }
    /// Also told from now on, before the others.
    void observe(RunObserver &observer) { m_observers.insert(m_observers.begin(), &observer); }
    /// From now on requests are told with what was sent and received.
    void keepBodies() { m_keepsBodies = true; }

    void started(RunStarted start) { tell(m_origin, std::move(start)); }
    /// The node's turn is near. Its report is good until the run's.
    NodeReport nodeQueued(const std::string &node, int attempt = 1);
    void nodeBypassed(const std::string &node);
    /// What is written outside a node's run: while `node` is made ready, or, it being empty, by
    /// nobody knows whom.
    void log(std::string_view node, bool isError, std::string_view text);
    void portOpened(std::string url);
    /// Tokens that are no node's.
    void usage(const TokenUsage &usage) { m_usage += usage; }
    void warning(Message text);
    /// Warns of every input that was given and isn't among the known ones.
    void unknownInputs(const Dict &given, const std::vector<std::string> &known);
    /// Should the run fail, this node is meant; empty: none.
    void blame(std::string node) { m_blamed = std::move(node); }
    /// Completes the last event (usage, logs, elapsed, blamed node) and tells it.
    void finished(RunFinished end);

private:
    friend class NodeReport;
    NodeReport::Attempt &addAttempt(const std::string &node, int attempt);
    void tell(Origin origin, RunEventData data);
    void tell(const RunEvent &event);

    RunObservers m_observers;
    Origin m_origin;
    Clock::time_point m_start;
    std::vector<std::unique_ptr<NodeReport::Attempt>> m_attempts;
    std::map<std::string, KeptLogs, std::less<>> m_earlyLogs; ///< of nodes that haven't started
    KeptLogs m_runLogs;
    TokenUsage m_usage;
    std::string m_blamed;
    bool m_keepsBodies = false;
};

/// For python::WorkerOptions::onLog. The report must outlive the workers.
inline auto logKeeper(RunReport &report)
{
    return [&report](std::string_view node, bool isError, std::string_view text) {
        report.log(node, isError, text);
    };
}

} // namespace postern::run
