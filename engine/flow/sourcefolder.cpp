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

UnsavedTexts::Text unsavedText(const SourceFolder &folder, const fs::path &path)
{
    return folder.unsaved ? folder.unsaved->find(path) : nullptr;
}

/// Whether a path goes down from the folder without a link and without a step up on the way: then it
/// is inside, and the way to the folder needn't be looked at.
bool isStraightBelow(const fs::path &path, const fs::path &folder)
{
    const fs::path relative = path.lexically_relative(folder);
    if (relative.empty())
        return false;
    fs::path at = folder;
    for (const fs::path &step : relative) {
        if (step == "." || step == "..")
            return false;
        at /= step;
        std::error_code failure;
        const fs::file_type type = fs::symlink_status(at, failure).type();
        const bool isKnown = type == fs::file_type::regular || type == fs::file_type::directory
                             || type == fs::file_type::not_found;
        if (!isKnown)
            return false;
    }
    return true;
}

} // namespace

bool isInside(const fs::path &path, const fs::path &folder)
{
    if (isStraightBelow(path, folder))
        return true;
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

bool hasFile(const SourceFolder &folder, const fs::path &named)
{
    const fs::path path = folder.path / named;
    std::error_code ignored;
    return unsavedText(folder, path) || fs::is_regular_file(path, ignored);
}

std::string openInFolder(const SourceFolder &folder, const fs::path &named, std::size_t limit)
{
    const fs::path path = pathInFolder(folder, named);
    const UnsavedTexts::Text text = unsavedText(folder, path);
    if (!text)
        return store::readFile(path, limit);
    if (text->size() > limit)
        throw Error(ErrorCode::LimitExceeded,
                    tr("The file %1 is larger than %2 MiB.", pathText(path), limit / 1024 / 1024));
    return *text;
}

SourceFolder readAhead(const SourceFolder &folder,
                       const std::vector<fs::path> &named,
                       std::size_t limit)
{
    auto texts = folder.unsaved ? std::make_shared<UnsavedTexts>(folder.unsaved->files())
                                : std::make_shared<UnsavedTexts>();
    for (const fs::path &name : named) {
        try {
            const fs::path path = pathInFolder(folder, name);
            if (!hasFile(folder, path))
                continue; // a device, say, that never ends
            const auto text = std::make_shared<const std::string>(openInFolder(folder, path, limit));
            texts->set(path, text);
            texts->set(folder.path / name, text); // by the link that it may be
        } catch (const Error &) {
            continue;
        }
    }
    return {folder.path, folder.trust, std::move(texts)};
}

} // namespace postern::flow
