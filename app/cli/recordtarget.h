// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/runspec.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace postern::cli {

/// Whether the records of a run may be written to `target`, which the option of that name gave: not
/// over a file that holds anything else, and for a restricted folder not to where a link of it leads.
/// Throws Error Refused.
void checkRecordTarget(const run::RunSpec &spec, const char *option, const std::string &target);

/// Whether the option may write over a file: one that isn't there, is empty, or begins as what the
/// option writes does. Throws Error Refused.
void checkOwnFile(const char *option, const std::filesystem::path &file, std::string_view beginning);

} // namespace postern::cli
