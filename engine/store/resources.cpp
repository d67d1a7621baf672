// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/resources.h"

#include "engine/base/error.h"

#include <cstdlib>
#include <vector>

namespace fs = std::filesystem;

namespace postern::store {

namespace {

/// Where the running program is, links followed.
fs::path programFolder()
{
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

} // namespace

fs::path resourcesFolder()
{
    std::vector<fs::path> candidates;
    if (const char *named = std::getenv("POSTERN_RESOURCES")) // NOLINT(concurrency-mt-unsafe)
        candidates.emplace_back(named);
    std::error_code ignored;
    const fs::path program = programFolder();
    candidates.emplace_back(program.parent_path() / "share" / "postern");
    candidates.emplace_back((program / POSTERN_RESOURCES_FROM_BIN).lexically_normal());
    for (const fs::path &folder : candidates) {
        if (fs::is_directory(folder / "python", ignored))
            return folder;
    }
    throw Error(ErrorCode::FileUnreadable,
                tr("Postern's own files were not found."),
                tr("Reinstall Postern, or name its resources folder in POSTERN_RESOURCES."));
}

fs::path bundledProgram(std::string_view name)
{
    std::error_code ignored;
    const fs::path bundled = programFolder().parent_path() / "libexec" / name;
    return fs::is_regular_file(bundled, ignored) ? bundled : fs::path(name);
}

} // namespace postern::store
