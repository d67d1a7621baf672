// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/scratchfolder.h"

#include "engine/base/error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>

namespace postern::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kScratchPrefix = "postern-run-";
constexpr std::time_t kYoungSeconds = 60;

/// The folder, open and locked; -1 when somebody else has it, or it can't be opened.
int lockedFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

/// Whether it is a folder of the user's that nobody has touched for a while.
bool isOwnAndOld(const fs::path &folder)
{
    struct stat status = {};
    return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode)
           && status.st_uid == ::geteuid() && status.st_mtime + kYoungSeconds < std::time(nullptr);
}

} // namespace

ScratchFolder::ScratchFolder()
{
    std::error_code failed;
    const fs::path folder = fs::temp_directory_path(failed);
    std::string pattern = (folder / (std::string(kScratchPrefix) + "XXXXXX")).string();
    if (failed || !::mkdtemp(pattern.data())) {
        const std::string reason = failed ? failed.message() : std::string(std::strerror(errno));
        throw Error(ErrorCode::FileUnwritable,
                    tr("A temporary folder can't be made: %1.", reason),
                    failed ? tr("Set TMPDIR to a folder that is there.")
                           : tr("Make room in %1 or set TMPDIR.", folder.string()));
    }
    m_path = pattern;
    m_lock = lockedFolder(m_path);
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    if (m_lock >= 0)
        ::close(m_lock);
}

void sweepScratchFolders()
{
    std::error_code failed;
    fs::directory_iterator entry(fs::temp_directory_path(failed), failed);
    while (!failed && entry != fs::directory_iterator()) {
        const fs::path folder = entry->path();
        entry.increment(failed);
        if (!folder.filename().native().starts_with(kScratchPrefix) || !isOwnAndOld(folder))
            continue;
        const int lock = lockedFolder(folder);
        if (lock < 0)
            continue;
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        ::close(lock);
    }
}

} // namespace postern::store
