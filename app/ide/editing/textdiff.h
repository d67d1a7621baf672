// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::ide {

/// How two texts differ, line by line, in the unified form with three lines around each change.
/// Texts that differ in very many lines are shown as one replaced by the other from the first
/// difference to the last.
std::string unifiedDiff(std::string_view from,
                        std::string_view to,
                        std::string_view fromName,
                        std::string_view toName);

/// The lines of `to`, counted from 1, that `from` doesn't have where they stand.
std::vector<int> changedLines(std::string_view from, std::string_view to);

} // namespace postern::ide
