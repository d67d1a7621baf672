// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/process/descriptor.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace postern::store {

/// What a file is read up to where nothing else is said.
inline constexpr std::size_t kMostRead = 256 * 1024 * 1024;

/// Reads a whole regular file, as every reader of a file that somebody names does. What may have no
/// end or keep one waiting (a device, a pipe, a socket) isn't even opened. Throws Error FileUnreadable
/// with the reason, and LimitExceeded when there are more than `limit` bytes.
std::string readFile(const std::filesystem::path &file, std::size_t limit = kMostRead);

/// Why the file couldn't be read, of an Error FileUnreadable that readFile() threw: "No such file or
/// directory".
Message reasonOf(const Error &error);

/// Replaces a file's contents so that after a crash at any moment either the old or the new
/// contents stand there, whole and on the disk. The folder is made when missing; a new file gets
/// `mode`, an existing one keeps its own. A symbolic link is followed, not replaced; into a device or
/// a pipe that is read the contents are written as they are.
/// Throws Error FileUnwritable; the old file is then untouched.
void writeFile(const std::filesystem::path &file, std::string_view contents, unsigned mode = 0644);

struct WriteOptions
{
    unsigned mode = 0644;
    bool forcesMode = false; ///< an existing file gets `mode`, too
    bool replacesLink
        = false; ///< a symbolic link is replaced (outside of /dev and /proc), not followed
};
void writeFile(const std::filesystem::path &file,
               std::string_view contents,
               const WriteOptions &options);

/// A file that is written bit by bit, each bit there to be read at once.
class GrowingFile
{
public:
    /// Empties the file; a link in its place is replaced, not followed (outside of /dev and /proc). A
    /// pipe needs its reader. Throws Error FileUnwritable.
    explicit GrowingFile(const std::filesystem::path &file);

    /// Waits a few seconds for a pipe that is full. Nothing more is written once something was lost.
    void append(std::string_view text);
    /// Whether all of it could be written.
    bool isWhole() const { return m_isWhole; }

private:
    process::Descriptor m_descriptor;
    bool m_isWhole = true;
};

/// Makes a folder the user's alone (0700), itself when it is missing. Warns in the log of one that
/// others could look into, and of one that stays so: another's, or a shared one as /tmp.
void securePrivateFolder(const std::filesystem::path &folder);
/// The same for a file (0600) that may be missing.
void securePrivateFile(const std::filesystem::path &file);
/// Removes what writes to a file left that were killed; the caller holds the file's lock.
void sweepTemporaries(const std::filesystem::path &file);

/// Holds an exclusive lock between processes (and threads) until destroyed. The lock goes with
/// the process: a killed one leaves nothing behind. Blocks until it is free.
class FileLock
{
public:
    /// Throws Error FileUnwritable.
    explicit FileLock(const std::filesystem::path &file);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    int m_descriptor;
};

} // namespace postern::store
