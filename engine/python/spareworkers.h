// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/python/workerpools.h"
#include "engine/python/workerprocess.h"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>
#include <memory>

namespace postern::python {

/// The started interpreters that wait for a run. Lives on the loop; end() must be called before its
/// last owner lets go.
class SpareWorkers : public std::enable_shared_from_this<SpareWorkers>
{
public:
    explicit SpareWorkers(boost::asio::any_io_executor executor);

    void setLimits(WorkerPools::Limits limits);
    /// One that is as if it had been started now for these options; null: there is none.
    /// Throws Error EnvironmentFailed when there is no interpreter for them.
    std::shared_ptr<WorkerProcess> take(const WorkerOptions &options, int number);
    /// Starts one for the next run of such options, once what is under way on the loop is done.
    /// That it can't is for that run to say.
    void prepare(const WorkerOptions &options);
    void end();
    std::size_t count() const;

private:
    /// Who wants the same worker.
    struct Key
    {
        std::filesystem::path program;
        std::filesystem::path folder;
        std::vector<std::pair<std::string, std::string>> environment;

        bool operator==(const Key &) const = default;
    };
    struct Spare;

    static Key keyOf(const WorkerOptions &options);
    static Task<void> learnFiles(std::weak_ptr<Spare> known, std::shared_ptr<WorkerProcess> process);
    void start(Key key);
    void endAfterWhile(const std::shared_ptr<Spare> &spare);
    void trim(std::size_t most);

    const boost::asio::any_io_executor m_executor;
    WorkerPools::Limits m_limits;
    std::list<std::shared_ptr<Spare>> m_spares; ///< the latest first
};

} // namespace postern::python
