// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/stopsignals.h"

#include "app/cli/exitcode.h"
#include "engine/base/error.h"
#include "engine/process/descendants.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace postern::cli {

namespace {

std::atomic<int> wakeDescriptor{-1};
std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);

void onSignal(int)
{
    if (received.fetch_add(1) > 0) {
        process::killGroups();
        ::_exit(static_cast<int>(ExitCode::Cancelled));
    }
    const int kept = errno;
    const eventfd_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakeDescriptor.load(), &one, sizeof one);
    errno = kept;
}

int required(int descriptor)
{
    if (descriptor < 0)
        throw Error(ErrorCode::LimitExceeded,
                    "There is no descriptor left to wait with.",
                    "Raise the limit of open files (ulimit -n).");
    return descriptor;
}

} // namespace

StopSignals::StopSignals()
    : m_descriptor(required(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)))
{
    received = 0;
    wakeDescriptor = m_descriptor;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &m_interrupt);
    ::sigaction(SIGTERM, &action, &m_terminate);
}

StopSignals::~StopSignals()
{
    ::sigaction(SIGINT, &m_interrupt, nullptr);
    ::sigaction(SIGTERM, &m_terminate, nullptr);
    wakeDescriptor = -1;
    ::close(m_descriptor);
}

int StopSignals::watch() const
{
    return required(::fcntl(m_descriptor, F_DUPFD_CLOEXEC, 0));
}

} // namespace postern::cli
