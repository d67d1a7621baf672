// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/atomicfile.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/process/brokenpipes.h"
#include "engine/process/descriptor.h"
#include "engine/store/home.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace postern::store {

namespace {

using process::Descriptor;

std::string reason()
{
    return std::generic_category().message(errno);
}

[[noreturn]] void unwritable(const std::filesystem::path &file)
{
    if (errno == ENXIO)
        throw Error(ErrorCode::FileUnwritable,
                    tr("Nobody reads the pipe or socket %1, so it can't be written.", file.string()),
                    tr("Start its reader first, or name a file."));
    const bool full = errno == ENOSPC || errno == EDQUOT;
    throw Error(ErrorCode::FileUnwritable,
                tr("The file %1 can't be written: %2.", file.string(), reason()),
                full ? tr("Free some space; the old contents are untouched.")
                     : tr("Check the folder's permissions; the old contents are untouched."));
}

void makeFolder(const std::filesystem::path &folder)
{
    const std::string home = homeFolder().string();
    if (!folder.empty() && (folder.string() + "/").starts_with(home + "/"))
        securePrivateFolder(home);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error || folder.empty())
        return;
    throw Error(ErrorCode::FileUnwritable,
                tr("The folder %1 can't be made: %2.", folder.string(), error.message()),
                folder.string().starts_with(home)
                    ? tr("Set POSTERN_HOME to a folder that you may write to.")
                    : tr("Check the permissions of the folder above it, or name another one."));
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
    // One that others may open they may lock, and keep everybody waiting. Another's stays as it is.
    static_cast<void>(::fchmod(descriptor, 0600));
    return descriptor;
}

} // namespace

namespace {

[[noreturn]] void cannotRead(const std::filesystem::path &file, const Message &why)
{
    throw Error(ErrorCode::FileUnreadable,
                tr("The file %1 can't be read: %2.", file.string(), why),
                tr("Check the path and its permissions."));
}

/// What a file is that is no regular one; empty for one that is.
Message oddKind(const struct stat &status)
{
    if (S_ISREG(status.st_mode))
        return {};
    if (S_ISDIR(status.st_mode))
        return tr("it is a folder");
    return S_ISFIFO(status.st_mode) ? tr("it is a pipe") : tr("it is a device or a socket");
}

std::string readAll(int descriptor, const std::filesystem::path &file, std::size_t limit)
{
    std::string contents;
    ssize_t count = descriptor < 0 ? -1 : 0;
    while (count >= 0) {
        const std::size_t size = contents.size();
        constexpr std::size_t kStep = 65'536;
        contents.resize(size + kStep);
        count = ::read(descriptor, contents.data() + size, kStep);
        contents.resize(size + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (contents.size() > limit)
            throw Error(ErrorCode::LimitExceeded,
                        tr("The file %1 is larger than %2 MiB.", file.string(), limit / 1024 / 1024),
                        tr("Name the right file, or a smaller one."));
        if (count == 0)
            return contents;
        if (count < 0 && errno == EINTR)
            count = 0;
    }
    cannotRead(file, reason());
}

} // namespace

Message reasonOf(const Error &error)
{
    const std::vector<Message> &arguments = error.translatableMessage().arguments();
    return arguments.empty() ? error.translatableMessage() : arguments.back();
}

std::string readFile(const std::filesystem::path &file, std::size_t limit)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0)
        cannotRead(file, reason());
    if (const Message kind = oddKind(status); !kind.isEmpty())
        cannotRead(file, kind);
    // Some files of the kernel's keep a reader waiting though they pass for regular ones; and what
    // was looked at may have been exchanged since.
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (descriptor.get() >= 0 && ::fstat(descriptor.get(), &status) == 0) {
        if (const Message kind = oddKind(status); !kind.isEmpty())
            cannotRead(file, kind);
    }
    return readAll(descriptor.get(), file, limit);
}

