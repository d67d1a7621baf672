// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/child.h"

#include "engine/base/error.h"
#include "engine/process/spawn.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace postern::process {
namespace {

namespace asio = boost::asio;

/// A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(Descriptor &&other) noexcept
        : m_number(other.release())
    {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int get() const { return m_number; }
    int release() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

[[noreturn]] void failWith(int error, const char *what)
{
    throw Error(ErrorCode::EnvironmentFailed,
                std::string("Could not start a process: ") + what + ": " + std::strerror(error)
                    + ".",
                "Close other programs or raise the limit of open files.");
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

/// Writing to a child that has gone is an error code, not the end of the process.
void ignoreBrokenPipes()
{
    static const bool done = [] {
        struct sigaction now{};
        sigaction(SIGPIPE, nullptr, &now);
        if (now.sa_handler == SIG_DFL) {
            now.sa_handler = SIG_IGN;
            sigaction(SIGPIPE, &now, nullptr);
        }
        return true;
    }();
    static_cast<void>(done);
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

std::string ExitStatus::text() const
{
    if (signal != 0) {
        return "signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
    }
    return "exit code " + std::to_string(code);
}

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
            waitpid(pid, nullptr, 0);
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
        // while the number still belongs to us.
        ::kill(-pid, SIGKILL);
        if (waitpid(pid, &raw, 0) == pid) {
            status = toStatus(raw);
        } else {
            status = ExitStatus{};
        }
        ended.cancel();
    }

    void signal(int number) const
    {
        if (!status) {
            ::kill(-pid, number);
        }
    }

    pid_t pid = 0;
    std::optional<ExitStatus> status;
    asio::writable_pipe input;
    asio::readable_pipe output;
    asio::readable_pipe errors;
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
    m_state->pid = spawn(command, streams);
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
    m_state->output.close(ignored);
    m_state->errors.close(ignored);
}

int Child::pid() const
{
    return m_state->pid;
}

asio::writable_pipe &Child::input()
{
    return m_state->input;
}

asio::readable_pipe &Child::output()
{
    return m_state->output;
}

asio::readable_pipe &Child::errors()
{
    return m_state->errors;
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
            throw Error(ErrorCode::Cancelled, "Waiting for a process was cancelled.");
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
