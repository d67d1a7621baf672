// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"
#include "app/request/runrequest.h"

namespace postern::cli {

/// Talks with a chat flow: every line of standard input is a question, answers go to standard
/// output as they come, and each run gets the talk so far as its history. Ends with the input, with
/// Ctrl+C, or with the first run that fails.
/// Throws Error InvalidFlow when the flow is no chat flow.
ExitCode chat(request::RunRequest request, const CommandLine &line);

} // namespace postern::cli
