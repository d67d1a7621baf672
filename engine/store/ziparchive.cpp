// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/ziparchive.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"
#include "engine/store/newfolder.h"
#include "engine/store/zipnames.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace postern::store {

namespace fs = std::filesystem;

namespace {

// As Unix writes the kind of a file into the upper half of an entry's attributes.
constexpr std::uint32_t kKindMask = 0170000;
constexpr std::uint32_t kFolderKind = 0040000;
constexpr std::uint32_t kFileKind = 0100000;
constexpr std::uint32_t kLinkKind = 0120000;

Error unreadableZip(const fs::path &file, Message reason)
{
    return {ErrorCode::FileUnreadable,
            tr("The archive %1 can't be read: %2.", pathText(file), std::move(reason)),
            tr("Get the archive once more; it may have been cut short on its way.")};
}

Error zipNotMade(const fs::path &file, const std::string &reason)
{
    return {ErrorCode::FileUnwritable,
            tr("The archive %1 can't be written: %2.", pathText(file), reason),
            tr("Check the folder's permissions and the room on the disk.")};
}

/// The kind of an entry as Unix has it; 0 where the archive doesn't say.
std::uint32_t kindOfEntry(zip *archive, std::uint64_t index)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0)
        return 0;
    const bool isUnix = system == ZIP_OPSYS_UNIX || system == ZIP_OPSYS_OS_X;
    return isUnix ? (attributes >> 16U) & kKindMask : 0;
}

std::vector<std::string> namesIn(zip *archive, const fs::path &file)
{
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (zip_uint64_t index = 0; std::cmp_less(index, count); ++index) {
        const char *const name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
        if (!name)
            throw unreadableZip(file, zip_strerror(archive));
        names.emplace_back(name);
    }
    return names;
}

void addMember(zip *archive, const ZipMember &member, const fs::path &target)
{
    zip_source_t *const source
        = member.text ? zip_source_buffer(archive, member.text->data(), member.text->size(), 0)
                      : zip_source_file(archive, member.file.c_str(), 0, -1);
    if (!source)
        throw zipNotMade(target, zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, member.path.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        throw zipNotMade(target, zip_strerror(archive));
    }
}

/// Of this the whole archive is refused: half a flow helps nobody.
void requireHarmless(zip *archive, const zip_stat_t &about, const std::string &path)
{
    const std::uint32_t kind = kindOfEntry(archive, about.index);
    if (kind == kLinkKind)
        throw Error(ErrorCode::Refused,
                    tr("The archive has a link instead of a file: '%1'.", path),
                    tr("Pack the file that it leads to in its place."));
    if (kind != 0 && kind != kFileKind && kind != kFolderKind)
        throw Error(ErrorCode::Refused,
                    tr("The archive has something that is no file: '%1'.", path),
                    tr("Pack the flow's files alone."));
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        throw Error(
            ErrorCode::Refused,
            tr("The archive is locked with a password."),
            tr("Unpack it with the program that asks for the password, and open the folder."));
    if ((about.valid & ZIP_STAT_COMP_METHOD) != 0
        && zip_compression_method_supported(about.comp_method, 0) == 0)
        throw Error(ErrorCode::FileUnreadable,
                    tr("The archive has a file that is packed in a way nobody here knows: '%1'.",
                       path),
                    tr("Pack the folder anew, as an ordinary zip file (Deflate)."));
}

} // namespace

void ZipArchive::Close::operator()(zip *archive) const
{
    zip_discard(archive);
}

ZipArchive::ZipArchive(const fs::path &file, const ZipLimits &limits)
    : m_file(file)
{
    std::error_code failed;
    if (!fs::is_regular_file(file, failed))
        throw unreadableZip(file, failed ? Message(failed.message()) : tr("it is no file"));
    int code = 0;
    m_zip.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
    if (!m_zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        throw unreadableZip(file, code == ZIP_ER_NOZIP ? tr("it is no zip file") : Message(reason));
    }
    std::vector<std::string> names = decodedZipNames(namesIn(m_zip.get(), file));
    if (names.size() > limits.files)
        throw Error(ErrorCode::LimitExceeded,
                    tr("The archive has %1 files; of more than %2 none is unpacked.",
                       names.size(),
                       limits.files),
                    tr("Ask for an archive of the flow's folder alone, without environments and "
                       "caches."));
    m_files.reserve(names.size());
    for (std::uint64_t index = 0; index < names.size(); ++index)
        readMember(index, names[index], limits);
    requireDistinct();
    leaveCommonFolder();
}

