// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/run/event.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace postern::batch {

/// What is known of a batch run beside its lines: `run.json` in its folder.
struct RunRecord
{
    std::string name;
    std::string displayName; ///< empty: the name
    std::string description;
    Dict tags;
    std::string flow; ///< whole path of its folder or file
    std::string data; ///< whole path; empty: none
    std::string run;  ///< name of the run whose outputs are its data; empty: none
    std::string resumedFrom;
    std::string variant;
    Dict columnMapping;
    Dict init;
    Dict settings; ///< what else is needed to go on with it: files and flags, never secrets
    std::string status = "Running"; ///< "Running", "Completed", "Failed", "Canceled"
    run::WallClock::time_point created;
    run::WallClock::time_point ended;
    bool isArchived = false;
    std::string owner;      ///< the process that runs it, as store::processMark()
    std::size_t lines = 0;  ///< that have ended
    std::size_t failed = 0; ///< of these
    Dict metrics;
    Dict systemMetrics; ///< "duration", tokens, "cost"
    Value error;        ///< prompt flow's BulkRunException; null

    Dict toJson() const;
    /// Throws Error InvalidInput.
    static RunRecord fromJson(const Value &json);
};

/// homeFolder()/runs, where every batch run has a folder of its name.
std::filesystem::path runsFolder();

/// The name that a run gets without one: flow, variant and time, as prompt flow makes it.
std::string defaultRunName(const std::filesystem::path &flow,
                           const std::string &variant,
                           run::WallClock::time_point now);

/// A batch run's folder: `run.json`, `lines.jsonl` with the lines as they ended, and after the run
/// prompt flow's files beside them.
class RunFolder
{
public:
    /// Makes the folder. Throws Error Usage when there is a run of that name or when the name can't be
    /// one, FileUnwritable.
    static RunFolder create(const std::filesystem::path &root, RunRecord record);
    /// Throws Error Usage when there is no such run.
    static RunFolder open(const std::filesystem::path &root, const std::string &name);

    const std::filesystem::path &path() const { return m_path; }
    std::filesystem::path linesFile() const { return m_path / "lines.jsonl"; }
    std::filesystem::path outputsFile() const { return m_path / "flow_outputs" / "output.jsonl"; }
    RunRecord &record() { return m_record; }
    const RunRecord &record() const { return m_record; }
    /// As it stands: "Interrupted" where its process has ended without an end.
    std::string status() const;
    /// Writes the record. Throws Error FileUnwritable.
    void save() const;
    /// Throws Error FileUnwritable.
    void remove() const;

private:
    RunFolder(std::filesystem::path path, RunRecord record);

    std::filesystem::path m_path;
    RunRecord m_record;
};

/// All runs, the newest first; folders that are none are passed by.
std::vector<RunFolder> listRuns(const std::filesystem::path &root);

} // namespace postern::batch
