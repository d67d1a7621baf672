// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include "engine/base/json.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>

namespace fs = std::filesystem;

namespace postern::test {

namespace {

constexpr std::chrono::seconds kLongest{60};

/// Reads both pipes to their ends; sends SIGINT once the text has come.
void drain(pid_t child, int output, int error, CommandResult &result, const std::string &interruptAt)
{
    const auto end = std::chrono::steady_clock::now() + kLongest;
    std::array<pollfd, 2> pipes{pollfd{output, POLLIN, 0}, pollfd{error, POLLIN, 0}};
    bool interrupted = interruptAt.empty();
    while (pipes[0].fd >= 0 || pipes[1].fd >= 0) {
        if (std::chrono::steady_clock::now() > end)
            ::kill(-child, SIGKILL);
        ::poll(pipes.data(), pipes.size(), 1000);
        for (pollfd &pipe : pipes) {
            if (pipe.fd < 0 || pipe.revents == 0)
                continue;
            std::array<char, 65536> buffer{};
            const ssize_t count = ::read(pipe.fd, buffer.data(), buffer.size());
            if (count <= 0) {
                pipe.fd = -1;
                continue;
            }
            (pipe.fd == output ? result.output : result.error)
                .append(buffer.data(), static_cast<std::size_t>(count));
        }
        if (!interrupted && result.error.find(interruptAt) != std::string::npos) {
            interrupted = true;
            ::kill(child, SIGINT);
        }
    }
}

} // namespace

Value CommandResult::json() const
{
    return json::parse(output);
}

CommandTest::CommandTest()
{
    std::string pattern = (fs::temp_directory_path() / "tst_cli-XXXXXX").string();
    m_folder = ::mkdtemp(pattern.data());
}

CommandTest::~CommandTest()
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void CommandTest::write(const std::string &name, const std::string &text) const
{
    const fs::path file = m_folder / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string CommandTest::read(const std::string &name) const
{
    std::ifstream stream(m_folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

CommandResult CommandTest::run(std::vector<std::string> arguments,
                               const std::string &interruptAt) const
{
    std::array<int, 2> output{};
    std::array<int, 2> error{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(error.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    arguments.insert(arguments.begin(), POSTERN_COMMAND);
    std::vector<char *> argv;
    for (std::string &argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setpgid(0, 0);
        ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
        ::dup2(output[1], STDOUT_FILENO);
        ::dup2(error[1], STDERR_FILENO);
        ::setenv("POSTERN_HOME", (m_folder / ".home").c_str(), 1);
        ::setenv("NO_PROXY", "127.0.0.1", 1);
        if (::chdir(m_folder.c_str()) == 0)
            ::execv(POSTERN_COMMAND, argv.data());
        ::_exit(127);
    }
    ::close(output[1]);
    ::close(error[1]);
    CommandResult result;
    drain(child, output[0], error[0], result, interruptAt);
    ::close(output[0]);
    ::close(error[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    result.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

} // namespace postern::test
