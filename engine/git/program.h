// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"
#include "engine/flow/sourcefolder.h"
#include "engine/process/child.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::git {

/// What one call of git is asked.
struct Call
{
    std::vector<std::string> arguments; ///< the subcommand and its own
    std::string input;
    std::size_t limit = process::kDefaultOutputLimit;
    /// Takes no lock and writes nothing, so that it never stands in another one's way.
    bool isReading = true;
    /// May run hooks, filters, credential helpers, ssh, an editor: refused in a restricted folder.
    bool runsPrograms = false;
    /// Gets what git tells of its progress and other messages while it works, without secrets.
    std::function<void(std::string_view text)> onMessage;
};

/// What a call left.
struct Answer
{
    process::ExitStatus status;
    std::string output;
    std::string errors; ///< without secrets

    bool ok() const { return status.ok(); }
};

/// The user's own git, in one folder.
///
/// Whatever it may ask for comes to `askpass`, never to a terminal; nothing is ever waited for there.
/// In a restricted folder the repository's own configuration, which may name programs to be run
/// for a mere status, is overruled: hooks, filters, monitors, drivers and helpers stay off.
class Program
{
public:
    explicit Program(std::filesystem::path folder, flow::Trust trust = flow::Trust::Trusted);

    const std::filesystem::path &folder() const { return m_folder; }
    void setFolder(std::filesystem::path folder) { m_folder = std::move(folder); }
    flow::Trust trust() const { return m_trust; }
    /// Adds variables to those of every call: GIT_ASKPASS and what it needs.
    void setEnvironment(std::vector<std::pair<std::string, std::string>> variables)
    {
        m_environment = std::move(variables);
    }
    /// Is told each command before it runs, as one would type it.
    void setTeller(std::function<void(const std::string &command)> teller)
    {
        m_teller = std::move(teller);
    }

    /// Throws Error EnvironmentFailed when there is no git, Refused for what a restricted folder
    /// doesn't allow, LimitExceeded, and Cancelled once the cancelled git is gone.
    Task<Answer> call(Call call);
    /// What it writes; throws Error as call(), and failure() when git fails.
    Task<std::string> output(Call call);
    Task<std::string> output(std::vector<std::string> arguments);

private:
    Task<std::vector<std::string>> safeSettings();
    process::Command commandFor(const Call &call, const std::vector<std::string> &settings) const;

    std::filesystem::path m_folder;
    flow::Trust m_trust;
    std::vector<std::pair<std::string, std::string>> m_environment;
    std::function<void(const std::string &command)> m_teller;
};

/// What a failed call means, in words of ours where the cause is known, else in git's.
Error failure(const Call &call, const Answer &answer);

/// The text without names and passwords in addresses: "https://***@host/".
std::string withoutCredentials(std::string text);

/// The settings by which the programs that a configuration names stay off, as "-c" takes them;
/// `keys` are its own, with a NUL after each. Throws Error Refused for a name that can't be overruled.
std::vector<std::string> overruling(std::string_view keys);

} // namespace postern::git
