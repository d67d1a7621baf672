// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/descendants.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <random>

namespace postern::process {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostGroups = 256;
/// A process may have started another between our looking and its end.
constexpr int kMostRounds = 3;

std::array<std::atomic<pid_t>, kMostGroups> groups{};

/// The variables a process was started with; empty when they can't be read.
std::string environmentOf(const fs::path &process)
{
    const int file = ::open((process / "environ").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return {};
    }
    std::string text;
    std::array<char, 16384> buffer{};
    ssize_t count = 0;
    while ((count = ::read(file, buffer.data(), buffer.size())) > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(file);
    return text;
}

bool isMarked(const fs::path &process, const std::string &entry)
{
    const std::string text = environmentOf(process);
    for (std::size_t at = text.find(entry); at != std::string::npos; at = text.find(entry, at + 1)) {
        const std::size_t end = at + entry.size();
        if ((at == 0 || text[at - 1] == '\0') && (end == text.size() || text[end] == '\0')) {
            return true;
        }
    }
    return false;
}

/// Whether it was one and got the signal. By a descriptor: the number alone may be another's by now.
bool killIfMarked(const fs::path &process, pid_t number, const std::string &entry)
{
    if (number == ::getpid() || !isMarked(process, entry)) {
        return false;
    }
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, number, 0));
    if (descriptor < 0) {
        return false;
    }
    const bool isKilled = isMarked(process, entry)
                          && ::syscall(SYS_pidfd_send_signal, descriptor, SIGKILL, nullptr, 0) == 0;
    ::close(descriptor);
    return isKilled;
}

} // namespace

std::string newMark()
{
    static std::mt19937_64 random{std::random_device{}()};
    return std::to_string(::getpid()) + "-" + std::to_string(random());
}

void killMarked(const std::string &mark)
{
    const std::string entry = std::string(kMarkVariable) + "=" + mark;
    bool isAny = true;
    for (int round = 0; isAny && round < kMostRounds; ++round) {
        isAny = false;
        std::error_code error;
        for (fs::directory_iterator at("/proc", error), end; !error && at != end;
             at.increment(error)) {
            const std::string name = at->path().filename().string();
            const bool isNumber = name.find_first_not_of("0123456789") == std::string::npos;
            if (isNumber && killIfMarked(at->path(), std::stoi(name), entry)) {
                isAny = true;
            }
        }
    }
}

void rememberGroup(pid_t leader)
{
    for (std::atomic<pid_t> &group : groups) {
        pid_t none = 0;
        if (group.compare_exchange_strong(none, leader)) {
            return;
        }
    }
}

void forgetGroup(pid_t leader)
{
    for (std::atomic<pid_t> &group : groups) {
        pid_t known = leader;
        if (group.compare_exchange_strong(known, 0)) {
            return;
        }
    }
}

void killGroups()
{
    for (const std::atomic<pid_t> &group : groups) {
        if (const pid_t leader = group.load(); leader > 0) {
            ::kill(-leader, SIGKILL);
        }
    }
}

} // namespace postern::process
