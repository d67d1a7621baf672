// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::process {

/// What to start and how.
struct Command
{
    std::filesystem::path program; ///< looked up on PATH when it has no slash
    std::vector<std::string> arguments;
    std::filesystem::path folder; ///< working directory; empty: ours
    std::vector<std::pair<std::string, std::string>> environment; ///< added to ours
    bool inheritsEnvironment = true; ///< otherwise `environment` is all that it gets
    /// Descriptors handed down, as {ours, the child's number}; all others but 0 to 2 are closed
    /// there when they are close-on-exec, as ours are.
    std::vector<std::pair<int, int>> descriptors;
    bool pipeInput = false; ///< standard input is a pipe; otherwise it is empty
    /// What it started goes with it, also what left its process group and session, as far as that
    /// can be found (see killMarked()).
    bool ownsDescendants = false;
    /// How long it has to take its locks away once it is cancelled: asked by SIGTERM, and killed after
    /// that. Zero: killed at once.
    std::chrono::milliseconds grace{0};
};

struct ExitStatus
{
    int code = 0;   ///< of exit()
    int signal = 0; ///< that ended it; 0: it exited by itself

    bool ok() const { return code == 0 && signal == 0; }
    /// "exit code 3", "signal 9 (Killed)"
    Message text() const;
};

/// A child process in a process group of its own, with pipes on the event loop.
///
/// It dies with this object (the whole group, SIGKILL), and with the thread that started it;
/// it is always reaped.
class Child
{
public:
    /// Throws Error EnvironmentFailed when the program can't be started.
    Child(const boost::asio::any_io_executor &executor, const Command &command);
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    int pid() const;
    boost::asio::writable_pipe &input(); ///< of a Command with pipeInput
    /// Reads what it writes: how many bytes came, 0 at the end. The end is also when the child itself
    /// has ended and all is read that was there then: what it left behind may hold its streams open
    /// for ever. Cancelling is an end, too.
    Task<std::size_t> readOutput(boost::asio::mutable_buffer buffer);
    Task<std::size_t> readErrors(boost::asio::mutable_buffer buffer);
    /// The same for who waits otherwise: a wait is cancelled at the end of the child.
    boost::asio::readable_pipe &output();
    boost::asio::readable_pipe &errors();
    bool running() const;
    /// Waits for the end of the child itself; may be awaited by several and more than once.
    Task<ExitStatus> wait();
    /// SIGKILL, or another signal, to the whole group. Does nothing once the child is reaped.
    void kill();
    void signal(int number);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// What a finished command said.
struct Output
{
    ExitStatus status;
    std::string output;
    std::string errors;
};

/// Runs a command to its end and hands on what it writes while it writes it. Cancelling kills it
/// and returns only once it is gone, by Error Cancelled. Throws EnvironmentFailed as Child.
Task<ExitStatus> stream(Command command,
                        std::function<void(bool isError, std::string_view text)> onOutput);

constexpr std::size_t kDefaultOutputLimit = 64U << 20U;

/// Runs a command to its end, `input` as its standard input. Cancelling kills it; one that has a grace
/// is gone then.
/// Throws Error EnvironmentFailed when it can't be started, and LimitExceeded when it writes more
/// than `limit` bytes to one of its streams.
Task<Output> run(Command command, std::string input = {}, std::size_t limit = kDefaultOutputLimit);

} // namespace postern::process
