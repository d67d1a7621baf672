// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/worker.h"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <memory>

namespace postern::python {

/// Gives every run the pool of its workers, and keeps interpreters ready for the next run, if it is
/// asked to.
///
/// What code of a flow has done to its process (modules, os.environ, the working folder) ends with
/// its run: a worker that has loaded anything of a flow is never used again. What is kept is an
/// interpreter that was started with the variables of the last run and has imported our own modules
/// and no more; a run takes it only if it wants that interpreter, those variables and that folder,
/// and if no file has changed that the interpreter read to start. Starting is most of what a first
/// call of Python takes.
///
/// Belongs to the loop. The interpreters end with this, and with the process.
class WorkerPools
{
public:
    struct Limits
    {
        std::size_t spares = 0; ///< so many are kept at most, the latest; none: none is started
        std::chrono::milliseconds idle = std::chrono::minutes(5); ///< and so long
    };

    explicit WorkerPools(boost::asio::any_io_executor executor);
    ~WorkerPools();
    WorkerPools(const WorkerPools &) = delete;
    WorkerPools &operator=(const WorkerPools &) = delete;

    /// From now on; what is above them ends.
    void setLimits(Limits limits);
    /// As the constructor of WorkerPool. When the pool goes, the next one's worker is started.
    std::unique_ptr<WorkerPool> open(WorkerOptions options, std::size_t maxWorkers = 1);
    /// Ends all that wait for a run: what they were started for isn't trusted any more, say.
    void endSpares();
    /// How many wait for a run, and could begin it now.
    std::size_t spares() const;

private:
    const boost::asio::any_io_executor m_executor;
    const std::shared_ptr<SpareWorkers> m_spares;
};

} // namespace postern::python
