// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/program.h"

#include <unistd.h>

#include <cstdlib>
#include <system_error>

namespace postern::process {

namespace fs = std::filesystem;

bool isProgram(const fs::path &file)
{
    std::error_code ignored;
    return access(file.c_str(), X_OK) == 0 && !fs::is_directory(file, ignored);
}

fs::path findOnPath(std::string_view name)
{
    const char *path = std::getenv("PATH");
    std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
    while (!rest.empty()) {
        const std::size_t end = rest.find(':');
        const std::string_view folder = rest.substr(0, end);
        fs::path candidate = fs::path(folder.empty() ? "." : folder) / name;
        if (isProgram(candidate))
            return candidate;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return {};
}

} // namespace postern::process
