// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "app/cli/reporttext.h"
#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/git/parcel.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct ParcelOptions
{
    std::string file;
    std::string folder = ".";
    git::ParcelWishes wishes;
    bool patches = false;
    bool checkOnly = false;
    bool force = false;
    bool restricted = false;
};

struct PushOptions
{
    std::string folder = ".";
    std::string remote = "origin";
    std::string bundle;
};

std::unique_ptr<git::Repository> openRepository(CommandLoop &loop,
                                                const std::string &folder,
                                                bool restricted)
{
    const flow::Trust trust = restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    return loop.run(git::Repository::open(git::Program(fs::path(folder), trust)));
}

const char *kindOf(const git::Parcel &parcel)
{
    return parcel.kind == git::Parcel::Kind::Bundle ? "bundle" : "patches";
}

Dict parcelJson(const git::Parcel &parcel)
{
    List commits;
    commits.reserve(parcel.commits.size());
    for (const git::Commit &commit : parcel.commits)
        commits.emplace_back(Dict{{"id", commit.id},
                                  {"author", commit.author},
                                  {"date", commit.date},
                                  {"subject", commit.subject}});
    return Dict{{"kind", kindOf(parcel)},
                {"branch", parcel.branch},
                {"tip", parcel.tip},
                {"base", parcel.base},
                {"sha256", parcel.sha256},
                {"commits", std::move(commits)}};
}

std::string parcelText(const git::Parcel &parcel)
{
    std::string text = toPlainText(parcel.branch, Breaks::Escape) + ": "
                       + counted(parcel.commits.size(), "commit") + ", as " + kindOf(parcel)
                       + (parcel.base.empty() ? std::string(", all of it")
                                              : ", on " + parcel.base.substr(0, 12))
                       + "\n";
    constexpr std::size_t kMostTold = 20;
    for (std::size_t i = 0; i < std::min(parcel.commits.size(), kMostTold); ++i)
        text += "  " + toPlainText(parcel.commits[i].id.substr(0, 8), Breaks::Escape) + " "
                + toPlainText(parcel.commits[i].subject, Breaks::Escape) + "\n";
    if (parcel.commits.size() > kMostTold)
        text += "  and " + std::to_string(parcel.commits.size() - kMostTold) + " more\n";
    return text + "SHA-256 " + parcel.sha256;
}

void tellParcel(const git::Parcel &parcel, const std::string &file, Format format)
{
    if (format == Format::Json) {
        Dict json = parcelJson(parcel);
        json.append("file", file);
        printJson(std::move(json));
        return;
    }
    printResult(file + "\n" + parcelText(parcel));
    printNote("note: tell its receiver the SHA-256 by another way; `postern git apply --check` "
              "prints what arrived");
}

ExitCode writeBundle(const ParcelOptions &options, Format format)
{
    if (!options.force && fs::exists(options.file))
        throw Error(ErrorCode::FileUnwritable,
                    tr("The file %1 is already there.", options.file),
                    tr("Name another file, or overwrite it with -y."));
    CommandLoop loop;
    const auto repository = openRepository(loop, options.folder, options.restricted);
    git::ParcelWishes wishes = options.wishes;
    if (options.patches)
        wishes.kind = git::Parcel::Kind::Patches;
    const fs::path file = fs::absolute(options.file);
    tellParcel(loop.run(git::writeParcel(*repository, file, std::move(wishes))),
               options.file,
               format);
    return ExitCode::Done;
}

const char *outcomeWord(git::ParcelResult::Outcome outcome)
{
    switch (outcome) {
    case git::ParcelResult::Outcome::Created:
        return "created";
    case git::ParcelResult::Outcome::Forwarded:
        return "forwarded";
    case git::ParcelResult::Outcome::Unchanged:
        return "unchanged";
    case git::ParcelResult::Outcome::Beside:
        break;
    }
    return "beside";
}

void tellResult(const git::ParcelResult &result, Format format)
{
    if (format == Format::Json) {
        Dict json = parcelJson(result.parcel);
        json.append("outcome", outcomeWord(result.outcome));
        json.append("at", result.at);
        printJson(std::move(json));
        return;
    }
    printResult(parcelText(result.parcel) + "\n" + result.at + ": " + outcomeWord(result.outcome));
    if (result.outcome == git::ParcelResult::Outcome::Beside)
        printNote("note: '" + result.parcel.branch + "' went on here, too: git merge " + result.at);
}

ExitCode applyParcel(const ParcelOptions &options, Format format)
{
    CommandLoop loop;
    const fs::path file = fs::absolute(options.file);
    if (options.checkOnly) {
        const git::Parcel parcel = loop.run(git::readParcel(file));
        if (format == Format::Json)
            printJson(parcelJson(parcel));
        else
            printResult(parcelText(parcel));
        return ExitCode::Done;
    }
    const auto repository = openRepository(loop, options.folder, options.restricted);
    tellResult(loop.run(git::takeParcel(*repository, file)), format);
    return ExitCode::Done;
}

