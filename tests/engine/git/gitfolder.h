// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/eventloop.h"
#include "engine/base/task.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace postern::git {

/// A folder for each test, in which the machine's git makes what is to be worked on, without the
/// user's own configuration.
class GitFolder : public testing::Test
{
protected:
    // Short, as a socket's path may be no longer than 107 bytes.
    GitFolder()
        : m_folder(std::filesystem::path(testing::TempDir())
                   / ("git-" + std::to_string(getpid()) + "-" + std::to_string(++s_count)))
    {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder / "home");
        setenv("HOME", (m_folder / "home").c_str(), 1);
        setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
        setenv("XDG_CONFIG_HOME", (m_folder / "home").c_str(), 1);
        std::ofstream(m_folder / "home/.gitconfig")
            << "[user]\n\tname = A\n\temail = a@example.com\n[init]\n\tdefaultBranch = "
               "main\n[protocol \"file\"]\n\tallow = always\n";
    }
    ~GitFolder() override { std::filesystem::remove_all(m_folder); }

    const std::filesystem::path &folder() const { return m_folder; }

    void write(const std::string &name, const std::string &text) const
    {
        std::filesystem::create_directories((m_folder / name).parent_path());
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }
    std::string read(const std::string &name) const
    {
        std::ifstream in(m_folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// Runs words of a shell in a folder; returns what they print.
    std::string sh(const std::string &words, const std::string &in = "repo") const
    {
        std::filesystem::create_directories(m_folder / in);
        const std::string file = (m_folder / ".output").string();
        const int code = std::system(
            ("cd '" + (m_folder / in).string() + "' && { " + words + "; } >'" + file + "' 2>&1")
                .c_str());
        const std::string output = read(".output");
        EXPECT_EQ(code, 0) << words << "\n" << output;
        return output;
    }

    /// Runs a task to its end on a loop of its own.
    template<typename T>
    T wait(Task<T> task)
    {
        std::exception_ptr failure;
        std::optional<T> result;
        boost::asio::co_spawn(m_loop,
                              std::move(task),
                              [&](const std::exception_ptr &error, T value) {
                                  failure = error;
                                  result = std::move(value);
                                  m_loop.stop();
                              });
        run(failure);
        return std::move(*result);
    }
    void wait(Task<void> task)
    {
        std::exception_ptr failure;
        boost::asio::co_spawn(m_loop, std::move(task), [&](const std::exception_ptr &error) {
            failure = error;
            m_loop.stop();
        });
        run(failure);
    }
    EventLoop &loop() { return m_loop; }

private:
    void run(const std::exception_ptr &failure)
    {
        m_loop.restart();
        m_loop.run();
        if (failure)
            std::rethrow_exception(failure);
    }

    static inline int s_count = 0;

    std::filesystem::path m_folder;
    EventLoop m_loop;
};

} // namespace postern::git
