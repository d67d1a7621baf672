// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/identity/cloud.h"
#include "engine/identity/sources.h"
#include "engine/process/child.h"

#include <utility>

namespace postern::identity {

namespace {

constexpr std::string_view kSignIn = "az login";

Error notSignedIn()
{
    return {ErrorCode::ConnectionFailed,
            tr("Nobody is signed in with the Azure CLI."),
            tr("Run `az login`, or give the connection another kind of identity.")};
}

std::string lastLine(std::string text)
{
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    return log::redact(text.substr(text.find_last_of('\n') + 1).substr(0, 500));
}

std::vector<std::string> argumentsOf(const Identity &identity, const std::string &scope)
{
    std::vector<std::string> arguments{"account",
                                       "get-access-token",
                                       "--output",
                                       "json",
                                       "--resource",
                                       resourceOfScope(scope)};
    if (!identity.tenant.empty()) {
        arguments.emplace_back("--tenant");
        arguments.push_back(identity.tenant);
    }
    return arguments;
}

/// az says accessToken, expires_on (an epoch) and expiresOn (a local time, which isn't read).
std::optional<Token> tokenOfCli(const std::string &output, Time now)
{
    try {
        const Value said = json::parse(output);
        const Value *token = said.find("accessToken");
        const Value *expires = said.find("expires_on");
        if (!token || !token->isString())
            return std::nullopt;
        Dict answer{{"access_token", *token}};
        constexpr int kUnknownLife = 600; // of an older az; asked again soon
        if (expires)
            answer.append("expires_on", *expires);
        else
            answer.append("expires_in", kUnknownLife);
        return tokenOf(Value(std::move(answer)), now);
    } catch (const Error &) {
        return std::nullopt;
    }
}

} // namespace

AzureCliSource::AzureCliSource(Identity identity, http::Client &client)
    : m_identity(std::move(identity))
    , m_client(client)
{}

Task<Token> AzureCliSource::fetch(std::string scope)
{
    m_client.requireContacts();
    process::Command command;
    command.program = "az";
    command.arguments = argumentsOf(m_identity, scope);
    command.folder = "/bin"; // nothing of a flow's folder is looked at
    command.environment = {{"AZURE_CORE_NO_COLOR", "true"},
                           {"AZURE_CORE_COLLECT_TELEMETRY", "false"}};
    command.ownsDescendants = true;
    process::Output output;
    try {
        output = co_await process::run(std::move(command));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::EnvironmentFailed)
            throw;
        throw Error(ErrorCode::ConnectionFailed,
                    tr("The Azure CLI isn't on this machine's PATH."),
                    tr("Install `az`, or give the connection another kind of identity."));
    }
    if (!output.status.ok()) {
        if (output.errors.find(kSignIn) != std::string::npos)
            throw notSignedIn();
        throw Error(ErrorCode::ConnectionFailed,
                    tr("The Azure CLI gave no token: %1", lastLine(output.errors)),
                    tr("Try `az account get-access-token` in a terminal."));
    }
    if (auto token = tokenOfCli(output.output, m_client.now()))
        co_return *token;
    throw Error(ErrorCode::ConnectionFailed,
                tr("The Azure CLI answered with something that is no token."),
                tr("Try `az account get-access-token` in a terminal."));
}

AutomaticSource::AutomaticSource(const Identity &identity, http::Client &client)
    : m_managed(identity, client)
    , m_cli(identity, client)
{}

Task<Token> AutomaticSource::fetch(std::string scope)
{
    if (m_chosen)
        co_return co_await m_chosen->fetch(scope);
    try {
        Token token = co_await m_managed.fetch(scope);
        m_chosen = &m_managed;
        co_return token;
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::Refused)
            throw;
    }
    Token token = co_await m_cli.fetch(scope);
    m_chosen = &m_cli;
    co_return token;
}

std::unique_ptr<TokenSource> sourceOf(const Identity &identity,
                                      http::Client &client,
                                      ShowCode showCode)
{
    switch (identity.kind) {
    case Kind::ManagedIdentity:
        return std::make_unique<ManagedSource>(identity, client);
    case Kind::ClientSecret:
    case Kind::ClientCertificate:
    case Kind::WorkloadIdentity:
        return std::make_unique<ApplicationSource>(identity, client);
    case Kind::DeviceCode:
        return std::make_unique<DeviceCodeSource>(identity, client, std::move(showCode));
    case Kind::AzureCli:
        return std::make_unique<AzureCliSource>(identity, client);
    case Kind::Automatic:
        break;
    }
    return std::make_unique<AutomaticSource>(identity, client);
}

} // namespace postern::identity
