// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/parcelfile.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"
#include "engine/store/filehash.h"
#include "engine/store/ziparchive.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

constexpr const char *kManifestName = "manifest.json";
constexpr std::string_view kParcelFormat = "postern-parcel";
constexpr std::int64_t kParcelVersion = 1;
constexpr std::size_t kMostOfManifest = 16U << 20U;

Error noParcel(const fs::path &file)
{
    return {
        ErrorCode::InvalidInput,
        tr("%1 is no parcel of commits.", pathText(file)),
        tr("It is made by postern git bundle. A flow's zip is taken by postern git import-zip.")};
}

Error notAsSaid(const std::string &name)
{
    return {ErrorCode::Refused,
            tr("'%1' isn't what the parcel's manifest says.", name),
            tr("It was changed or damaged on its way: get the file once more, and compare its "
               "SHA-256.")};
}

std::string textOf(const Value &mapping, std::string_view key)
{
    const Value *const value = mapping.isDict() ? mapping.asDict().find(key) : nullptr;
    return value != nullptr && value->isString() ? value->asString() : std::string();
}

std::vector<fs::path> filesIn(const fs::path &folder)
{
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Value manifestOf(const Parcel &parcel, const std::vector<fs::path> &files)
{
    List commits;
    commits.reserve(parcel.commits.size());
    for (const Commit &commit : parcel.commits)
        commits.emplace_back(Dict{{"id", commit.id},
                                  {"author", commit.author},
                                  {"date", commit.date},
                                  {"subject", commit.subject}});
    List list;
    list.reserve(files.size());
    for (const fs::path &file : files)
        list.emplace_back(Dict{{"name", pathText(file.filename())},
                               {"size", static_cast<std::int64_t>(fs::file_size(file))},
                               {"sha256", store::sha256OfFile(file)}});
    return Dict{{"format", std::string(kParcelFormat)},
                {"version", kParcelVersion},
                {"kind", parcel.kind == Parcel::Kind::Bundle ? "bundle" : "patches"},
                {"branch", parcel.branch},
                {"tip", parcel.tip},
                {"base", parcel.base},
                {"commits", std::move(commits)},
                {"files", std::move(list)}};
}

bool isObjectName(const std::string &text)
{
    const bool isHex = std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    return isHex && (text.size() == 40 || text.size() == 64);
}

Value readManifest(const fs::path &file, const fs::path &folder)
{
    std::error_code ignored;
    if (!fs::is_regular_file(folder / kManifestName, ignored))
        throw noParcel(file);
    Value manifest;
    try {
        manifest = json::parse(store::readFile(folder / kManifestName, kMostOfManifest));
    } catch (const Error &) {
        throw noParcel(file);
    }
    if (textOf(manifest, "format") != kParcelFormat)
        throw noParcel(file);
    const Value *const version = manifest.asDict().find("version");
    if (version == nullptr || !version->isInt() || version->asInt() != kParcelVersion)
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 was made by another version of Postern.", pathText(file)),
                    tr("Take it with that version, or ask for one of this."));
    return manifest;
}

Parcel parcelOf(const fs::path &file, const Value &manifest)
{
    Parcel parcel;
    parcel.kind = textOf(manifest, "kind") == "patches" ? Parcel::Kind::Patches
                                                        : Parcel::Kind::Bundle;
    parcel.branch = textOf(manifest, "branch");
    parcel.tip = textOf(manifest, "tip");
    parcel.base = textOf(manifest, "base");
    const bool isSound = !parcel.branch.empty() && !parcel.branch.starts_with('-')
                         && isObjectName(parcel.tip)
                         && (parcel.base.empty() || isObjectName(parcel.base));
    if (!isSound)
        throw noParcel(file);
    const Value *const commits = manifest.asDict().find("commits");
    if (commits == nullptr || !commits->isList())
        throw noParcel(file);
    for (const Value &each : commits->asList()) {
        Commit commit;
        commit.id = textOf(each, "id");
        commit.author = textOf(each, "author");
        commit.date = textOf(each, "date");
        commit.subject = textOf(each, "subject");
        parcel.commits.push_back(std::move(commit));
    }
    return parcel;
}

/// Every file as the manifest says, and none besides.
std::vector<fs::path> checkedFiles(const fs::path &file,
                                   const fs::path &folder,
                                   const Value &manifest)
{
    const Value *const said = manifest.asDict().find("files");
    if (said == nullptr || !said->isList())
        throw noParcel(file);
    std::vector<fs::path> files;
    std::set<std::string> names{kManifestName};
    for (const Value &each : said->asList()) {
        const std::string name = textOf(each, "name");
        if (name.empty() || name.find_first_of("/\\") != std::string::npos || name == ".."
            || !names.insert(name).second)
            throw notAsSaid(name);
        fs::path path = folder / fs::path(std::u8string(name.begin(), name.end()));
        std::error_code missing;
        if (!fs::is_regular_file(path, missing)
            || store::sha256OfFile(path) != textOf(each, "sha256"))
            throw notAsSaid(name);
        files.push_back(std::move(path));
    }
    for (const fs::path &path : filesIn(folder)) {
        if (!names.contains(pathText(path.filename())))
            throw notAsSaid(pathText(path.filename()));
    }
    return files;
}

} // namespace

std::string packParcel(const Parcel &parcel, const fs::path &folder, const fs::path &file)
{
    const std::vector<fs::path> files = filesIn(folder);
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    std::vector<store::ZipMember> members;
    members.reserve(files.size() + 1);
    members.push_back({kManifestName, {}, json::write(manifestOf(parcel, files), options) + "\n"});
    for (const fs::path &each : files)
        members.push_back({pathText(each.filename()), each, std::nullopt});
    store::writeZip(file, members);
    return store::sha256OfFile(file);
}

std::unique_ptr<OpenedParcel> openParcel(const fs::path &file)
{
    auto opened = std::make_unique<OpenedParcel>();
    const fs::path folder = opened->folder.path() / "parcel";
    const store::ZipArchive archive(file);
    archive.unpackTo(folder);
    const Value manifest = readManifest(file, folder);
    opened->parcel = parcelOf(file, manifest);
    opened->parcel.sha256 = store::sha256OfFile(file);
    std::vector<fs::path> files = checkedFiles(file, folder, manifest);
    const bool isBundle = opened->parcel.kind == Parcel::Kind::Bundle;
    const bool isSound = isBundle ? files.size() == 1 && files[0].filename() == kBundleName
                                  : !files.empty();
    if (!isSound)
        throw noParcel(file);
    if (isBundle)
        opened->bundle = std::move(files.front());
    else
        opened->patches = std::move(files);
    return opened;
}

} // namespace postern::git
