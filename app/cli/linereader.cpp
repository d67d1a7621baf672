// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/linereader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>

namespace postern::cli {

namespace {

std::atomic<int> wakeDescriptor{-1};
static_assert(std::atomic<int>::is_always_lock_free);

// Runs in whichever thread the signal comes to.
void onInterrupt(int)
{
    const int kept = errno;
    const eventfd_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakeDescriptor.load(), &one, sizeof one);
    errno = kept;
}

} // namespace

/// While it lives Ctrl+C only ends a wait, also one that begins after it.
class LineReader::Interruptible
{
public:
    Interruptible()
        : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        wakeDescriptor = m_wake;
        struct sigaction wake = {};
        wake.sa_handler = onInterrupt;
        ::sigemptyset(&wake.sa_mask);
        ::sigaction(SIGINT, &wake, &m_action);
    }
    ~Interruptible()
    {
        ::sigaction(SIGINT, &m_action, nullptr);
        wakeDescriptor = -1;
        ::close(m_wake);
    }
    Interruptible(const Interruptible &) = delete;
    Interruptible &operator=(const Interruptible &) = delete;

    /// Whether there is something to read, the end included; false after Ctrl+C.
    bool waitForInput() const
    {
        std::array<pollfd, 2> both{{{m_wake, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
        while (::poll(both.data(), both.size(), -1) < 0) {
            if (errno != EINTR)
                return false;
        }
        return both[0].revents == 0;
    }

private:
    const int m_wake;
    struct sigaction m_action = {};
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
