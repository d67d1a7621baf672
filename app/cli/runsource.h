// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/recordedrun.h"

#include <filesystem>
#include <string>

namespace postern::cli {

/// A run that is named by a file that `flow test` wrote (--detail, --events, --record), or by its id
/// in the history; of the latter the flow's files are known, too. Throws Error.
replay::RecordedRun namedRun(const std::string &name);

/// The history's last run of the whole flow of this file that ended well. Throws Error InvalidInput
/// when there is none.
replay::RecordedRun latestRunOf(const std::filesystem::path &flowFile);

} // namespace postern::cli
