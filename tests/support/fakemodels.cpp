// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fakemodels.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <stdexcept>

extern char **environ; // NOLINT(readability-redundant-declaration)

namespace postern::test {

namespace {

const std::filesystem::path kScript = std::filesystem::path(POSTERN_SOURCE_DIR)
                                      / "tests/conformance/echo_server.py";

/// Reads to the end of a line; what came, when the other end closed before.
std::string readLine(int file)
{
    std::string line;
    char c = 0;
    while (read(file, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

} // namespace

FakeModels::FakeModels()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    std::string script = kScript.string();
    std::array<std::string, 4> words{"python3", script, "--port", "0"};
    std::array<char *, 5> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i)
        arguments[i] = words[i].data();
    const int failed = posix_spawnp(&m_pid, "python3", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    m_output = ends[0];
    // Its first line: "echo on http://127.0.0.1:41234".
    const std::string line = failed == 0 ? readLine(m_output) : std::string();
    const std::size_t url = line.find("http://");
    if (url == std::string::npos)
        throw std::runtime_error("the fake model server did not start: " + line);
    m_url = line.substr(url);
}

FakeModels::~FakeModels()
{
    kill(m_pid, SIGTERM);
    waitpid(m_pid, nullptr, 0);
    close(m_output);
}

} // namespace postern::test
