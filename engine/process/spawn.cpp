// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/spawn.h"

#include "engine/base/error.h"
#include "engine/process/program.h"
#include "engine/process/variables.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <utility>

namespace postern::process {
namespace {

constexpr std::size_t kStackSize = 128U << 10U;
#if defined(__has_feature) && __has_feature(thread_sanitizer)
// The sanitizer takes every clone for a fork, and stumbles over a child in the same memory.
constexpr int kCloneFlags = CLONE_VFORK | SIGCHLD;
#else
constexpr int kCloneFlags = CLONE_VM | CLONE_VFORK | SIGCHLD;
#endif

/// Everything the child needs, made before it starts: between clone and exec it shares our
/// memory and may neither allocate nor lock.
struct Plan
{
    std::string program;
    std::string folder;
    std::vector<char *> arguments;
    std::vector<char *> environment;
    std::vector<std::pair<int, int>> descriptors; ///< {ours, the child's}
    sigset_t signals{};
    pid_t parent = 0;
    int *error = nullptr; ///< errno of the step that failed, in memory that both see
};

bool placeDescriptors(Plan &plan)
{
    int spare = 0; // the first number that is no target
    for (const auto &[ours, theirs] : plan.descriptors) {
        spare = std::max(spare, theirs + 1);
    }
    // First out of the way of all target numbers, then to its number without close-on-exec.
    for (auto &[ours, theirs] : plan.descriptors) {
        if (ours >= spare) {
            continue;
        }
        ours = fcntl(ours, F_DUPFD_CLOEXEC, spare);
        if (ours < 0) {
            return false;
        }
    }
    for (const auto &[ours, theirs] : plan.descriptors) {
        if (dup2(ours, theirs) < 0) {
            return false;
        }
    }
    return true;
}

void resetSignals(const sigset_t &signals)
{
    struct sigaction action{};
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number) {
        struct sigaction now{};
        // What the user's shell ignores (nohup) stays ignored, except for what we ignore.
        const bool known = sigaction(number, nullptr, &now) == 0;
        const bool isOurs = number == SIGPIPE || number == SIGXFSZ;
        if (known && (now.sa_handler != SIG_IGN || isOurs)) {
            sigaction(number, &action, nullptr);
        }
    }
    sigprocmask(SIG_SETMASK, &signals, nullptr);
}

int runChild(void *argument)
{
    auto &plan = *static_cast<Plan *>(argument);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != plan.parent) {
        _exit(127); // our parent died before the line above
    }
    const bool ready = placeDescriptors(plan)
                       && (plan.folder.empty() || chdir(plan.folder.c_str()) == 0);
    if (ready) {
        resetSignals(plan.signals);
        execve(plan.program.c_str(), plan.arguments.data(), plan.environment.data());
    }
    *plan.error = errno;
    _exit(127);
}

std::string findProgram(const std::string &program)
{
    if (program.find('/') != std::string::npos)
        return program;
    const std::filesystem::path found = findOnPath(program);
    return found.empty() ? program : found.string();
}

std::vector<std::string> makeEnvironment(const Command &command)
{
    std::map<std::string, std::string, std::less<>> variables;
    if (command.inheritsEnvironment) {
        for (auto &[name, value] : inheritedVariables())
            variables.emplace(std::move(name), std::move(value));
    }
    for (const auto &[name, value] : command.environment) {
        variables.insert_or_assign(name, value);
    }
    std::vector<std::string> lines;
    lines.reserve(variables.size());
    for (const auto &[name, value] : variables) {
        std::string &line = lines.emplace_back(name);
        line += '=';
        line += value;
    }
    return lines;
}

std::vector<char *> pointersTo(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string &text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// A number that a child sees whether or not it shares our memory.
class SharedInt
{
public:
    SharedInt()
        : m_memory(
              mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
    {
        if (m_memory == MAP_FAILED)
            throw Error(ErrorCode::LimitExceeded,
                        tr("There is no memory left to start a program."),
                        tr("Close other programs."));
    }
    ~SharedInt() { munmap(m_memory, sizeof(int)); }
    SharedInt(const SharedInt &) = delete;
    SharedInt &operator=(const SharedInt &) = delete;

    int *get() const { return static_cast<int *>(m_memory); }

private:
    void *m_memory;
};

} // namespace

pid_t spawn(const Command &command, const Streams &streams)
{
    Plan plan;
    plan.program = findProgram(command.program.string());
    plan.folder = command.folder.string();
    std::vector<std::string> arguments = command.arguments;
    arguments.insert(arguments.begin(), command.program.string());
    std::vector<std::string> environment = makeEnvironment(command);
    plan.arguments = pointersTo(arguments);
    plan.environment = pointersTo(environment);
    plan.descriptors = {{streams.input, 0}, {streams.output, 1}, {streams.errors, 2}};
    plan.descriptors.insert(plan.descriptors.end(),
                            command.descriptors.begin(),
                            command.descriptors.end());
    plan.parent = getpid();
    const SharedInt sharedError;
    plan.error = sharedError.get();

    // A handler of ours must not run in the child while it shares our memory.
    sigset_t all{};
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &plan.signals);
    const auto stack = std::make_unique<std::array<std::byte, kStackSize>>();
    const pid_t pid = clone(&runChild, stack->data() + stack->size(), kCloneFlags, &plan);
    const int cloneError = errno;
    pthread_sigmask(SIG_SETMASK, &plan.signals, nullptr);

    const int error = pid < 0 ? cloneError : *plan.error;
    if (error != 0) {
        if (pid > 0) {
            waitpid(pid, nullptr, 0);
        }
        const bool isScarce = error == EINVAL || error == EMFILE || error == EAGAIN
                              || error == ENOMEM;
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("Could not start %1: %2.", command.program.string(), std::strerror(error)),
                    isScarce ? tr("Raise the limits of open files, processes and memory (ulimit).")
                             : tr("Check that the program is installed and may be executed."));
    }
    return pid;
}

} // namespace postern::process
