// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/cli/simulatorconfig.h"
#include "engine/base/json.h"
#include "engine/simulator/simulatorserver.h"

#include <CLI/CLI.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <memory>

namespace postern::cli {

namespace {

struct SimulateOptions
{
    std::uint16_t port = 0;
    std::string key;
    int latency = -1; // milliseconds; negative: not given
    std::filesystem::path config;
};

/// How clients are led here. `key` is written out only when it was made here.
std::string settingsText(const simulator::SimulatorServer &server, const std::string &key)
{
    return fmt::format("The simulator listens on {0} (this machine only) until Ctrl+C.\n"
                       "  Azure OpenAI: AZURE_OPENAI_ENDPOINT={0} AZURE_OPENAI_API_KEY={2} "
                       "OPENAI_API_VERSION=2024-02-01\n"
                       "  OpenAI:       OPENAI_BASE_URL={1} OPENAI_API_KEY={2}\n"
                       "  connection:   {{name: simulated, type: azure_open_ai, api_base: \"{0}\", "
                       "api_key: \"{2}\"}}\n",
                       server.url(),
                       server.openAiUrl(),
                       key);
}

Task<ExitCode> serve(SimulateOptions options)
{
    namespace asio = boost::asio;
    simulator::SimulatorOptions behaviour;
    if (!options.config.empty())
        behaviour = readSimulatorConfig(options.config);
    if (!options.key.empty())
        behaviour.apiKey = options.key;
    if (options.latency >= 0)
        behaviour.firstToken = std::chrono::milliseconds(options.latency);
    std::string shownKey = "<your key>";
    if (behaviour.apiKey.empty())
        behaviour.apiKey = shownKey = simulator::randomKey();
    const auto loop = co_await asio::this_coro::executor;
    const simulator::SimulatorServer server(loop, std::move(behaviour), options.port);
    printNote(settingsText(server, shownKey));
    printResult(json::write(Dict{{"url", server.url()}, {"port", server.port()}}));
    asio::steady_timer forever (loop, asio::steady_timer::time_point::max());
    co_await forever.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return ExitCode::Done;
}

} // namespace

void addSimulateCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("simulate",
                                           "Serves the simulator to programs of this machine");
    auto options = std::make_shared<SimulateOptions>();
    command->add_option("--port", options->port, "Port of 127.0.0.1; 0 takes any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--key", options->key, "The only key accepted; default: one is made");
    command->add_option("--latency-ms", options->latency, "Wait so long before each answer")
        ->check(CLI::Range(0, 3'600'000));
    command->add_option("--config",
                        options->config,
                        "YAML or JSON file: api_key, deployments, faults, first_token_ms, "
                        "per_token_ms");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern simulate --port 8080 --key test\n"
                    "  postern simulate --config faults.yaml\n"
                    "where faults.yaml is, for instance,\n"
                    "  deployments: [gpt-4o, text-embedding-3-small]\n"
                    "  faults:\n"
                    "    gpt-4o: {status: 429, times: 2, retry_after: 1}\n"
                    "  per_token_ms: 20");
    command->callback(
        [options, &line] { line.action = [options] { return runOnLoop(serve(*options)); }; });
}

} // namespace postern::cli
