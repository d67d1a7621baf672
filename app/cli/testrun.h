// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/request/runrequest.h"
#include "engine/replay/outputcache.h"
#include "engine/replay/player.h"
#include "engine/replay/recordedrun.h"
#include "engine/replay/recorder.h"
#include "engine/run/flowrun.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::cli {

/// What `flow test` says of recordings, and of which part of a flow is to run.
struct TestRunOptions
{
    request::RunOptions run;
    std::string record; ///< cassette to write
    std::string replay; ///< cassette that answers
    std::string until;  ///< run this node and what it needs
    std::string from;   ///< run this node and all that need it
    std::string reuse; ///< the record that gives the others' outputs; empty: the history's last run
    std::string cache; ///< file of outputs that are taken where nothing that matters has changed
    bool takesUnrepeatable = false; ///< of that, also what may be another next time
    /// Answers in place of a file; `replay` is its name then.
    std::shared_ptr<const replay::Cassette> cassette;
};

/// A run as `flow test` makes it: what answers it, what records it, and what is taken from an earlier
/// one.
class TestRun
{
public:
    /// Reads what the options name. Throws Error.
    explicit TestRun(const TestRunOptions &options);

    run::RunSpec &spec() { return m_request.spec; }
    /// The flow's: its folder's.
    const std::string &name() const { return m_name; }
    /// Tells, before the run, what is taken from where.
    void tellReused() const;
    /// Runs it in an engine of its own, with these observers beside its own. Once.
    run::FlowRunResult run(run::RunObservers observers);
    /// What has to be told after the run: where it departed from its recording, if anywhere, and
    /// what of that nobody asked for.
    void tellReplay() const;
    /// The first departure, though the flow's own code may have gone on after it.
    std::optional<Error> departure() const;
    /// Writes what is kept beside the run's results. Throws Error FileUnwritable.
    void keepRecords() const;

private:
    void openCassette(const TestRunOptions &options, const replay::Cassette &cassette);
    void takeOutputs(const TestRunOptions &options);
    void openRecorder(const TestRunOptions &options);
    void openCache(const TestRunOptions &options);

    request::RunRequest m_request;
    const std::string m_name;
    std::shared_ptr<replay::Player> m_player;
    std::optional<replay::Recorder> m_recorder;
    std::shared_ptr<replay::OutputStore> m_store;
    std::string m_cache;
    std::vector<replay::ReuseEntry> m_plan;
    std::string m_reusedFrom;
    replay::NodeOutputs m_reused;
};

} // namespace postern::cli