void ZipArchive::readMember(std::uint64_t index, const std::string &name, const ZipLimits &limits)
{
    std::string path = zipPath(name);
    if (isZipLitter(path) || isInGitFolder(path))
        return;
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(m_zip.get(), index, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0)
        throw unreadableZip(m_file, zip_strerror(m_zip.get()));
    requireHarmless(m_zip.get(), about, path);
    if (path.empty() || path.ends_with('/'))
        return;
    m_bytes += std::min(about.size, limits.bytes + 1);
    if (m_bytes > limits.bytes)
        throw Error(ErrorCode::LimitExceeded,
                    tr("The archive unpacks to more than %1 MB.", limits.bytes / 1'000'000),
                    tr("Such an archive fills the disk, and may be made for that. Ask for one "
                       "without data sets and environments."));
    m_files.push_back({std::move(path), index, about.size});
}

void ZipArchive::requireDistinct() const
{
    std::set<std::string_view> paths;
    for (const File &file : m_files) {
        if (!paths.insert(file.path).second)
            throw Error(ErrorCode::InvalidInput,
                        tr("The archive has two files of the same name: '%1'.", file.path),
                        tr("Pack the folder anew."));
    }
    for (const File &file : m_files) {
        for (std::size_t at = file.path.find('/'); at != std::string::npos;
             at = file.path.find('/', at + 1)) {
            if (paths.contains(std::string_view(file.path).substr(0, at)))
                throw Error(ErrorCode::InvalidInput,
                            tr("The archive has a file and a folder of the same name: '%1'.",
                               file.path.substr(0, at)),
                            tr("Pack the folder anew."));
        }
    }
}

void ZipArchive::leaveCommonFolder()
{
    if (m_files.empty())
        return;
    const std::string &first = m_files.front().path;
    const std::string common = first.substr(0, first.find('/') + 1); // of npos + 1: nothing
    const bool isCommon = !common.empty() && std::ranges::all_of(m_files, [&](const File &file) {
        return file.path.starts_with(common);
    });
    if (!isCommon)
        return;
    for (File &file : m_files)
        file.path.erase(0, common.size());
}

std::string ZipArchive::contents(const File &file) const
{
    struct CloseFile
    {
        void operator()(zip_file_t *open) const { zip_fclose(open); }
    };
    const std::unique_ptr<zip_file_t, CloseFile> open(zip_fopen_index(m_zip.get(), file.index, 0));
    if (!open)
        throw unreadableZip(m_file, zip_strerror(m_zip.get()));
    std::string text;
    std::array<char, 64UL * 1024> chunk{};
    zip_int64_t count = 0;
    while ((count = zip_fread(open.get(), chunk.data(), chunk.size())) > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(count));
        if (text.size() > file.size)
            throw unreadableZip(m_file, tr("'%1' is larger than the archive says", file.path));
    }
    if (count < 0 || text.size() != file.size)
        throw unreadableZip(m_file, tr("'%1' is damaged", file.path));
    return text;
}

void ZipArchive::unpackTo(const fs::path &folder) const
{
    NewFolder made(folder);
    for (const File &file : m_files)
        writeFile(made.path() / fs::path(std::u8string(file.path.begin(), file.path.end())),
                  contents(file));
    made.keep();
}

void writeZip(const fs::path &file, const std::vector<ZipMember> &members)
{
    int code = 0;
    zip *archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        throw zipNotMade(file, reason);
    }
    try {
        for (const ZipMember &member : members)
            addMember(archive, member, file);
        if (zip_close(archive) == 0)
            return;
        throw zipNotMade(file, zip_strerror(archive)); // the archive is still open
    } catch (const Error &) {
        zip_discard(archive);
        throw;
    }
}

} // namespace postern::store
