// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/child.h"

#include "engine/base/error.h"
#include "engine/process/brokenpipes.h"
#include "engine/process/descendants.h"
#include "engine/process/descriptor.h"
#include "engine/process/spawn.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace postern::process {
namespace {

namespace asio = boost::asio;

[[noreturn]] void failWith(int error, const char *what)
{
    throw Error(ErrorCode::EnvironmentFailed,
                tr("Could not start a process: %1: %2.", what, std::strerror(error)),
                tr("Close other programs or raise the limit of open files."));
}

struct Pipe
{
    Descriptor read;
    Descriptor write;
};

Pipe makePipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        failWith(errno, "pipe");
    }
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

ExitStatus toStatus(int raw)
{
    ExitStatus status;
    if (WIFSIGNALED(raw)) {
        status.signal = WTERMSIG(raw);
    } else {
        status.code = WEXITSTATUS(raw);
    }
    return status;
}

} // namespace

Message ExitStatus::text() const
{
    if (signal != 0) {
        return tr("signal %1 (%2)", signal, strsignal(signal));
    }
    return tr("exit code %1", code);
}

/// Our end of a stream that the child writes to.
class OutputPipe
{
public:
    explicit OutputPipe(const asio::any_io_executor &executor)
        : m_pipe(executor)
    {}

    void assign(int descriptor)
    {
        ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
        m_pipe.assign(descriptor);
    }

    asio::readable_pipe &pipe() { return m_pipe; }

    void close()
    {
        boost::system::error_code ignored;
        m_pipe.close(ignored);
    }

    /// The writer is gone: only what is there now is read.
    void end()
    {
        int count = 0;
        const bool isKnown = m_pipe.is_open()
                             && ::ioctl(m_pipe.native_handle(), FIONREAD, &count) == 0;
        m_left = isKnown ? static_cast<std::size_t>(count) : 0;
        boost::system::error_code ignored;
        m_pipe.cancel(ignored);
    }

    /// See Child::readOutput().
    Task<std::size_t> read(asio::mutable_buffer buffer)
    {
        if (!m_left) {
            boost::system::error_code error;
            auto token = asio::redirect_error(asio::use_awaitable, error);
            const std::size_t count = co_await m_pipe.async_read_some(buffer, token);
            if (!m_left || count > 0) // what was read before the end isn't among the rest
                co_return count;
        }
        const std::size_t wanted = std::min(*m_left, buffer.size());
        ssize_t count = 0;
        if (wanted > 0 && m_pipe.is_open()) {
            count = ::read(m_pipe.native_handle(), buffer.data(), wanted);
        }
        *m_left = count > 0 ? *m_left - static_cast<std::size_t>(count) : 0;
        co_return count > 0 ? static_cast<std::size_t>(count) : 0;
    }

private:
    asio::readable_pipe m_pipe;
    std::optional<std::size_t> m_left; ///< of what was there at the end
};

/// Lives until the child is reaped, even when the Child is gone.
struct Child::State : std::enable_shared_from_this<State>
{
    explicit State(const asio::any_io_executor &executor)
        : input(executor)
        , output(executor)
        , errors(executor)
        , exitEvent(executor)
        , ended(executor, asio::steady_timer::time_point::max())
    {}
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        // Only when the loop went before the child did.
        if (pid > 0 && !status) {
            ::kill(-pid, SIGKILL);
            forgetGroup(pid); // before the number can become another's, as in reap()
            waitpid(pid, nullptr, 0);
            killDescendants();
        }
    }

    void watch()
    {
        exitEvent.async_wait(asio::posix::stream_descriptor::wait_read,
                             [self = shared_from_this()](const boost::system::error_code &error) {
                                 if (!error) {
                                     self->reap();
                                 }
                             });
    }

    void reap()
    {
        // asio may report the readiness of a descriptor that had this one's place before.
        siginfo_t info{};
        if (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0
            && info.si_pid == 0) {
            watch();
            return;
        }
        int raw = 0;
        // The group may outlive its leader: what the child started goes with it. Before waitpid,
        // while the number still belongs to us; a handler of signals may kill no other's either.
        ::kill(-pid, SIGKILL);
        forgetGroup(pid);
        if (waitpid(pid, &raw, 0) == pid) {
            status = toStatus(raw);
        } else {
            status = ExitStatus{};
        }
        killDescendants();
        output.end();
        errors.end();
        ended.cancel();
    }

    void killDescendants() const
    {
        if (!mark.empty()) {
            killMarked(mark);
        }
    }

    void signal(int number) const
    {
        if (!status) {
            ::kill(-pid, number);
        }
    }

    pid_t pid = 0;
    std::optional<ExitStatus> status;
    std::string mark; ///< of its descendants; empty: they are left alone
    asio::writable_pipe input;
    OutputPipe output;
    OutputPipe errors;
    asio::posix::stream_descriptor exitEvent; ///< readable when the child has ended
    asio::steady_timer ended;                 ///< never runs out; cancelled at the end
};

Child::Child(const asio::any_io_executor &executor, const Command &command)
    : m_state(std::make_shared<State>(executor))
{
    ignoreBrokenPipes();
    Pipe output = makePipe();
    Pipe errors = makePipe();
    Pipe input{Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)), Descriptor()};
    if (command.pipeInput) {
        Pipe pipe = makePipe();
        m_state->input.assign(pipe.write.release());
        input.read = std::move(pipe.read);
    }
    const Streams streams{input.read.get(), output.write.get(), errors.write.get()};
    Command marked = command;
    if (command.ownsDescendants) {
        m_state->mark = newMark();
        marked.environment.emplace_back(kMarkVariable, m_state->mark);
    }
    m_state->pid = spawn(marked, streams);
    rememberGroup(m_state->pid);
    const int exitEvent = static_cast<int>(::syscall(SYS_pidfd_open, m_state->pid, 0));
    if (exitEvent < 0) {
        failWith(errno, "pidfd_open");
    }
    m_state->exitEvent.assign(exitEvent);
    m_state->output.assign(output.read.release());
    m_state->errors.assign(errors.read.release());
    m_state->watch();
}

Child::~Child()
{
    m_state->signal(SIGKILL);
    boost::system::error_code ignored;
    m_state->input.close(ignored);
    m_state->output.close();
    m_state->errors.close();
}

int Child::pid() const
{
    return m_state->pid;
}

asio::writable_pipe &Child::input()
{
    return m_state->input;
}

Task<std::size_t> Child::readOutput(asio::mutable_buffer buffer)
{
    const std::shared_ptr<State> state = m_state;
    co_return co_await state->output.read(buffer);
}

asio::readable_pipe &Child::output()
{
    return m_state->output.pipe();
}

asio::readable_pipe &Child::errors()
{
    return m_state->errors.pipe();
}

Task<std::size_t> Child::readErrors(asio::mutable_buffer buffer)
{
    const std::shared_ptr<State> state = m_state;
    co_return co_await state->errors.read(buffer);
}

bool Child::running() const
{
    return !m_state->status;
}

Task<ExitStatus> Child::wait()
{
    const std::shared_ptr<State> state = m_state;
    while (!state->status) {
        boost::system::error_code error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        co_await state->ended.async_wait(token);
        const auto cancelled = co_await asio::this_coro::cancellation_state;
        if (!state->status && cancelled.cancelled() != asio::cancellation_type::none) {
            throw Error(ErrorCode::Cancelled, tr("Waiting for a process was cancelled."));
        }
    }
    co_return *state->status;
}

void Child::kill()
{
    m_state->signal(SIGKILL);
}

void Child::signal(int number)
{
    m_state->signal(number);
}

} // namespace postern::process
