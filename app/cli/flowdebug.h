// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

struct CommandLine;

/// `flow debug`: a flow run step by step, by commands.
void addFlowDebug(CLI::App &group, CommandLine &line);

} // namespace postern::cli
