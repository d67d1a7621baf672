// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct zip;

namespace postern::store {

/// What an archive may hold at most. More is taken for one that is made to fill the disk.
struct ZipLimits
{
    std::size_t files = 20'000;
    std::uint64_t bytes = 1'000'000'000; ///< unpacked, of all together
};

/// A zip file from somewhere, of which nothing is believed: whatever it says of names, sizes and kinds
/// is looked at before a byte is unpacked, and what comes out is measured.
class ZipArchive
{
public:
    struct File
    {
        std::string path; ///< below the folder, as zipPath() gives it
        std::uint64_t index = 0;
        std::uint64_t size = 0; ///< unpacked
    };

    /// Throws Error FileUnreadable for what is no whole archive, Refused for one with links, passwords
    /// or paths that lead out of its folder, InvalidInput for names that can't be, LimitExceeded.
    explicit ZipArchive(const std::filesystem::path &file, const ZipLimits &limits = {});

    /// Without folders, and without the one that all lie in.
    const std::vector<File> &files() const { return m_files; }

    /// Makes the folder, which must not be there, or be empty: all of it or nothing. Throws Error
    /// FileUnwritable, and FileUnreadable where the archive is damaged.
    void unpackTo(const std::filesystem::path &folder) const;
    /// A member's bytes. Throws Error FileUnreadable where the archive is damaged.
    std::string contents(const File &file) const;

private:
    void readMember(std::uint64_t index, const std::string &name, const ZipLimits &limits);
    void requireDistinct() const;
    void leaveCommonFolder();

    struct Close
    {
        void operator()(zip *archive) const;
    };

    std::filesystem::path m_file;
    std::unique_ptr<zip, Close> m_zip;
    std::vector<File> m_files;
    std::uint64_t m_bytes = 0;
};

/// What goes into an archive: a file's contents, or a text in place of them.
struct ZipMember
{
    std::string path; ///< in the archive, "/" between its parts
    std::filesystem::path file;
    std::optional<std::string> text;
};

/// Writes an archive, whole or not at all. Throws Error FileUnwritable, also for a member that can't
/// be read.
void writeZip(const std::filesystem::path &file, const std::vector<ZipMember> &members);

} // namespace postern::store
