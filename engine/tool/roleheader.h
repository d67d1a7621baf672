// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace postern::tool {

/// The roles a chat prompt may have, in prompt flow's order.
inline constexpr std::array<std::string_view, 5> kRoles{"system",
                                                        "user",
                                                        "assistant",
                                                        "function",
                                                        "tool"};

/// A line that opens a message, "# System:". Bytes; the blank lines around it belong to it.
struct RoleHeader
{
    std::size_t begin = 0;
    std::size_t roleBegin = 0; ///< the word, in the text's own spelling
    std::size_t roleEnd = 0;
    std::size_t end = 0;
};

/// What prompt flow's expression (?im)^\s*#?\s*(system|user|...)\s*:\s*\n finds, in linear time.
std::vector<RoleHeader> findRoleHeaders(std::string_view text,
                                        std::span<const std::string_view> roles = kRoles);

} // namespace postern::tool
