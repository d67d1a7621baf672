// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/simulation.h"

#include "app/cli/output.h"
#include "app/cli/simulatorconfig.h"
#include "engine/base/json.h"
#include "engine/simulator/simulatorserver.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace postern::cli {

namespace {

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

simulator::SimulatorOptions behaviourOf(const SimulateOptions &options)
{
    simulator::SimulatorOptions behaviour;
    if (!options.config.empty())
        behaviour = readSimulatorConfig(options.config);
    if (!options.key.empty())
        behaviour.apiKey = options.key;
    if (options.latency >= 0)
        behaviour.firstToken = std::chrono::milliseconds(options.latency);
    return behaviour;
}

} // namespace

Task<ExitCode> simulate(SimulateOptions options)
{
    namespace asio = boost::asio;
    simulator::SimulatorOptions behaviour = behaviourOf(options);
    std::string shownKey = "<your key>";
    if (behaviour.apiKey.empty())
        behaviour.apiKey = shownKey = simulator::randomKey();
    const simulator::SimulatorServer server(co_await asio::this_coro::executor,
                                            std::move(behaviour),
                                            options.port);
    printNote(settingsText(server, shownKey));
    printResult(json::write(Dict{{"url", server.url()}, {"port", server.port()}}));
    asio::steady_timer never(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return ExitCode::Done;
}

} // namespace postern::cli