namespace {

bool isDevice(const struct stat &status)
{
    return !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/// A pipe that nobody reads is told, not waited for.
Descriptor openDevice(const std::filesystem::path &file)
{
    Descriptor device(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (device.get() < 0)
        unwritable(file);
    return device;
}

/// Devices and pipes take what is written as it is.
void writeToDevice(const std::filesystem::path &file, std::string_view contents)
{
    const Descriptor device = openDevice(file);
    ::fcntl(device.get(), F_SETFL, O_WRONLY);
    writeAll(device.get(), contents, file);
}

/// Whether the path is a link, and one that anybody may have made.
bool isForeignLink(const std::filesystem::path &file)
{
    std::error_code ignored;
    const std::string path = std::filesystem::absolute(file, ignored).lexically_normal().string();
    return std::filesystem::is_symlink(file, ignored) && !path.starts_with("/dev/")
           && !path.starts_with("/proc/");
}

/// Writes the contents beside the target and lets them take its place.
void replace(const std::filesystem::path &target,
             std::string_view contents,
             unsigned mode,
             const std::filesystem::path &file)
{
    makeFolder(target.parent_path());
    std::string temporary
        = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
    const Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
    if (descriptor.get() < 0)
        unwritable(file);
    try {
        writeTemporary(descriptor.get(), contents, mode, file);
        if (::rename(temporary.c_str(), target.c_str()) != 0)
            unwritable(file);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    // The rename itself is on the disk only when the folder is.
    const Descriptor folder(
        ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0)
        ::fsync(folder.get());
}

/// Takes away what others may do, and tells.
void secure(const std::filesystem::path &path, mode_t mode)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return;
    const bool isShared = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
    const bool isOurs = status.st_uid == ::geteuid() && !isShared;
    const mode_t now = status.st_mode & 07777U;
    if (!isOurs) {
        log::warning("store",
                     path.string() + " holds keys or settings and belongs to "
                         + (isShared ? "everybody." : "another user."));
    } else if (now != mode && ::chmod(path.c_str(), mode) != 0) {
        log::warning("store", path.string() + " can't be made private: " + reason() + ".");
    } else if ((now & 077U) != 0) {
        log::warning("store",
                     path.string() + " was open to other users of this machine; it no longer is.");
    }
}

} // namespace

void writeFile(const std::filesystem::path &file, std::string_view contents, unsigned mode)
{
    WriteOptions options;
    options.mode = mode;
    writeFile(file, contents, options);
}

void writeFile(const std::filesystem::path &file,
               std::string_view contents,
               const WriteOptions &options)
{
    const bool replacesLink = options.replacesLink && isForeignLink(file);
    std::filesystem::path target = file;
    unsigned mode = options.mode;
    struct stat old = {};
    if (!replacesLink) {
        std::error_code ignored;
        const std::filesystem::path canonical = std::filesystem::weakly_canonical(file, ignored);
        target = canonical.empty() ? file : canonical;
        const bool exists = ::stat(file.c_str(), &old) == 0;
        if (exists && isDevice(old)) {
            writeToDevice(file, contents);
            return;
        }
        if (exists && !options.forcesMode)
            mode = old.st_mode & 07777U;
    }
    replace(target, contents, mode, file);
}

void securePrivateFolder(const std::filesystem::path &folder)
{
    std::error_code ignored;
    std::filesystem::create_directories(folder.parent_path(), ignored);
    if (::mkdir(folder.c_str(), 0700) != 0)
        secure(folder, 0700);
}

void securePrivateFile(const std::filesystem::path &file)
{
    secure(file, 0600);
}

void sweepTemporaries(const std::filesystem::path &file)
{
    const std::string prefix = "." + file.filename().string() + ".";
    constexpr std::size_t kRandom = 6; // as mkostemp makes them
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(file.parent_path(), error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && name.size() == prefix.size() + kRandom)
            ::unlink(entry.path().c_str());
    }
}

GrowingFile::GrowingFile(const std::filesystem::path &file)
{
    process::ignoreBrokenPipes();
    struct stat status = {};
    if (!isForeignLink(file) && ::stat(file.c_str(), &status) == 0 && isDevice(status)) {
        m_descriptor = openDevice(file);
        return;
    }
    WriteOptions options;
    options.replacesLink = true;
    writeFile(file, "", options);
    m_descriptor = Descriptor(::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW));
    if (m_descriptor.get() < 0)
        unwritable(file);
}

void GrowingFile::append(std::string_view text)
{
    constexpr int kPatience = 5'000; // milliseconds that a pipe's reader may take its time
    while (m_isWhole && !text.empty()) {
        const ssize_t written = ::write(m_descriptor.get(), text.data(), text.size());
        if (written > 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        if (written >= 0 || errno == EINTR)
            continue;
        pollfd readable{m_descriptor.get(), POLLOUT, 0};
        m_isWhole = errno == EAGAIN && ::poll(&readable, 1, kPatience) > 0;
    }
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
