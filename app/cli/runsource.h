// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/replay/recordedrun.h"

#include <filesystem>
#include <functional>
#include <string>

namespace postern::cli {

/// A run that is named by a file that `flow test` wrote (--detail, --events, --record), or by its id
/// in the history; of the latter the flow's files are known, too. Throws Error.
replay::RecordedRun namedRun(const std::string &name);

/// The history's last run of the flow of this file that ended well and that `use` takes: for one that
/// doesn't serve it throws Error InvalidInput, and the one before is tried. Throws Error InvalidInput
/// when there is none, or what `use` said of the newest.
replay::RecordedRun latestRunOf(const std::filesystem::path &flowFile,
                                const std::function<void(const replay::RecordedRun &)> &use);

} // namespace postern::cli
