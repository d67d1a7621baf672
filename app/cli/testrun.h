// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/request/runrequest.h"
#include "engine/replay/player.h"
#include "engine/replay/recordedrun.h"
#include "engine/replay/recorder.h"
#include "engine/run/flowrun.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace postern::cli {

/// What `flow test` says of recordings, and of which part of a flow is to run.
struct TestRunOptions
{
    request::RunOptions run;
    std::string record; ///< cassette to write
    std::string replay; ///< cassette that answers
    std::string until;  ///< run this node and what it needs
    std::string from;   ///< run this node and all that need it
    std::string reuse;  ///< the record that gives the others' outputs
};

/// A run as `flow test` makes it: what answers it, what records it, and what is taken from an earlier
/// one.
class TestRun
{
public:
    /// Reads what the options name. Throws Error.
    explicit TestRun(const TestRunOptions &options);

    run::RunSpec &spec() { return m_request.spec; }
    /// Tells, before the run, what is taken from where.
    void tellReused() const;
    /// Runs it in an engine of its own, with these observers beside its own. Once.
    run::FlowRunResult run(run::RunObservers observers);
    /// What has to be told after the run: where it departed from its recording, if anywhere, and
    /// what of that nobody asked for.
    void tellReplay() const;
    /// The first departure, though the flow's own code may have gone on after it.
    std::optional<Error> departure() const;
    /// Throws Error FileUnwritable.
    void requireRecorded() const;

private:
    void openCassette(const TestRunOptions &options, const replay::Cassette &cassette);
    void takeOutputs(const TestRunOptions &options);
    void openRecorder(const TestRunOptions &options);

    request::RunRequest m_request;
    std::shared_ptr<replay::Player> m_player;
    std::optional<replay::Recorder> m_recorder;
    std::string m_reusedFrom;
    replay::NodeOutputs m_reused;
};

} // namespace postern::cli
