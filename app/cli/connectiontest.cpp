// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/connectioncall.h"
#include "app/request/runrequest.h"
#include "engine/azure/keyvault.h"
#include "engine/azure/probe.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <utility>

namespace postern::cli {

ConnectionCall::ConnectionCall(const std::filesystem::path &file, const std::string &environment)
{
    request::RunRequest request;
    request.spec.trust = flow::Trust::Trusted;
    request::addUserSettings(request, file, environment);
    m_engine.setNetwork(std::move(request.network));
    m_spec.trust = flow::Trust::Trusted;
    m_connections = std::move(request.spec.connections);
    channels().setShowCode([](const std::string &sentence) { printNote(sentence); });
}

namespace {

struct ConnectionTestOptions
{
    std::string name;
    std::filesystem::path file;
    std::string environment;
};

Task<std::vector<azure::Probe>> probeWhole(azure::Channels &channels,
                                           connection::Connection connection)
{
    const auto warn = [](const Message &warning) { printNote("warning: " + warning.english()); };
    connection::Connection whole = co_await azure::withSecrets(std::move(connection),
                                                               channels,
                                                               warn);
    co_return co_await azure::probe(channels, std::move(whole));
}

Value shownProbe(const azure::Probe &probe)
{
    Dict shown{{"endpoint", probe.endpoint},
               {"ok", !probe.error.has_value()},
               {"status", probe.status},
               {"ms", static_cast<std::int64_t>(probe.elapsed.count())}};
    if (probe.error) {
        shown.append("message", probe.error->message());
        shown.append("hint", probe.error->hint());
    }
    return shown;
}

ExitCode testConnection(const ConnectionTestOptions &options, const CommandLine &line)
{
    ConnectionCall call(options.file, options.environment);
    const std::vector<azure::Probe> probes = call.run(
        probeWhole(call.channels(), call.get(options.name)));
    List endpoints;
    endpoints.reserve(probes.size());
    const Error *failure = nullptr;
    for (const azure::Probe &probe : probes) {
        endpoints.push_back(shownProbe(probe));
        if (probe.error && !failure)
            failure = &*probe.error;
    }
    printJson(Dict{{"connection", options.name},
                   {"ok", failure == nullptr},
                   {"endpoints", std::move(endpoints)}});
    return failure ? printError(*failure, Format::Text, line.verbose) : ExitCode::Done;
}

} // namespace

void addConnectionTest(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("test", "Asks each endpoint of a connection once");
    auto options = std::make_shared<ConnectionTestOptions>();
    command->add_option("-n,--name", options->name, "Name of the connection")->required();
    command->add_option("--connections", options->file, "YAML or JSON file with connections");
    command->add_option("--environment",
                        options->environment,
                        "Connections NAME@THIS in place of NAME");
    addCommonOptions(*command, line);
    command->footer(
        "Asks what costs nothing, a list of models or indexes, as a run would: with the "
        "same proxy,\ncertificates and identity. Exit code 4 when an endpoint wouldn't "
        "serve.\nExample:\n  postern connection test -n aoai");
    command->callback([options, &line] {
        line.action = [options, &line] { return testConnection(*options, line); };
    });
}

} // namespace postern::cli
