// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
} // namespace CLI

namespace postern::cli {

struct CommandLine;

/// Takes --restricted, for a command that runs nothing of a folder anyway.
void addNeverRuns(CLI::App &command);

/// Each adds its commands to `postern git`.
void addStatus(CLI::App &group, CommandLine &line);
void addPullRequestCommands(CLI::App &group, CommandLine &line);
void addParcelCommands(CLI::App &group, CommandLine &line);
void addZipImport(CLI::App &group, CommandLine &line);

} // namespace postern::cli
