// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/batch/batchline.h"
#include "engine/batch/datalines.h"
#include "engine/batch/runrecord.h"
#include "engine/run/engine.h"
#include "engine/run/flowrun.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::batch {

/// How fast a batch may be, and when it stops.
struct BatchLimits
{
    std::size_t concurrency = 256; ///< lines under way at most
    std::chrono::milliseconds lineTimeout = std::chrono::minutes(10);
    std::chrono::milliseconds batchTimeout{0}; ///< zero: none
    double requestsPerMinute = 0;              ///< zero: none
    double tokensPerMinute = 0;                ///< zero: none
    std::optional<double> cost;                ///< no line is begun once it is spent

    /// With what PF_LINE_TIMEOUT_SEC, PF_BATCH_TIMEOUT_SEC and PF_WORKER_COUNT say.
    static BatchLimits ofEnvironment();
};

/// A flow and the data that it runs over.
struct BatchSpec
{
    /// `inputs` aren't looked at, `id` and `workers` are set by the run; observers are told of every
    /// line.
    run::RunSpec run;
    DataSources sources;
    Dict columnMapping;
    BatchLimits limits;
    /// Failed lines that were kept are run again, too.
    bool repeatsFailed = false;
};

/// How a batch stands.
struct BatchProgress
{
    std::size_t ended = 0;
    std::size_t failed = 0; ///< of these
    std::size_t kept = 0;   ///< of these, from before it was resumed
    std::optional<std::size_t> total;
    std::size_t underWay = 0;
    std::size_t allowed = 0; ///< under way at most, as found out by now
    TokenUsage usage;
    double cost = 0;
    std::chrono::microseconds elapsed{0};
    double linesPerSecond = 0; ///< of late
    std::optional<std::chrono::seconds> left;
};

/// Is told of a batch on the engine's loop.
class BatchObserver
{
public:
    virtual ~BatchObserver() = default;
    /// A line has ended and will be kept; not of lines that are there already when it is resumed.
    virtual void onLine(const BatchLine &line, const BatchProgress &progress) = 0;
    /// About four times a second, and at the end.
    virtual void onProgress(const BatchProgress &) {}
    /// Something that is no error and that the user should know.
    virtual void onWarning(const Message &) {}
};

/// Holds a batch: lines under way end, no new ones begin. On the loop.
class BatchControl
{
public:
    void setPaused(bool isPaused) { m_isPaused = isPaused; }
    bool isPaused() const { return m_isPaused; }

private:
    bool m_isPaused = false;
};

struct BatchResult
{
    run::NodeState state = run::NodeState::Done; ///< Done, Failed as a whole, or Cancelled
    std::optional<Error> error;                  ///< of the run as a whole
    BatchProgress progress;
    std::vector<std::pair<std::string, Value>> metrics;
    /// Aggregation nodes that failed, with their errors as run::toRecord() has them.
    std::vector<std::pair<std::string, Value>> failedAggregations;
    std::vector<run::NodeRecord> aggregation; ///< records of its nodes
    Value firstError; ///< of the failed line of the lowest number, as its record has it
};

/// Runs a batch: the lines of `folder` that are there already are kept, those that are missing run and
/// are added as they end, then all are aggregated; at the end the folder has prompt flow's files and a
/// record that says how it ended. Called for a run that was stopped or killed it goes on with it.
///
/// Lines under way get more as long as nobody refuses, and fewer when a service says that there are
/// too many. Never throws for what goes wrong in the run, which is in the result; cancelling it stops
/// lines under way and keeps those that have ended.
Task<BatchResult> runBatch(run::Engine &engine,
                           BatchSpec spec,
                           RunFolder &folder,
                           std::vector<BatchObserver *> observers,
                           const BatchControl *control = nullptr);

/// The first lines as the mapping makes them, for a preview; the flow is made ready for that, nothing
/// is run. Throws Error.
Task<std::vector<DataLine>> previewLines(run::Engine &engine, BatchSpec spec, std::size_t count);

/// Calls `take` for every line of the run that has ended, by number. Throws Error FileUnreadable.
void readLines(const RunFolder &folder, const std::function<void(BatchLine line)> &take);

} // namespace postern::batch
