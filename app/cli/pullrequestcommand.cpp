// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/diffpage.h"
#include "app/cli/diffpicture.h"
#include "app/cli/gitcommands.h"
#include "app/cli/loop.h"
#include "app/request/keyvalues.h"
#include "app/request/runrequest.h"
#include "engine/connection/connectionstore.h"
#include "engine/githost/description.h"
#include "engine/githost/pullrequestplan.h"
#include "engine/http/curltransport.h"
#include "engine/process/child.h"
#include "engine/store/home.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

struct PullRequestOptions
{
    std::string folder = ".";
    githost::PullRequestWishes wishes;
    std::string description;
    std::string descriptionFile;
    std::string evaluationFile;
    std::string connection;
    bool push = false;
    bool openPage = false;
    bool dryRun = false;
    bool restricted = false;
};

/// The token of a connection of the vault: the secret that is called so, or its only one.
githost::HostLogin loginOfConnection(const std::string &name)
{
    const connection::Connection found
        = connection::ConnectionStore(store::homeFolder()).get(name).connection;
    static constexpr std::array<const char *, 4> kNames{"token", "pat", "password", "api_key"};
    githost::HostLogin login;
    login.source = "connection " + name;
    for (const char *const key : kNames) {
        const auto secret = found.secrets.find(key);
        if (secret != found.secrets.end()) {
            login.secret = secret->second;
            return login;
        }
    }
    if (found.secrets.size() != 1)
        throw Error(ErrorCode::ConnectionMissing,
                    tr("The connection '%1' has no secret 'token'.", name),
                    tr("Set it: postern connection update --name %1 --set secrets.token=...", name));
    login.secret = found.secrets.begin()->second;
    return login;
}

githost::PullRequestWishes wishesOf(const PullRequestOptions &options)
{
    githost::PullRequestWishes wishes = options.wishes;
    if (!options.descriptionFile.empty())
        wishes.description = request::readNamedFile(options.descriptionFile);
    else if (!options.description.empty())
        wishes.description = options.description;
    if (!options.evaluationFile.empty())
        wishes.evaluation = githost::evaluationTable(request::readNamedFile(options.evaluationFile));
    return wishes;
}

Value planJson(const githost::PullRequestPlan &plan)
{
    return Dict{{"host", plan.place.host()},
                {"repository", plan.place.name()},
                {"title", plan.draft.title},
                {"source", plan.draft.source},
                {"target", plan.draft.target},
                {"draft", plan.draft.isDraft},
                {"pushed", plan.isPushed},
                {"description", plan.draft.description},
                {"page", plan.manualPage}};
}

void printPlan(const githost::PullRequestPlan &plan, Format format)
{
    if (format == Format::Json) {
        printJson(planJson(plan));
        return;
    }
    printResult(plan.draft.title + "\n" + plan.place.name() + ": " + plan.draft.source + " into "
                + plan.draft.target + "\n\n" + plan.draft.description);
    printNote("by hand: " + plan.manualPage);
}

/// The picture for a host that takes files; none where there is no Graphviz.
void addPicture(CommandLoop &loop, githost::PullRequestPlan &plan)
{
    if (plan.place.kind != githost::HostKind::AzureDevOps)
        return;
    for (const git::SnapshotDiff &diff : plan.flows) {
        if (diff.flow.isEmpty())
            continue;
        try {
            plan.draft.picture = loop.run(drawPng(diffDot(diff)));
        } catch (const Error &error) {
            if (error.code() != ErrorCode::EnvironmentFailed)
                throw;
            printNote("no picture: " + error.message());
        }
        return;
    }
}

/// Opens a page in the user's browser, where there is one.
void openInBrowser(CommandLoop &loop, const std::string &page)
{
    const bool hasScreen = std::getenv("DISPLAY") != nullptr
                           || std::getenv("WAYLAND_DISPLAY") != nullptr;
    process::Command command;
    command.program = "xdg-open";
    command.arguments = {page};
    try {
        if (hasScreen && loop.run(process::run(std::move(command))).status.ok())
            return;
    } catch (const Error &error) {
        if (error.code() != ErrorCode::EnvironmentFailed)
            throw;
    }
    printNote("there is no browser here; the address is above");
}

Task<bool> pushBranch(git::Repository &repository, const githost::PullRequestPlan &plan)
{
    repository.setProgress([](std::string_view text) { printNotePiece(text); });
    co_await repository.push(plan.remote, plan.draft.source, true);
    co_return true;
}

void tellOpened(const githost::PullRequest &made, Format format)
{
    for (const Message &note : made.notes)
        printNote("note: " + note.english());
    if (format == Format::Json) {
        printJson(Dict{{"number", made.number}, {"page", made.page}, {"existed", made.wasThere}});
        return;
    }
    if (made.wasThere)
        printNote("note: it was open already; nothing of it was changed");
    printResult(made.page);
}

