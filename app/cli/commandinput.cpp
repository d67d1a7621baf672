// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandinput.h"

#include "app/cli/exitcode.h"
#include "engine/base/error.h"
#include "engine/process/descendants.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

namespace postern::cli {

namespace {

std::atomic<int> inputWake{-1};
std::atomic<int> interruptsUnheard{0};
std::atomic<int> terminationsUnheard{0};

struct sigaction interruptBefore = {};
struct sigaction terminateBefore = {};

void onInputSignal(int signal)
{
    constexpr int kMostUnheard = 3;
    std::atomic<int> &unheard = signal == SIGINT ? interruptsUnheard : terminationsUnheard;
    if (unheard.fetch_add(1) + 1 >= kMostUnheard) {
        process::killGroups();
        ::_exit(static_cast<int>(ExitCode::Cancelled));
    }
    const int kept = errno;
    const eventfd_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(inputWake.load(), &one, sizeof one);
    errno = kept;
}

} // namespace

CommandInput::CommandInput(std::optional<std::string> script)
    : m_isScript(script.has_value())
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_text(std::move(script).value_or(std::string()))
    , m_hasEnded(m_isScript)
{
    if (m_wake < 0)
        throw Error(ErrorCode::LimitExceeded,
                    tr("There is no descriptor left to wait with."),
                    tr("Raise the limit of open files (ulimit -n)."));
    interruptsUnheard = 0;
    terminationsUnheard = 0;
    inputWake = m_wake;
    struct sigaction action = {};
    action.sa_handler = onInputSignal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &interruptBefore);
    ::sigaction(SIGTERM, &action, &terminateBefore);
}

CommandInput::~CommandInput()
{
    ::sigaction(SIGINT, &interruptBefore, nullptr);
    ::sigaction(SIGTERM, &terminateBefore, nullptr);
    inputWake = -1;
    ::close(m_wake);
}

bool CommandInput::isTerminal() const
{
    return !m_isScript && ::isatty(STDIN_FILENO) == 1;
}

void CommandInput::wake() const
{
    const eventfd_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
}

/// Whether there is a line.
bool CommandInput::splitLine()
{
    if (m_line)
        return true;
    const std::size_t end = m_text.find('\n', m_at);
    if (end == std::string::npos && (!m_hasEnded || m_at >= m_text.size()))
        return false;
    m_line = m_text.substr(m_at, end == std::string::npos ? end : end - m_at);
    m_at = end == std::string::npos ? m_text.size() : end + 1;
    if (!m_isScript) {
        m_text.erase(0, m_at);
        m_at = 0;
    }
    if (m_line->ends_with('\r'))
        m_line->pop_back();
    return true;
}

void CommandInput::fill()
{
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count > 0)
        m_text.append(buffer.data(), static_cast<std::size_t>(count));
    else if (count == 0 || errno != EINTR)
        m_hasEnded = true;
}

CommandInput::Event CommandInput::wait(bool wantsLine)
{
    for (;;) {
        if (terminationsUnheard.exchange(0) > 0)
            return Event::Terminated;
        if (interruptsUnheard.exchange(0) > 0)
            return Event::Interrupted;
        const bool hasLine = wantsLine && splitLine();
        const bool reads = wantsLine && !hasLine && !m_hasEnded;
        std::array<pollfd, 2> files{pollfd{m_wake, POLLIN, 0},
                                    pollfd{reads ? STDIN_FILENO : -1, POLLIN, 0}};
        const bool isKnown = wantsLine && !reads; // what the wait would be for
        if (::poll(files.data(), files.size(), isKnown ? 0 : -1) < 0)
            continue; // a signal
        if (files[0].revents != 0) {
            eventfd_t count = 0;
            ::eventfd_read(m_wake, &count);
            if (interruptsUnheard > 0 || terminationsUnheard > 0)
                continue;
            return Event::Woken;
        }
        if (isKnown)
            return hasLine ? Event::Line : Event::End;
        if (files[1].revents != 0)
            fill();
    }
}

const std::string *CommandInput::nextLine()
{
    return splitLine() ? &*m_line : nullptr;
}

std::string CommandInput::takeLine()
{
    ++m_lineNumber;
    return std::exchange(m_line, std::nullopt).value_or(std::string());
}

} // namespace postern::cli
