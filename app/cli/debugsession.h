// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandinput.h"
#include "app/cli/commandline.h"
#include "app/cli/debugtalk.h"
#include "app/cli/eventfile.h"
#include "app/cli/progress.h"
#include "app/cli/recordedtest.h"
#include "app/cli/runthread.h"
#include "app/request/runrequest.h"
#include "engine/debug/command.h"
#include "engine/debug/debugger.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace postern::cli {

struct DebugOptions
{
    request::RunOptions run;
    std::string script; ///< file of commands; empty: standard input
    std::string events;
    std::string pins; ///< file that keeps them
};

/// `flow debug`: takes a command after the other, and shows what the runs come to meanwhile. What
/// runs has a thread of its own; all that is printed is this one's.
class DebugSession final : private run::RunObserver
{
public:
    /// Reads the flow, the script and the pins. Throws Error.
    DebugSession(const DebugOptions &options, const CommandLine &line);

    /// Until the commands end, or one says so. The code is that of the last run that ended by itself.
    ExitCode run();

private:
    void onEvent(const run::RunEvent &event) override;
    void note(const debug::Notice &notice);

    /// Prints what has happened.
    void tellNews();
    void tell(const debug::Notice &notice);
    void finish(const run::FlowRunResult &result);
    bool isBusy() const;
    /// Whether a line may be taken while the flow runs on.
    bool isForBusy();
    void takeLine();
    void execute(const debug::Command &command);
    void executeMore(const debug::Command &command);
    void interrupt();
    void start();
    void endRun();
    void requireRun() const;
    dap::LineStop lineStop() const;
    /// Starts a run where there is none, to stop at its first node.
    bool startsStopped();
    void clear(const debug::Command &command);
    void setValue(const debug::Command &command);
    void pin(const debug::Command &command);
    void retry();
    void keepPins() const;

    const DebugOptions &m_options;
    const CommandLine &m_line;
    const std::string m_source; ///< of the commands, for places
    CommandInput m_input;
    DebugTalk m_talk;
    const std::shared_ptr<debug::Debugger> m_debugger;
    Progress m_progress;
    std::optional<EventFile> m_events;
    history::Recorder m_history;
    std::optional<RecordedTest> m_recorded; ///< the run under way
    ExitCode m_exit = ExitCode::Done;
    bool m_quits = false;
    bool m_wasInterrupted = false;
    bool m_hasPrompted = false;
    bool m_hasInputEnded = false;
    mutable std::mutex m_mutex;
    std::vector<debug::Notice> m_notices;
    std::optional<Value> m_startedWith;
    RunThread m_runs; // last: it uses all of these
};

} // namespace postern::cli
