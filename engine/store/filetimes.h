// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace postern::store {

/// By what is seen that a file was written anew.
struct FileTimes
{
    std::int64_t seconds = 0; ///< of its last change, since 1970
    std::int64_t nanoseconds = 0;
    std::uint64_t size = 0;
};

/// Of the file itself, or of the link that it is; none when there is no such file.
std::optional<FileTimes> fileTimes(const std::filesystem::path &file);

} // namespace postern::store
