// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <csignal>

namespace postern::process {

/// From now on, writing to a reader that has gone is an error code, not the end of the process.
inline void ignoreBrokenPipes()
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

} // namespace postern::process
