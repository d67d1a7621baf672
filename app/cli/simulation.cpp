// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/simulation.h"

#include "app/cli/output.h"
#include "app/cli/simulatorconfig.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/cloud/certificate.h"
#include "engine/cloud/cloudserver.h"
#include "engine/store/atomicfile.h"
#include "engine/store/scratchfolder.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <optional>

namespace postern::cli {

namespace {

/// How clients are led here. `key` is written out only when it was made here.
std::string settingsText(const cloud::CloudServer &server, const std::string &key)
{
    return fmt::format("The simulator listens on {0} (this machine only) until Ctrl+C.\n"
                       "  Azure OpenAI: AZURE_OPENAI_ENDPOINT={0} AZURE_OPENAI_API_KEY={1} "
                       "OPENAI_API_VERSION=2024-10-21\n"
                       "  OpenAI:       OPENAI_BASE_URL={0}/v1 OPENAI_API_KEY={1}\n"
                       "  connection:   {{name: simulated, type: azure_open_ai, api_base: \"{0}\", "
                       "api_key: \"{1}\"}}\n",
                       server.url(),
                       key);
}

cloud::CloudOptions behaviourOf(const SimulateOptions &options)
{
    cloud::CloudOptions behaviour;
    if (!options.config.empty())
        behaviour = readSimulatorConfig(options.config);
    if (!options.key.empty())
        behaviour.models.apiKey = options.key;
    if (options.latency >= 0)
        behaviour.models.firstToken = std::chrono::milliseconds(options.latency);
    if (options.tokensPerMinute > 0)
        behaviour.tokensPerMinute = options.tokensPerMinute;
    if (options.requestsPerMinute > 0)
        behaviour.requestsPerMinute = options.requestsPerMinute;
    return behaviour;
}

/// The certificate to speak TLS with; nothing without --tls. Throws Error Usage for half of one.
std::optional<cloud::ServerCertificate> certificateOf(const SimulateOptions &options)
{
    const bool isGiven = !options.certificate.empty() || !options.privateKey.empty();
    if (isGiven && (!options.isTls || options.certificate.empty() || options.privateKey.empty())) {
        throw Error(ErrorCode::Usage,
                    tr("--cert and --key-file go together, and need --tls."),
                    tr("Give both, or neither: then a certificate is made."));
    }
    if (!options.isTls)
        return std::nullopt;
    if (!isGiven)
        return cloud::makeCertificate();
    return cloud::ServerCertificate{store::readFile(options.certificate),
                                    store::readFile(options.privateKey),
                                    {}};
}

/// The line by which programs find the services.
Dict addresses(const cloud::CloudServer &server)
{
    Dict line{{"url", server.url()}, {"port", server.port()}};
    for (const char *service : {"openai",
                                "search",
                                "keyvault",
                                "contentsafety",
                                "documentintelligence",
                                "identity",
                                "imds",
                                "arm"})
        line.append(service, server.url());
    line.append("blob", server.blobUrl());
    line.append("key", server.key());
    line.append("tenant", server.tenant());
    line.append("client_id", server.clientId());
    line.append("client_secret", server.clientSecret());
    line.append("identity_header", server.appServiceHeader());
    return line;
}

} // namespace

Task<ExitCode> simulate(SimulateOptions options)
{
    namespace asio = boost::asio;
    cloud::CloudOptions behaviour = behaviourOf(options);
    const bool isKeyMade = behaviour.models.apiKey.empty();
    const std::optional<cloud::ServerCertificate> certificate = certificateOf(options);
    const cloud::CloudServer server(co_await asio::this_coro::executor,
                                    std::move(behaviour),
                                    options.port,
                                    certificate);
    std::optional<store::ScratchFolder> folder;
    Dict line = addresses(server);
    if (certificate) {
        std::filesystem::path authority = options.certificate;
        if (!certificate->authority.empty()) {
            folder.emplace();
            authority = folder->path() / "ca.pem";
            store::writeFile(authority, certificate->authority);
        }
        line.append("ca_file", std::filesystem::absolute(authority).string());
    }
    printNote(settingsText(server, isKeyMade ? server.key() : "<your key>"));
    printResult(json::write(line));
    asio::steady_timer never(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return ExitCode::Done;
}

} // namespace postern::cli
