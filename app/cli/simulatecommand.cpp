// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/cli/simulation.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace postern::cli {

void addSimulateCommand(CLI::App &app, CommandLine &line)
{
    CLI::App *command = app.add_subcommand("simulate",
                                           "Serves simulated Azure services to this machine");
    auto options = std::make_shared<SimulateOptions>();
    command->add_option("--port", options->port, "Port of 127.0.0.1; 0 takes any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--key", options->key, "The only key accepted; default: one is made");
    command->add_option("--latency-ms", options->latency, "Wait so long before each answer")
        ->check(CLI::Range(0, 3'600'000));
    command->add_option("--tpm", options->tokensPerMinute, "Tokens a minute of each deployment")
        ->check(CLI::Range(1, 1'000'000'000));
    command->add_option("--rpm", options->requestsPerMinute, "Requests a minute of each deployment")
        ->check(CLI::Range(1, 1'000'000'000));
    command->add_flag("--tls",
                      options->isTls,
                      "Speak TLS, with a certificate made for the occasion");
    command->add_option("--cert", options->certificate, "PEM file: the certificate to use instead");
    command->add_option("--key-file", options->privateKey, "PEM file: its private key");
    command
        ->add_option("--config",
                     options->config,
                     "YAML or JSON file: api_key, deployments, faults, tpm, rpm, secrets, tenant, "
                     "client_id, client_secret, token_lifetime_s, clock_skew_s, first_token_ms, "
                     "per_token_ms");
    addCommonOptions(*command, line);
    command->footer("Examples:\n"
                    "  postern simulate --port 8080 --key test\n"
                    "  postern simulate --tls --tpm 10000 --rpm 60\n"
                    "  postern simulate --config faults.yaml\n"
                    "where faults.yaml is, for instance,\n"
                    "  deployments: [gpt-4o, text-embedding-3-small]\n"
                    "  faults:\n"
                    "    gpt-4o: {status: 429, times: 2, retry_after: 1}\n"
                    "    search: {kind: denied, reason: role}\n"
                    "  per_token_ms: 20");
    command->callback(
        [options, &line] { line.action = [options] { return runOnLoop(simulate(*options)); }; });
}

} // namespace postern::cli
