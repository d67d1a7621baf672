// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"
#include "app/cli/testrun.h"

#include <string>
#include <vector>

namespace postern::cli {

/// What `flow test --cases` says beside what every run of it does.
struct CasesOptions
{
    std::vector<std::string> files; ///< none, or "": those beside the flow
    std::string junit;              ///< file for the results
};

/// Runs the cases of a flow, one after the other, and tells what of them was met. Throws Error
/// InvalidInput, before any is run, for a file that is none.
ExitCode runCases(const TestRunOptions &options, const CasesOptions &cases, const CommandLine &line);

} // namespace postern::cli
