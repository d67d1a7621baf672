// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

struct CommandLine;

/// `flow test`: one run of a flow, or of a node of it.
void addFlowTest(CLI::App &group, CommandLine &line);

} // namespace postern::cli
