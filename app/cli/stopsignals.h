// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <csignal>

namespace postern::cli {

/// While it lives the first Ctrl+C (or SIGTERM) makes a descriptor readable and the second ends the
/// process at once, whatever it is busy with, and the groups of its children with it. What has left
/// those groups stays: a daemon of a tool is looked for when a worker ends, which takes more than a
/// handler of signals may do. One at a time.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    /// A descriptor of the caller's, readable once the first one has come. Throws Error LimitExceeded.
    int watch() const;

private:
    int m_descriptor;
    struct sigaction m_interrupt = {};
    struct sigaction m_terminate = {};
};

} // namespace postern::cli
