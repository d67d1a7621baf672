// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/git/snapshot.h"

#include <string>
#include <string_view>

namespace postern::cli {

/// {"nodes": {"added", "removed", "renamed", "changed"}, "inputs", "outputs", "files"}; "moved" nodes
/// and the "flow"'s other settings only where there are such.
Value diffJson(const git::SnapshotDiff &diff);

/// Signs as everywhere: + added, - removed, ~ changed, > renamed, ^ moved. Empty when nothing differs.
std::string diffText(const git::SnapshotDiff &diff);

/// A name, a path or a label in one line that no terminal obeys.
std::string diffName(std::string_view name);

/// A value in one line.
std::string shortValue(const std::optional<Value> &value);

} // namespace postern::cli
