// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/crashreport.h"

#include "engine/store/home.h"

#include <execinfo.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace postern::store {

namespace {

constexpr std::array kSignals{SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL};
constexpr std::size_t kKept = 20;
constexpr std::size_t kStackSize = 64U * 1024;

// Made before: at the crash nothing may be allocated.
std::array<char, 4096> s_folder{};
const char *s_program = "";
alignas(16) std::array<char, kStackSize> s_stack{};
std::atomic_flag s_isWriting = ATOMIC_FLAG_INIT;

/// Text in a fixed space; what doesn't fit is cut.
class Line
{
public:
    void add(std::string_view text)
    {
        const std::size_t count = std::min(text.size(), m_text.size() - 1 - m_size);
        std::memcpy(m_text.data() + m_size, text.data(), count);
        m_size += count;
    }
    void add(std::uint64_t number, int width)
    {
        std::array<char, 20> digits{};
        std::size_t at = digits.size();
        while (at > 0 && (number > 0 || width > 0)) {
            digits[--at] = static_cast<char>('0' + number % 10);
            number /= 10;
            --width;
        }
        add(std::string_view(digits.data() + at, digits.size() - at));
    }
    const char *text() const { return m_text.data(); }
    std::string_view view() const { return {m_text.data(), m_size}; }

private:
    std::array<char, 4608> m_text{};
    std::size_t m_size = 0;
};

/// gmtime() isn't safe in a signal handler: the calendar by hand (Howard Hinnant's days_from_civil,
/// the other way round).
void addTime(Line &line, std::uint64_t seconds)
{
    const std::uint64_t shifted = seconds / 86400 + 719468; // days since 0000-03-01
    const std::uint64_t era = shifted / 146097;
    const std::uint64_t dayOfEra = shifted % 146097;
    const std::uint64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524
                                     - dayOfEra / 146096)
                                    / 365;
    const std::uint64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::uint64_t marchMonth = (5 * dayOfYear + 2) / 153;
    const std::uint64_t month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    line.add(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    line.add(month, 2);
    line.add(dayOfYear - (153 * marchMonth + 2) / 5 + 1, 2);
    line.add("T");
    line.add(seconds / 3600 % 24, 2);
    line.add(seconds / 60 % 60, 2);
    line.add(seconds % 60, 2);
    line.add("Z");
}

void put(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::string_view nameOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGABRT:
        return "SIGABRT";
    case SIGFPE:
        return "SIGFPE";
    case SIGBUS:
        return "SIGBUS";
    default:
        return "SIGILL";
    }
}

/// The folder and those above it; mkdir() may be called in a signal handler.
void makeFolder()
{
    std::array<char, s_folder.size()> path = s_folder;
    for (std::size_t i = 1; i < path.size() && path[i] != '\0'; ++i) {
        if (path[i] == '/') {
            path[i] = '\0';
            ::mkdir(path.data(), 0755);
            path[i] = '/';
        }
    }
    ::mkdir(path.data(), 0700);
}

void writeReport(int signal)
{
    makeFolder();
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    Line path;
    path.add(s_folder.data());
    path.add("/");
    addTime(path, static_cast<std::uint64_t>(now.tv_sec));
    path.add("-");
    path.add(static_cast<std::uint64_t>(::getpid()), 1);
    path.add(".txt");
    const int file = ::open(path.text(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    Line head;
    head.add(s_program);
    head.add(" " POSTERN_VERSION "\nsignal: ");
    head.add(nameOf(signal));
    head.add("\n\n");
    put(file, head.view());
    std::array<void *, 100> frames{};
    ::backtrace_symbols_fd(frames.data(),
                           ::backtrace(frames.data(), static_cast<int>(frames.size())),
                           file);
    ::close(file);
    Line note;
    note.add("\nThe program crashed. A report without any of your data is in\n");
    note.add(path.view());
    note.add("\n");
    put(STDERR_FILENO, note.view());
}

void onCrash(int signal)
{
    // SA_RESETHAND: the default action is back, and ends the process once more is raised.
    if (!s_isWriting.test_and_set())
        writeReport(signal);
    ::raise(signal);
}

/// Leaves room for the one that may be written.
void removeOldest(const fs::path &folder)
{
    std::error_code failed;
    std::vector<fs::path> reports;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".txt")
            reports.push_back(entry->path());
    }
    std::ranges::sort(reports);
    for (std::size_t i = 0; i + kKept <= reports.size(); ++i)
        fs::remove(reports[i], failed);
}

} // namespace

void installCrashReport(const char *program)
{
    const fs::path folder = homeFolder() / "crashes";
    if (folder.string().size() >= s_folder.size())
        return;
    removeOldest(folder);
    folder.string().copy(s_folder.data(), s_folder.size() - 1);
    s_program = program;
    std::array<void *, 1> frame{};
    ::backtrace(frame.data(), 1); // loads libgcc now: at the crash it would allocate
    // A stack of its own, for the overflow of the other one.
    stack_t stack{};
    stack.ss_sp = s_stack.data();
    stack.ss_size = s_stack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action{};
    action.sa_handler = onCrash;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
    for (const int signal : kSignals)
        ::sigaction(signal, &action, nullptr);
}

} // namespace postern::store
