// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/includes.h"

#include "engine/base/nearpath.h"
#include "engine/base/pathtext.h"

#include <ranges>
#include <set>

namespace postern::flow {

namespace fs = std::filesystem;

namespace {

fs::path fromUtf8(std::string_view text)
{
    return fs::path(std::u8string(text.begin(), text.end()));
}

/// "../data/" means the folder "data".
fs::path withoutTrailingSlash(const fs::path &path)
{
    return path.has_filename() ? path : path.parent_path();
}

} // namespace

std::vector<Include> resolveIncludes(const Flow &flow, const SourceFolder &folder)
{
    std::vector<Include> includes;
    for (std::size_t i = 0; i < flow.additionalIncludes.size(); ++i) {
        const std::string &item = flow.additionalIncludes[i];
        const Place place = i < flow.includePlaces.size() ? flow.includePlaces[i] : Place();
        const fs::path path = fromUtf8(item);
        const fs::path source = withoutTrailingSlash(
            (path.is_absolute() ? path : folder.path / path).lexically_normal());
        if (folder.trust == Trust::Restricted && !isInside(source, folder.path))
            throw Error(ErrorCode::Refused,
                        tr("The folder is restricted, so '%1', which the flow includes from "
                           "outside of it, isn't read.",
                           item),
                        tr("Trust the folder to allow this."),
                        place);
        std::error_code ignored;
        Include include;
        include.name = pathText(source.filename());
        include.source = source;
        if (!hasFile(folder, source) && !fs::exists(source, ignored)) {
            const fs::path packed = source.parent_path() / source.stem();
            include.isArchive = source.extension() == ".zip" && fs::is_directory(packed, ignored);
            include.source = packed;
            if (!include.isArchive)
                throw Error(ErrorCode::InvalidFlow,
                            tr("The additional include '%1' doesn't exist.", item),
                            nearestPathHint(folder.path,
                                            item,
                                            tr("Correct or remove it below additional_includes.")),
                            place)
                    .as({"UserError"}, "Unable to find additional include " + item);
        }
        includes.push_back(std::move(include));
    }
    // Of the same one twice the last counts, as if it were laid over itself.
    std::set<std::pair<fs::path, bool>> later;
    for (Include &include : std::views::reverse(includes)) {
        if (!later.emplace(include.source, include.isArchive).second)
            include.source.clear();
    }
    std::erase_if(includes, [](const Include &include) { return include.source.empty(); });
    return includes;
}

std::optional<fs::path> findSource(const SourceFolder &folder,
                                   const std::vector<Include> &includes,
                                   const fs::path &path)
{
    const fs::path normal = path.lexically_normal();
    const std::string top = normal.empty() ? std::string() : pathText(*normal.begin());
    for (const Include &include : std::views::reverse(includes)) {
        if (include.isArchive || include.name != top)
            continue;
        fs::path candidate = include.source;
        for (auto part = std::next(normal.begin()); part != normal.end(); ++part)
            candidate /= *part;
        candidate = pathInFolder(folder, candidate);
        if (hasFile(folder, candidate))
            return candidate;
    }
    fs::path own = pathInFolder(folder, normal);
    if (hasFile(folder, own))
        return own;
    return {};
}

} // namespace postern::flow
