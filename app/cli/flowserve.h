// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

struct CommandLine;

/// `flow serve`: a flow as a web service until Ctrl+C or SIGTERM.
void addFlowServe(CLI::App &group, CommandLine &line);

} // namespace postern::cli
