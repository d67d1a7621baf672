// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/wheels.h"

#include "engine/base/error.h"
#include "engine/base/uniqueid.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/ziparchive.h"

#include <algorithm>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::python {

namespace {

bool isPlain(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '+' || c == '!';
    });
}

std::string projectOf(std::string_view text)
{
    std::string project(text);
    for (char &c : project) {
        if (c == '-' || c == '.')
            c = '_';
        else if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return project;
}

} // namespace

WheelName wheelName(const fs::path &file)
{
    const std::string name = file.filename().string();
    const std::size_t first = name.find('-');
    const std::size_t second = first == std::string::npos ? first : name.find('-', first + 1);
    if (second == std::string::npos || !name.ends_with(".whl")
        || !isPlain(std::string_view(name).substr(0, first))
        || !isPlain(std::string_view(name).substr(first + 1, second - first - 1)))
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' isn't called as a wheel is: NAME-VERSION-...whl.", name),
                    tr("Name the file as it was downloaded."));
    return {projectOf(name.substr(0, first)), name.substr(first + 1, second - first - 1)};
}

fs::path wheelsFolder(std::string_view project)
{
    return store::homeFolder() / "wheels" / projectOf(project);
}

WheelName addWheel(const fs::path &file)
{
    WheelName name = wheelName(file);
    const store::ZipArchive archive(file);
    const std::string facts = name.project + '-' + name.version + ".dist-info/";
    const bool isWheel = std::ranges::any_of(archive.files(), [&facts](const auto &each) {
        return projectOf(each.path).starts_with(projectOf(facts)) && each.path.ends_with("/WHEEL");
    });
    if (!isWheel)
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' isn't a wheel: it doesn't say so inside.", file.string()),
                    tr("Download it once more."));
    store::securePrivateFolder(store::homeFolder());
    const fs::path folder = wheelsFolder(name.project);
    const fs::path fresh = folder.string() + '.' + uniqueId();
    fs::create_directories(folder.parent_path());
    archive.unpackTo(fresh);
    std::error_code failure;
    fs::remove_all(folder, failure);
    fs::rename(fresh, folder, failure);
    if (failure) {
        std::error_code ignored;
        fs::remove_all(fresh, ignored);
        throw Error(ErrorCode::FileUnwritable,
                    tr("'%1' can't be written: %2.", folder.string(), failure.message()),
                    tr("Look who may write there."));
    }
    return name;
}

} // namespace postern::python
