// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/atomicfile.h"

#include "engine/base/error.h"
#include "engine/store/home.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace postern::store {

namespace {

/// An open descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int number() const { return m_number; }

private:
    int m_number;
};

std::string reason()
{
    return std::generic_category().message(errno);
}

[[noreturn]] void unwritable(const std::filesystem::path &file)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    throw Error(ErrorCode::FileUnwritable,
                "The file " + file.string() + " can't be written: " + reason() + ".",
                full ? "Free some space; the old contents are untouched."
                     : "Check the folder's permissions; the old contents are untouched.");
}

void makeFolder(const std::filesystem::path &folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error || folder.empty())
        return;
    const std::string home = homeFolder().string();
    throw Error(ErrorCode::FileUnwritable,
                "The folder " + folder.string() + " can't be made: " + error.message() + ".",
                folder.string().starts_with(home)
                    ? "Set POSTERN_HOME to a folder that you may write to."
                    : "Check the permissions of the folder above it, or name another one.");
}

void writeAll(int descriptor, std::string_view contents, const std::filesystem::path &file)
{
    while (!contents.empty()) {
        const ssize_t written = ::write(descriptor, contents.data(), contents.size());
        if (written < 0 && errno != EINTR)
            unwritable(file);
        if (written > 0)
            contents.remove_prefix(static_cast<std::size_t>(written));
    }
}

void writeTemporary(int descriptor,
                    std::string_view contents,
                    unsigned mode,
                    const std::filesystem::path &file)
{
    if (::fchmod(descriptor, static_cast<mode_t>(mode)) != 0)
        unwritable(file);
    writeAll(descriptor, contents, file);
    if (::fsync(descriptor) != 0)
        unwritable(file);
}

int openLockFile(const std::filesystem::path &file)
{
    makeFolder(file.parent_path());
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        unwritable(file);
    return descriptor;
}

} // namespace

std::string readFile(const std::filesystem::path &file, std::size_t limit)
{
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    std::string contents;
    ssize_t count = descriptor.number() < 0 ? -1 : 0;
    while (count >= 0) {
        const std::size_t size = contents.size();
        constexpr std::size_t kStep = 65'536;
        contents.resize(size + kStep);
        count = ::read(descriptor.number(), contents.data() + size, kStep);
        contents.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (contents.size() > limit)
            throw Error(ErrorCode::LimitExceeded,
                        "The file " + file.string() + " is larger than "
                            + std::to_string(limit / 1024 / 1024) + " MiB.",
                        "Name the right file, or a smaller one.");
        if (count == 0)
            return contents;
        if (count < 0 && errno == EINTR)
            count = 0;
    }
    throw Error(ErrorCode::FileUnreadable,
                "The file " + file.string() + " can't be read: " + reason() + ".",
                "Check the path and its permissions.");
}

void writeFile(const std::filesystem::path &file, std::string_view contents, unsigned mode)
{
    std::error_code ignored;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(file, ignored);
    const std::filesystem::path target = canonical.empty() ? file : canonical;
    struct stat old = {};
    if (::stat(file.c_str(), &old) == 0) {
        if (!S_ISREG(old.st_mode) && !S_ISDIR(old.st_mode)) {
            const Descriptor device(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
            if (device.number() < 0)
                unwritable(file);
            writeAll(device.number(), contents, file);
            return;
        }
        mode = old.st_mode & 07777U;
    }
    makeFolder(target.parent_path());
    std::string temporary
        = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
    const Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
    if (descriptor.number() < 0)
        unwritable(file);
    try {
        writeTemporary(descriptor.number(), contents, mode, file);
        if (::rename(temporary.c_str(), target.c_str()) != 0)
            unwritable(file);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    // The rename itself is on the disk only when the folder is.
    const Descriptor folder(
        ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0)
        ::fsync(folder.number());
}

FileLock::FileLock(const std::filesystem::path &file)
    : m_descriptor(openLockFile(file))
{
    while (::flock(m_descriptor, LOCK_EX) != 0) {
        if (errno != EINTR) {
            ::close(m_descriptor);
            unwritable(file);
        }
    }
}

FileLock::~FileLock()
{
    ::close(m_descriptor);
}

} // namespace postern::store
