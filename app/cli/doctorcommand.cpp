// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/cli/output.h"
#include "app/request/runrequest.h"
#include "engine/base/error.h"
#include "engine/doctor/doctor.h"
#include "engine/flow/flowdocument.h"
#include "engine/run/engine.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <memory>

namespace postern::cli {

namespace {

struct DoctorCommand
{
    std::vector<std::string> names;
    std::filesystem::path flow;
    std::filesystem::path connections;
    std::vector<std::string> deployments;
    std::vector<std::string> indexes;
    std::string resourceManager;
};

/// What a flow asks of a connection.
struct FlowUse
{
    std::vector<std::string> deployments;
    std::vector<std::string> indexes;
};

std::string literalText(const flow::Node &node, std::string_view input)
{
    const flow::Binding *binding = node.input(input);
    const bool isText = binding && binding->kind == flow::Binding::Kind::Literal
                        && binding->literal.isString();
    return isText ? binding->literal.asString() : std::string();
}

void addOnce(std::vector<std::string> &names, const std::string &name)
{
    if (!name.empty() && std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

std::map<std::string, FlowUse> usesOf(const std::filesystem::path &path)
{
    std::map<std::string, FlowUse> uses;
    if (path.empty())
        return uses;
    const auto document = flow::FlowDocument::load(flow::locateFlow(path), flow::Trust::Restricted);
    for (const flow::Node &node : document.flow().nodes) {
        const std::string connection = node.connection.empty() ? literalText(node, "connection")
                                                               : node.connection;
        if (connection.empty())
            continue;
        FlowUse &use = uses[connection];
        addOnce(use.deployments, literalText(node, "deployment_name"));
        addOnce(use.deployments, literalText(node, "model"));
        addOnce(use.indexes, literalText(node, "index_name"));
    }
    return uses;
}

std::vector<std::string> namesToExamine(const DoctorCommand &command,
                                        const std::map<std::string, FlowUse> &uses,
                                        const connection::ConnectionSet &connections)
{
    std::vector<std::string> names = command.names;
    for (const auto &[name, use] : uses) {
        if (command.names.empty())
            addOnce(names, name);
    }
    if (names.empty() && command.flow.empty())
        names = connections.names();
    if (names.empty())
        throw Error(ErrorCode::ConnectionMissing,
                    tr("There is no connection to examine."),
                    tr("Name one of the vault, a flow that uses some with --flow, or a file with "
                       "--connections."));
    return names;
}

Task<std::vector<doctor::Diagnosis>> examineAll(const DoctorCommand &command,
                                                const request::RunRequest &request,
                                                run::Engine &engine)
{
    const std::map<std::string, FlowUse> uses = usesOf(command.flow);
    std::vector<doctor::Diagnosis> diagnoses;
    azure::Channels &channels = engine.channels(request.spec);
    channels.setShowCode([](const std::string &sentence) { printNote(sentence); });
    for (const std::string &name : namesToExamine(command, uses, request.spec.connections)) {
        const connection::Connection connection = request.spec.connections.get(name);
        doctor::DoctorOptions options;
        options.deployments = command.deployments;
        options.indexes = command.indexes;
        options.resourceManager = command.resourceManager;
        if (const auto use = uses.find(name); use != uses.end()) {
            for (const std::string &each : use->second.deployments)
                addOnce(options.deployments, each);
            for (const std::string &each : use->second.indexes)
                addOnce(options.indexes, each);
        }
        options.told = [&name](const doctor::Finding &finding) {
            printNote(name + ": " + std::string(doctor::titleOf(finding.step)) + ": "
                      + finding.finding);
        };
        diagnoses.push_back(
            co_await doctor::examine(connection, channels.client(), channels, std::move(options)));
    }
    co_return diagnoses;
}

void print(const std::vector<doctor::Diagnosis> &diagnoses, Format format)
{
    if (format == Format::Html) {
        printResult(doctor::toHtml(diagnoses));
        return;
    }
    if (format == Format::Json && diagnoses.size() == 1) {
        printJson(doctor::toValue(diagnoses.front()));
        return;
    }
    if (format == Format::Json) {
        List all;
        all.reserve(diagnoses.size());
        for (const doctor::Diagnosis &diagnosis : diagnoses)
            all.push_back(doctor::toValue(diagnosis));
        printJson(std::move(all));
        return;
    }
    std::string text;
    for (const doctor::Diagnosis &diagnosis : diagnoses)
        text += doctor::toText(diagnosis);
    printResult(text);
}

ExitCode runDoctor(const DoctorCommand &command, Format format)
{
    request::RunRequest request;
    request::addUserSettings(request, command.connections);
    // Nothing of a flow runs here, and who names a connection wants it contacted.
    request.spec.trust = flow::Trust::Trusted;
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(request.network);
    const std::vector<doctor::Diagnosis> diagnoses = loop.run(examineAll(command, request, engine));
    print(diagnoses, format);
    const bool hasFailed = std::ranges::any_of(diagnoses, &doctor::Diagnosis::hasFailed);
    return hasFailed ? ExitCode::Connection : ExitCode::Done;
}

} // namespace

void addDoctorCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("doctor", "Says why an endpoint can't be reached");
    auto options = std::make_shared<DoctorCommand>();
    command->add_option("CONNECTION", options->names, "Names of connections; default: all");
    command->add_option("--flow", options->flow, "A flow: its connections, deployments and indexes");
    command->add_option("--connections", options->connections, "YAML or JSON file over the vault's");
    command->add_option("--deployment", options->deployments, "A deployment that must be there");
    command->add_option("--index", options->indexes, "A search index that must be there");
    command->add_option("--resource-manager",
                        options->resourceManager,
                        "Address of the resource manager; default: the cloud's");
    addCommonOptions(*command, line, {{"html", Format::Html}});
    command->footer("Name, route, proxy, TCP, TLS, clock, token, authorisation, resource, API "
                    "version and a small call,\nin this order; the first failure ends it, with one "
                    "sentence of cause, who can fix it and what to ask.\nThe exit code is 4 when "
                    "something failed.\n\n"
                    "Examples:\n  postern doctor search-prod\n"
                    "  postern doctor --flow my-flow --format html > report.html");
    command->callback([options, &line] {
        line.action = [options, &line] { return runDoctor(*options, line.format); };
    });
}

} // namespace postern::cli
