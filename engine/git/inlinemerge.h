// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

namespace postern::git {

/// Merges values in brackets, and files that are one such value, member by member: theirs' changes are
/// written into ours. Lists of named nodes where `hasNodes` says so. Nothing when both sides changed
/// the same, or the order.
std::optional<std::string> mergeInline(const std::string &base,
                                       const std::string &ours,
                                       const std::string &theirs,
                                       bool hasNodes);

} // namespace postern::git
