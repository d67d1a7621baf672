// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/workerprocess.h"

#include <map>

namespace postern::python {

/// What a call's last argument says.
constexpr int kAggregation = 2;
constexpr int kAggregateEntry = 4;
constexpr int kStepInto = 8;

/// A tool or entry as all workers of the pool have it.
struct LoadedTool
{
    std::string source;
    bool isPackageTool = false;
    std::optional<std::string> prompt;
    bool isEntry = false;
    std::vector<Parameter> connectionParameters;
    bool initialised = false;
    Dict initArguments;
};

struct WorkerPool::State : std::enable_shared_from_this<State>
{
    State(boost::asio::any_io_executor executor, WorkerOptions options, std::size_t maxWorkers);

    /// A worker for another line; starts one when all are busy and there may be more.
    std::shared_ptr<WorkerProcess> chooseWorker();
    std::shared_ptr<WorkerProcess> firstWorker();
    std::shared_ptr<WorkerProcess> startWorker();
    /// Sends the loading of a tool; returns the id of its reply.
    std::uint32_t composeLoad(Frame &frame,
                              WorkerProcess &worker,
                              const std::string &toolId,
                              const LoadedTool &tool) const;
    std::uint32_t composeInit(Frame &frame,
                              WorkerProcess &worker,
                              const std::string &toolId,
                              const LoadedTool &tool);
    /// Tells a worker of a connection, once.
    void giveConnection(WorkerProcess &worker, const std::string &name);
    void giveUnsaved(WorkerProcess &worker, Operation operation) const;
    void forgetDead();
    /// Answers what the pool knows itself ("connection") and passes on the rest.
    Task<Value> answer(WorkerProcess &worker, HostCall call);

    const boost::asio::any_io_executor executor;
    const WorkerOptions options;
    flow::UnsavedSnapshot unsaved; ///< for the code that is loaded next
    const std::size_t maxWorkers;
    std::weak_ptr<SpareWorkers> spares;
    std::vector<std::shared_ptr<WorkerProcess>> workers;
    std::map<std::string, LoadedTool, std::less<>> tools;
    std::exception_ptr startError; ///< why the first worker did not start
    int started = 0;
};

/// Makes a line of one worker; the state keeps what the line needs to know of tools.
std::unique_ptr<Line> makeLine(std::shared_ptr<WorkerPool::State> pool,
                               std::shared_ptr<WorkerProcess> worker);

} // namespace postern::python
