// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/spareworkers.h"

#include "engine/python/filestamp.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstdlib>

namespace postern::python {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

/// Whether the interpreter looks for modules in places that depend on where it is started.
bool hasRelativePlaces(const std::vector<std::pair<std::string, std::string>> &environment)
{
    for (const char *name : {"PYTHONPATH", "PYTHONHOME"}) {
        const char *own = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody sets it
        std::string places = own ? own : "";
        for (const auto &[variable, value] : environment) {
            if (variable == name)
                places = value;
        }
        std::size_t begin = 0;
        while (!places.empty() && begin <= places.size()) {
            if (places.compare(begin, 1, "/") != 0)
                return true;
            const std::size_t end = places.find(':', begin);
            if (end == std::string::npos)
                break;
            begin = end + 1;
        }
    }
    return false;
}

} // namespace

struct SpareWorkers::Spare
{
    Spare(const asio::any_io_executor &executor, Key wanted)
        : key(std::move(wanted))
        , idle(executor)
    {}
    ~Spare()
    {
        if (process)
            process->abandon();
    }
    Spare(const Spare &) = delete;
    Spare &operator=(const Spare &) = delete;

    /// Whether another one that is started now would be the same.
    bool isFresh() const
    {
        return isReady && process->alive() && std::ranges::all_of(files, &FileStamp::isUnchanged);
    }

    const Key key;
    const std::chrono::system_clock::time_point started = std::chrono::system_clock::now();
    std::shared_ptr<WorkerProcess> process;
    std::vector<FileStamp> files; ///< that it read to start
    bool isReady = false;         ///< they are known
    asio::steady_timer idle;
};

SpareWorkers::SpareWorkers(asio::any_io_executor executor)
    : m_executor(std::move(executor))
{}

void SpareWorkers::setLimits(WorkerPools::Limits limits)
{
    m_limits = limits;
    trim(limits.spares);
}

void SpareWorkers::end()
{
    trim(0);
}

std::size_t SpareWorkers::count() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_spares, [](const auto &spare) { return spare->isFresh(); }));
}

SpareWorkers::Key SpareWorkers::keyOf(const WorkerOptions &options)
{
    const fs::path &own = options.flowFolder.empty() ? options.folder : options.flowFolder;
    return {WorkerProcess::programOf(options), own, options.environment};
}

std::shared_ptr<WorkerProcess> SpareWorkers::take(const WorkerOptions &options, int number)
{
    if (m_spares.empty())
        return nullptr;
    const Key key = keyOf(options);
    const auto found = std::ranges::find_if(m_spares, [&key](const auto &spare) {
        return spare->isReady && spare->key == key;
    });
    std::error_code ignored;
    if (found == m_spares.end() || !fs::is_directory(options.folder, ignored)
        || (options.folder != key.folder && hasRelativePlaces(options.environment)))
        return nullptr;
    const std::shared_ptr<Spare> spare = std::move(*found);
    m_spares.erase(found);
    if (!spare->isFresh())
        return nullptr;
    std::shared_ptr<WorkerProcess> process = std::move(spare->process);
    process->begin(options, number);
    return process;
}

void SpareWorkers::prepare(const WorkerOptions &options)
{
    if (m_limits.spares == 0 || options.hasOwnVariables)
        return;
    try {
        // After what ends its run now, which is to be told first.
        asio::post(m_executor, [weak = weak_from_this(), key = keyOf(options)]() mutable {
            if (const auto self = weak.lock())
                self->start(std::move(key));
        });
    } catch (const Error &) { // no interpreter
    }
}

void SpareWorkers::start(Key key)
{
    std::erase_if(m_spares, [](const auto &spare) { return !spare->process->alive(); });
    if (m_limits.spares == 0
        || std::ranges::any_of(m_spares, [&key](const auto &spare) { return spare->key == key; }))
        return;
    const auto spare = std::make_shared<Spare>(m_executor, std::move(key));
    try {
        spare->process = WorkerProcess::startAhead(m_executor,
                                                   spare->key.program,
                                                   spare->key.folder,
                                                   spare->key.environment);
    } catch (const Error &) {
        return;
    }
    m_spares.push_front(spare);
    trim(m_limits.spares);
    endAfterWhile(spare);
    asio::co_spawn(m_executor, learnFiles(spare, spare->process), asio::detached);
}

Task<void> SpareWorkers::learnFiles(std::weak_ptr<Spare> known,
                                    std::shared_ptr<WorkerProcess> process)
{
    const std::uint32_t id = process->nextId();
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::StartFiles));
    frame.writer.integer(id);
    auto answer = process->ask(id, frame.finish(), CallObserver());
    const Reply reply = co_await std::move(answer);
    const std::shared_ptr<Spare> spare = known.lock();
    if (reply.kind != ReplyKind::Result || !spare)
        co_return;
    const Value paths = readPickle(reply.payload, 0, 0);
    bool isOld = true;
    for (const Value &path : paths.asList()) {
        spare->files.emplace_back(path.asString());
        isOld = isOld && spare->files.back().isOlderThan(spare->started);
    }
    if (isOld)
        spare->isReady = true;
    else
        process->abandon(); // it may have read the one before
}

void SpareWorkers::endAfterWhile(const std::shared_ptr<Spare> &spare)
{
    spare->idle.expires_after(m_limits.idle);
    spare->idle.async_wait([weak = weak_from_this(),
                            one = std::weak_ptr(spare)](const boost::system::error_code &error) {
        const auto self = weak.lock();
        if (self && !error)
            self->m_spares.remove(one.lock());
    });
}

void SpareWorkers::trim(std::size_t most)
{
    if (m_spares.size() > most)
        m_spares.resize(most);
}

} // namespace postern::python
