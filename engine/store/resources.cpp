// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/resources.h"

#include "engine/base/error.h"

#include <cstdlib>
#include <vector>

namespace fs = std::filesystem;

namespace postern::store {

fs::path resourcesFolder()
{
    std::vector<fs::path> candidates;
    if (const char *named = std::getenv("POSTERN_RESOURCES")) // NOLINT(concurrency-mt-unsafe)
        candidates.emplace_back(named);
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    candidates.emplace_back(program.parent_path().parent_path() / "share" / "postern");
    candidates.emplace_back(POSTERN_SOURCE_RESOURCES);
    for (const fs::path &folder : candidates) {
        if (fs::is_directory(folder / "python", ignored))
            return folder;
    }
    throw Error(ErrorCode::FileUnreadable,
                "Postern's own files were not found.",
                "Reinstall Postern, or name its resources folder in POSTERN_RESOURCES.");
}

} // namespace postern::store
