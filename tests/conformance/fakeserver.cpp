// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/fakeserver.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace postern::conformance {

FakeServer::FakeServer(const std::filesystem::path &script)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe for the fake model server");
    m_child = ::fork();
    if (m_child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        ::dup2(pipe[1], STDERR_FILENO);
        ::execlp("python3", "python3", script.c_str(), "--port", "0", nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    // Its first line ends in the address: "fake_aoai on http://127.0.0.1:41234".
    std::string line;
    char c = 0;
    while (::read(pipe[0], &c, 1) == 1 && c != '\n')
        line += c;
    ::close(pipe[0]);
    const std::size_t at = line.rfind("http://");
    if (at == std::string::npos)
        throw std::runtime_error("the fake model server " + script.string()
                                 + " didn't start: " + line);
    m_address = line.substr(at + 7);
}

FakeServer::~FakeServer()
{
    ::kill(m_child, SIGTERM);
    ::waitpid(m_child, nullptr, 0);
}

} // namespace postern::conformance
