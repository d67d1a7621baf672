// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"

#include <string>
#include <string_view>

namespace postern {

/// The edits of a file's text as a unified patch with three lines of context, which `patch -p1` and
/// `git apply` take: `name` is the file's path below the folder where they are called. Empty when
/// nothing changes.
std::string unifiedDiff(std::string_view text, const TextEdits &edits, std::string_view name);

/// The changed lines with three lines around them, as a unified diff without its head.
std::string lineChanges(std::string_view before, std::string_view after);

} // namespace postern
