// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/diffreport.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "engine/git/repository.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

Value statusJson(const git::RepositoryStatus &status)
{
    List files;
    files.reserve(status.files.size());
    for (const git::FileState &file : status.files) {
        Dict json{{"path", file.path},
                  {"staged", std::string(1, file.staged)},
                  {"unstaged", std::string(1, file.unstaged)},
                  {"untracked", file.isUntracked},
                  {"conflict", file.isConflict},
                  {"submodule", file.isSubmodule}};
        if (!file.movedFrom.empty())
            json.append("moved_from", file.movedFrom);
        if (file.lfsSize)
            json.append("lfs_size", static_cast<std::int64_t>(*file.lfsSize));
        files.emplace_back(std::move(json));
    }
    return Dict{{"branch", status.branch},
                {"commit", status.commit},
                {"upstream", status.upstream},
                {"ahead", status.ahead},
                {"behind", status.behind},
                {"operation", status.operation},
                {"files", std::move(files)}};
}

std::string statusText(const git::RepositoryStatus &status)
{
    std::string text = status.isDetached() ? "no branch, at " + status.commit.substr(0, 12)
                                           : "branch " + diffName(status.branch);
    if (!status.upstream.empty())
        text += ", " + std::to_string(status.ahead) + " ahead of and "
                + std::to_string(status.behind) + " behind " + diffName(status.upstream);
    text += "\n";
    if (!status.operation.empty())
        text += "a " + status.operation + " is half done\n";
    for (const git::FileState &file : status.files) {
        const std::string signs = file.isUntracked  ? "??"
                                  : file.isConflict ? "!!"
                                                    : std::string{file.staged, file.unstaged};
        text += signs + " " + diffName(file.path);
        if (!file.movedFrom.empty())
            text += ", was " + diffName(file.movedFrom);
        if (file.lfsSize)
            text += ", a pointer to " + std::to_string(*file.lfsSize) + " bytes in Git LFS";
        text += "\n";
    }
    if (status.files.empty())
        text += "nothing differs from the commit\n";
    return text;
}

Task<git::RepositoryStatus> statusOf(std::string folder)
{
    // Looking runs nothing that the repository names.
    git::Program program(fs::path(folder), flow::Trust::Restricted);
    const auto repository = co_await git::Repository::open(std::move(program));
    co_return co_await repository->status();
}

ExitCode tellStatus(const std::string &folder, Format format)
{
    CommandLoop loop;
    const git::RepositoryStatus status = loop.run(statusOf(folder));
    if (format == Format::Json)
        printJson(statusJson(status));
    else
        printResult(statusText(status));
    return ExitCode::Done;
}

} // namespace

void addStatus(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("status", "What differs from the last commit");
    auto folder = std::make_shared<std::string>(".");
    command->add_option("DIR", *folder, "A folder of the repository (this one)");
    addNeverRuns(*command);
    addCommonOptions(*command, line);
    command->footer("Two signs before each file, as of git: what is staged, and what isn't. A file "
                    "that Git LFS keeps\nelsewhere is named as the pointer that it is; submodules "
                    "are left alone.");
    command->callback([folder, &line] {
        line.action = [folder, &line] { return tellStatus(*folder, line.format); };
    });
}

} // namespace postern::cli
