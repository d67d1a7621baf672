// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/linereader.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

namespace postern::cli {

/// While it lives Ctrl+C only ends a wait. The signal is blocked except within the wait itself, so
/// that none is lost between looking and waiting.
class LineReader::Interruptible
{
public:
    Interruptible()
    {
        struct sigaction quiet = {};
        quiet.sa_handler = [](int) {};
        ::sigaction(SIGINT, &quiet, &m_action);
        sigset_t interrupt;
        ::sigemptyset(&interrupt);
        ::sigaddset(&interrupt, SIGINT);
        ::sigprocmask(SIG_BLOCK, &interrupt, &m_mask);
    }
    ~Interruptible()
    {
        ::sigprocmask(SIG_SETMASK, &m_mask, nullptr);
        ::sigaction(SIGINT, &m_action, nullptr);
    }
    Interruptible(const Interruptible &) = delete;
    Interruptible &operator=(const Interruptible &) = delete;

    /// Whether there is something to read, the end included; false after Ctrl+C.
    bool waitForInput() const
    {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        return ::ppoll(&input, 1, nullptr, &m_mask) > 0;
    }

private:
    struct sigaction m_action = {};
    sigset_t m_mask = {};
};

bool LineReader::fill(const Interruptible &interruptible)
{
    std::array<char, 4096> buffer{};
    ssize_t count = -1;
    if (interruptible.waitForInput()) {
        do {
            count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        } while (count < 0 && errno == EINTR);
    } else {
        m_text.clear(); // a line that was begun isn't sent
    }
    if (count <= 0)
        return false;
    m_text.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> LineReader::next(std::string_view prompt)
{
    const Interruptible interruptible;
    std::fwrite(prompt.data(), 1, prompt.size(), stderr);
    std::fflush(stderr);
    std::size_t end = m_text.find('\n');
    while (end == std::string::npos && !m_ended) {
        m_ended = !fill(interruptible);
        end = m_text.find('\n');
    }
    if (end == std::string::npos && m_text.empty())
        return std::nullopt;
    std::string line = m_text.substr(0, end);
    m_text.erase(0, end == std::string::npos ? end : end + 1);
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

} // namespace postern::cli