ExitCode createPullRequest(const PullRequestOptions &options, Format format)
{
    if (options.restricted && !options.dryRun)
        throw Error(ErrorCode::Refused,
                    tr("In a restricted folder nobody is contacted."),
                    tr("Leave out --restricted, or look at it with --dry-run."));
    CommandLoop loop;
    const flow::Trust trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    const auto repository = loop.run(
        git::Repository::open(git::Program(fs::path(options.folder), trust)));
    githost::PullRequestPlan plan = loop.run(
        githost::planPullRequest(*repository, wishesOf(options)));
    if (options.dryRun) {
        printPlan(plan, format);
        return ExitCode::Done;
    }
    if (options.push)
        loop.run(pushBranch(*repository, plan));
    else if (!plan.isPushed)
        printNote("note: '" + plan.remote + "' hasn't '" + plan.draft.source
                  + "' as it is here; --push pushes it");
    addPicture(loop, plan);
    std::optional<githost::HostLogin> login;
    if (!options.connection.empty())
        login = loginOfConnection(options.connection);
    run::Network network = request::userNetwork();
    http::Client client(std::make_shared<http::CurlTransport>(loop.executor()));
    if (!network.allowed.empty())
        client.ledger().allowOnly(std::move(network.allowed));
    client.setRoute(std::move(network.route));
    try {
        const githost::PullRequest made = loop.run(
            githost::openPlanned(repository->git(), plan, std::move(login), client));
        tellOpened(made, format);
        if (options.openPage)
            openInBrowser(loop, made.page);
    } catch (const Error &error) {
        if (error.code() != ErrorCode::Cancelled)
            printNote("by hand: " + plan.manualPage);
        throw;
    }
    return ExitCode::Done;
}

void addWishes(CLI::App &command, PullRequestOptions &options)
{
    command.add_option("DIR", options.folder, "A folder of the repository (this one)");
    command
        .add_option("-t,--title", options.wishes.title, "The title (the commit's, or the branch)")
        ->option_text("TEXT");
    CLI::Option *const text = command
                                  .add_option("-b,--body",
                                              options.description,
                                              "Words before what is told of flows")
                                  ->option_text("TEXT");
    command.add_option("-F,--body-file", options.descriptionFile, "The same, from a file")
        ->option_text("FILE")
        ->excludes(text);
    command
        .add_option("-B,--base", options.wishes.target, "The branch to merge into (the remote's)")
        ->option_text("BRANCH");
    command
        .add_option("-H,--head", options.wishes.source, "The branch (the one that is checked out)")
        ->option_text("BRANCH");
    command
        .add_option("--remote", options.wishes.remote, "Where it is opened (where the branch goes)")
        ->option_text("NAME");
    command
        .add_option("--evaluation", options.evaluationFile, "Metrics as JSON, or Markdown, to add")
        ->option_text("FILE");
}

const std::map<std::string, githost::HostKind> kHostKinds{{"github", githost::HostKind::GitHub},
                                                          {"azure", githost::HostKind::AzureDevOps}};

} // namespace

void addPullRequestCommands(CLI::App &group, CommandLine &line)
{
    CLI::App *requests = group.add_subcommand("pr", "Pull requests on GitHub and Azure DevOps");
    requests->require_subcommand(1);
    CLI::App *create = requests->add_subcommand("create", "Opens a pull request of a branch");
    auto options = std::make_shared<PullRequestOptions>();
    addWishes(*create, *options);
    create->add_flag("--draft", options->wishes.isDraft, "Open it as a draft");
    create->add_flag("--push", options->push, "Push the branch first");
    create->add_option("--connection", options->connection, "A connection that holds the token")
        ->option_text("NAME");
    create
        ->add_option_function<std::string>(
            "--host",
            [options](const std::string &kind) { options->wishes.kind = kHostKinds.at(kind); },
            "What a server is whose name doesn't tell")
        ->check(CLI::IsMember({"github", "azure"}))
        ->option_text("github|azure");
    create->add_flag("--open", options->openPage, "Show it in the browser");
    create->add_flag("--dry-run", options->dryRun, "Print what it would say, and contact nobody");
    create->add_flag("--restricted", options->restricted, "Run nothing that the repository names");
    addCommonOptions(*create, line);
    create->footer(
        "It prints the address of the pull request; where there is one of these branches already, "
        "that one's.\nIts text tells what the branch changes of each flow, node by node, with a "
        "picture.\n\nThe token comes from --connection, else from GH_TOKEN or GITHUB_TOKEN (a "
        "server: GH_ENTERPRISE_TOKEN),\nAZURE_DEVOPS_EXT_PAT or SYSTEM_ACCESSTOKEN, else from "
        "git's "
        "credential helper.\n\n"
        "Examples:\n  postern git pr create --push\n"
        "  postern git pr create --base release --draft --evaluation metrics.json\n"
        "  postern git pr create --dry-run");
    create->callback([options, &line] {
        line.action = [options, &line] { return createPullRequest(*options, line.format); };
    });
}

} // namespace postern::cli
