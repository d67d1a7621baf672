// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/request/runrequest.h"

namespace CLI { // NOLINT(readability-identifier-naming): CLI11's
class App;
class Option;
} // namespace CLI

namespace postern::cli {

/// What every command says that runs a flow: which one, with what, and who answers it. Gives the
/// option that names a lone node.
CLI::Option *addRunOptions(CLI::App &command, request::RunOptions &options);

/// As request::makeRunRequest(), but asks before a run against production, and says which
/// environment's connections it has.
request::RunRequest runRequestOf(const request::RunOptions &options);

} // namespace postern::cli
