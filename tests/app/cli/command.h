// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace postern::test {

/// What a run of the command left.
struct CommandResult
{
    int exitCode = -1; ///< 128 + signal when it was killed by one
    std::string output;
    std::string error;
    std::chrono::milliseconds elapsed{0};

    /// Standard output as JSON.
    Value json() const;
};

/// A folder of its own for each test, and the command run in it.
class CommandTest : public testing::Test
{
protected:
    CommandTest();
    ~CommandTest() override;

    const std::filesystem::path &folder() const { return m_folder; }
    void write(const std::string &name, const std::string &text) const;
    std::string read(const std::string &name) const;

    /// Runs `postern` with these arguments, standard input empty. When `interruptAt` is given it
    /// gets SIGINT as soon as standard error holds that text.
    CommandResult run(std::vector<std::string> arguments, const std::string &interruptAt = {}) const;

private:
    std::filesystem::path m_folder;
};

} // namespace postern::test
