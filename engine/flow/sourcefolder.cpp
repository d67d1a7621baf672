// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/sourcefolder.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"

namespace postern::flow {

namespace fs = std::filesystem;

namespace {

/// A path that one can have in mind: not the whole of a text that was taken for one.
std::string shown(const fs::path &path)
{
    constexpr std::size_t kMostShown = 200;
    std::string result = pathText(path);
    if (result.size() > kMostShown)
        result = result.substr(0, kMostShown) + "...";
    return result;
}

} // namespace

bool isInside(const fs::path &path, const fs::path &folder)
{
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    if (error)
        return false;
    const fs::path root = fs::weakly_canonical(folder, error);
    if (error)
        return false;
    const fs::path relative = real.lexically_relative(root);
    return !relative.empty() && *relative.begin() != "..";
}

fs::path pathInFolder(const SourceFolder &folder, const fs::path &named)
{
    fs::path path = folder.path / named;
    if (folder.trust == Trust::Trusted)
        return path;
    std::error_code ignored;
    // A link to nothing stays as it is; what it leads to counts all the same.
    fs::path target = path;
    constexpr int kMostLinks = 40;
    for (int links = 0; fs::is_symlink(target, ignored) && links < kMostLinks; ++links)
        target = target.parent_path() / fs::read_symlink(target, ignored);
    if (!isInside(path, folder.path) || !isInside(target, folder.path))
        throw Error(ErrorCode::Refused,
                    tr("'%1' leads outside its folder, which is restricted.", shown(named)),
                    tr("Trust the folder to allow this."));
    fs::path real = fs::weakly_canonical(path, ignored);
    return ignored ? path : real;
}

std::string openInFolder(const SourceFolder &folder, const fs::path &named, std::size_t limit)
{
    return store::readFile(pathInFolder(folder, named), limit);
}

} // namespace postern::flow
