// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/filetimes.h"

#include <sys/stat.h>

namespace postern::store {

std::optional<FileTimes> fileTimes(const std::filesystem::path &file)
{
    struct stat status = {};
    if (::lstat(file.c_str(), &status) != 0)
        return std::nullopt;
    return FileTimes{status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec,
                     static_cast<std::uint64_t>(status.st_size)};
}

} // namespace postern::store
