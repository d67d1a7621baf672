// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/environment.h"
#include "engine/python/pyenv.h"
#include "engine/python/wheels.h"
#include "engine/python/workerprocess.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace postern::python {

namespace {

namespace asio = boost::asio;

// The child's numbers for its channel; it moves them away at once.
constexpr int kChannelNumber = 3;
constexpr int kWatchNumber = 4;
constexpr std::size_t kMostEarly = 64U << 10U;

[[noreturn]] void failToStart(const char *what)
{
    throw Error(ErrorCode::EnvironmentFailed,
                tr("Could not start a Python worker: %1: %2.", what, std::strerror(errno)),
                tr("Close other programs or raise the limit of open files."));
}

} // namespace

std::filesystem::path WorkerProcess::programOf(const WorkerOptions &options)
{
    return behindPyenv(options.interpreter.empty() ? findInterpreter(options.folder)
                                                   : options.interpreter,
                       options.folder,
                       options.environment);
}

std::shared_ptr<WorkerProcess> WorkerProcess::start(const asio::any_io_executor &executor,
                                                    const WorkerOptions &options,
                                                    int number)
{
    std::shared_ptr<WorkerProcess> worker
        = startAhead(executor, programOf(options), options.folder, options.environment);
    worker->begin(options, number);
    return worker;
}

std::shared_ptr<WorkerProcess> WorkerProcess::startAhead(
    const asio::any_io_executor &executor,
    const std::filesystem::path &program,
    const std::filesystem::path &folder,
    const std::vector<std::pair<std::string, std::string>> &environment)
{
    std::shared_ptr<WorkerProcess> worker(new WorkerProcess(executor));
    const auto onOutput = [weak = worker->weak_from_this()](bool isError, std::string_view text) {
        if (const auto self = weak.lock())
            self->takeLog(0, isError, text);
    };
    worker->m_output = std::make_shared<WorkerOutput>(executor, onOutput);
    process::Command command;
    command.program = program;
    command.folder = folder;
    command.environment = environment;
    worker->m_folder = folder;
    worker->launch(std::move(command));
    worker->m_output->begin(*worker->m_child);
    worker->read();
    asio::co_spawn(executor, [worker] { return worker->watchForEnd(); }, asio::detached);
    return worker;
}

void WorkerProcess::launch(process::Command command)
{
    int channel[2];
    int watch[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0) {
        failToStart("socketpair");
    }
    m_socket.assign(asio::local::stream_protocol(), channel[0]);
    if (::pipe2(watch, O_CLOEXEC) != 0) {
        ::close(channel[1]);
        failToStart("pipe");
    }
    m_watch = watch[1];
    ::fcntl(m_watch, F_SETFL, O_NONBLOCK);
    try {
        store::securePrivateFolder(store::homeFolder()); // Python makes its cache there
        command.arguments = {"-X",
                             "utf8",
                             resourcesFolder() / "postern_worker" / "__main__.py",
                             std::to_string(kChannelNumber),
                             std::to_string(kWatchNumber),
                             store::homeFolder() / "cache" / "python"};
        command.ownsDescendants = true;
        command.descriptors = {{channel[1], kChannelNumber}, {watch[0], kWatchNumber}};
        m_child = std::make_unique<process::Child>(m_executor, command);
    } catch (...) {
        ::close(channel[1]);
        ::close(watch[0]);
        throw;
    }
    ::close(channel[1]);
    ::close(watch[0]);
}

void WorkerProcess::begin(const WorkerOptions &options, int number)
{
    m_hasBegun = true;
    m_onLog = options.onLog;
    m_onEgress = options.onEgress;
    m_onUsage = options.onUsage;
    m_number = number;
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::Begin));
    if (options.folder == m_folder)
        frame.writer.none();
    else
        frame.writer.text(options.folder.string());
    tell(frame);
    for (const auto &[isError, text] : std::exchange(m_early, {}))
        takeLog(0, isError, text);
}

void WorkerProcess::attach(LineDebugging &debugging)
{
    if (std::exchange(m_isAttached, true))
        return;
    Frame frame;
    frame.writer.integer(static_cast<int>(Operation::Attach));
    frame.writer.text(debugging.socket().string());
    frame.writer.text(wheelsFolder("debugpy").string());
    tell(frame);
}

void WorkerProcess::keepEarly(bool isError, std::string_view text)
{
    m_earlySize += text.size();
    if (m_earlySize > kMostEarly)
        kill(); // nobody's yet, and nothing to keep
    else
        m_early.emplace_back(isError, text);
}

} // namespace postern::python
