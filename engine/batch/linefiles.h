// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/batchline.h"
#include "engine/run/flowrun.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace postern::batch {

/// prompt flow's file for each line and for each of its nodes (`flow_artifacts`, `node_artifacts`,
/// `flow_logs`), for runs of fewer lines than there should be files.
class LineFiles
{
public:
    static constexpr std::size_t kMostLines = 1'000;
    static constexpr std::size_t kMostBytes = 16'000'000;

    LineFiles(std::filesystem::path folder, std::string run)
        : m_folder(std::move(folder))
        , m_run(std::move(run))
    {}

    /// The files of a line; held till the run has ended, and let go of when there are too many.
    void add(const BatchLine &line, const run::FlowRunResult &result);
    /// Those of a line from before the run was resumed: of its nodes nothing is known.
    void addKept(const BatchLine &line);
    /// The records of aggregation nodes; `line` is the number that they go by.
    void addAggregation(const std::vector<run::NodeRecord> &nodes, std::size_t line);
    /// Writes all of them, unless there were too many. Nothing else depends on them, so that what can't
    /// be written is missing and no error.
    void write() const;
    /// Lines and node records by node and state, for `system_metrics`.
    const std::map<std::string, std::size_t> &counts() const { return m_counts; }

private:
    bool isOver() const { return m_lines >= kMostLines || m_bytes > kMostBytes; }
    void hold(std::string path, std::string text);
    void addNode(const run::NodeRecord &node, const Value &record, std::size_t line);

    const std::filesystem::path m_folder;
    const std::string m_run;
    std::map<std::string, std::string> m_files; ///< by path below the folder
    std::map<std::string, std::size_t> m_counts;
    std::size_t m_lines = 0;
    std::size_t m_bytes = 0;
};

} // namespace postern::batch
