// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/process/child.h"

#include <sys/types.h>

namespace postern::process {

/// The descriptors that become the child's standard streams.
struct Streams
{
    int input = -1;
    int output = -1;
    int errors = -1;
};

/// Starts the program without copying our address space (a fork of a process with much memory
/// takes milliseconds). Throws Error EnvironmentFailed.
pid_t spawn(const Command &command, const Streams &streams);

} // namespace postern::process
