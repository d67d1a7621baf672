// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"

namespace postern::cli {

/// What the command's exit codes mean; documented in docs/cli.md.
enum class ExitCode {
    Done = 0,
    Failed = 1,     ///< the flow, a line, a test or a threshold
    Usage = 2,      ///< the command line
    Invalid = 3,    ///< the flow or its data
    Connection = 4, ///< a connection, credential or endpoint
    Refused = 5,    ///< by --restricted, an allow-list, or for a secret
    Cancelled = 130
};

ExitCode exitCodeOf(const Error &error);

} // namespace postern::cli
