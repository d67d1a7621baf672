// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <boost/asio/any_io_executor.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postern::process {

/// Answers what git and ssh ask for: a user's name, a password, a passphrase, whether a host's key is
/// right.
///
/// They start a script that asks over pipes in a folder that only the user can read; nothing of an
/// answer is on the disk or in an argument. Questions come one after the other, on the loop.
class AskPass
{
public:
    /// Nothing means that the user gave none: the program that asked fails then.
    using Asker = std::function<Task<std::optional<std::string>>(std::string question)>;

    /// `folder` is a private one that outlives this. Throws Error FileUnwritable.
    AskPass(const boost::asio::any_io_executor &executor,
            const std::filesystem::path &folder,
            Asker asker);
    ~AskPass();
    AskPass(const AskPass &) = delete;
    AskPass &operator=(const AskPass &) = delete;

    /// For the program that may ask.
    std::vector<std::pair<std::string, std::string>> environment() const;

private:
    struct State;
    static Task<void> serve(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state;
};

} // namespace postern::process