Task<bool> pushAlone(git::Repository &repository, std::string remote, std::string branch)
{
    co_await repository.push(std::move(remote), std::move(branch), true);
    co_return true;
}

ExitCode pushBranch(const PushOptions &options, Format format)
{
    CommandLoop loop;
    const auto repository = openRepository(loop, options.folder, false);
    const git::RepositoryStatus status = loop.run(repository->status());
    if (status.branch.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("No branch is checked out."),
                    tr("Make one with git switch -c NAME."));
    repository->setProgress([](std::string_view text) { printNotePiece(text); });
    git::PushResult result;
    if (options.bundle.empty())
        loop.run(pushAlone(*repository, options.remote, status.branch));
    else
        result = loop.run(git::pushOrParcel(*repository,
                                            options.remote,
                                            status.branch,
                                            fs::absolute(options.bundle)));
    if (result.parcel) {
        printNote("not pushed: " + result.reason.english());
        tellParcel(*result.parcel, options.bundle, format);
    } else if (format == Format::Json) {
        printJson(Dict{{"pushed", status.branch}, {"remote", options.remote}});
    } else {
        printNote("pushed " + status.branch + " to " + options.remote);
    }
    return ExitCode::Done;
}

void addBundle(CLI::App &group, CommandLine &line)
{
    CLI::App *bundle = group.add_subcommand("bundle",
                                            "Writes a branch's commits as one file, for where no "
                                            "server is reached");
    auto options = std::make_shared<ParcelOptions>();
    bundle->add_option("FILE", options->file, "The file to write: a zip with a manifest")->required();
    bundle->add_option("DIR", options->folder, "A folder of the repository (this one)");
    bundle
        ->add_option("--branch", options->wishes.branch, "The branch (the one that is checked out)")
        ->option_text("NAME");
    CLI::Option *const base
        = bundle
              ->add_option("--base",
                           options->wishes.base,
                           "A commit its receiver has (what the branch's upstream has)")
              ->option_text("REV");
    bundle
        ->add_flag("--all", options->wishes.isWhole, "All of the branch, for who has nothing of it")
        ->excludes(base);
    bundle->add_flag("--patches", options->patches, "A patch series in place of a bundle");
    bundle->add_flag("-y,--yes,--assume-yes", options->force, "Overwrite a file that is there");
    bundle->add_flag("--restricted", options->restricted, "Run nothing that the repository names");
    addCommonOptions(*bundle, line);
    bundle->footer("Example:\n  postern git bundle chat.parcel.zip --base origin/main");
    bundle->callback([options, &line] {
        line.action = [options, &line] { return writeBundle(*options, line.format); };
    });
}

void addApply(CLI::App &group, CommandLine &line)
{
    CLI::App *apply = group.add_subcommand("apply", "Takes the commits that `git bundle` wrote");
    auto options = std::make_shared<ParcelOptions>();
    apply->add_option("FILE", options->file, "The file")->required();
    apply->add_option("DIR", options->folder, "A folder of the repository (this one)");
    apply->add_flag("--check", options->checkOnly, "Say what it is, and take nothing");
    addCommonOptions(*apply, line);
    apply->footer("What was changed or cut short on its way is refused. A bundle's branch is made, "
                  "or goes on "
                  "where\nit had nothing else; else its commits are at parcel/BRANCH, to be "
                  "merged. Patches go "
                  "on top of\nthe branch that is checked out, all or none.\n\n"
                  "Example:\n  postern git apply chat.parcel.zip --check");
    apply->callback([options, &line] {
        line.action = [options, &line] { return applyParcel(*options, line.format); };
    });
}

void addPush(CLI::App &group, CommandLine &line)
{
    CLI::App *push = group.add_subcommand("push",
                                          "Pushes the branch, or writes it as a file where the "
                                          "server isn't reached");
    auto options = std::make_shared<PushOptions>();
    push->add_option("DIR", options->folder, "A folder of the repository (this one)");
    push->add_option("--remote", options->remote, "Where to (origin)")->option_text("NAME");
    push->add_option("--bundle", options->bundle, "The file, where the server isn't reached")
        ->option_text("FILE");
    addCommonOptions(*push, line);
    push->footer("Example:\n  postern git push --bundle chat.parcel.zip");
    push->callback([options, &line] {
        line.action = [options, &line] { return pushBranch(*options, line.format); };
    });
}

} // namespace

void addParcelCommands(CLI::App &group, CommandLine &line)
{
    addBundle(group, line);
    addApply(group, line);
    addPush(group, line);
}

} // namespace postern::cli
