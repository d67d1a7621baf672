// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/githost/hostlogin.h"

#include "engine/base/base64.h"
#include "engine/base/log.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>
#include <vector>

namespace postern::githost {

namespace {

std::string valueOf(const char *name)
{
    const char *const value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

/// "git.example.com" of that, of "git.example.com:8443" and of "https://git.example.com/x".
std::string nameOfHost(std::string text)
{
    if (const std::size_t scheme = text.find("://"); scheme != std::string::npos)
        text.erase(0, scheme + 3);
    text.erase(std::min(text.find('/'), text.size()));
    if (const std::size_t port = text.rfind(':'); text.find(']', port) == std::string::npos)
        text.erase(std::min(port, text.size()));
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

/// Whether a variable's token is meant for it: a remote's address is whatever a repository says, so
/// a server counts only where the user, or the pipeline, has named it too.
bool isMeantFor(const RemotePlace &place)
{
    const bool isGitHub = place.kind == HostKind::GitHub;
    const std::string host = place.host();
    const bool isService = isGitHub ? host == "github.com" || host.ends_with(".ghe.com")
                                    : host == "dev.azure.com";
    if (isService || place.isHere())
        return true;
    const std::array<const char *, 2> names
        = isGitHub ? std::array{"GH_HOST", "GITHUB_SERVER_URL"}
                   : std::array{"SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"};
    return std::ranges::any_of(names, [&host](const char *name) {
        return nameOfHost(valueOf(name)) == nameOfHost(host);
    });
}

std::vector<const char *> variablesOf(const RemotePlace &place)
{
    if (place.kind == HostKind::AzureDevOps)
        return {"AZURE_DEVOPS_EXT_PAT", "SYSTEM_ACCESSTOKEN"};
    // A token of the public service must not go to a server, nor the other way round.
    if (place.host() == "github.com" || place.host().ends_with(".ghe.com"))
        return {"GH_TOKEN", "GITHUB_TOKEN"};
    return {"GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"};
}

/// What git's helpers are asked with: lines that end with an empty one.
std::string askedOfHelper(const RemotePlace &place)
{
    const std::string scheme = place.origin.substr(0, place.origin.find("://"));
    std::string path = place.pageAddress().substr(place.origin.size() + 1);
    if (place.kind == HostKind::GitHub)
        path += ".git";
    return "protocol=" + scheme + "\nhost=" + place.host() + "\npath=" + path + "\n";
}

/// Secrets with a line's end would be other lines to a helper or a header.
bool isOneLine(const std::string &text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

/// A token of Microsoft Entra: three parts of base64.
bool isEntraToken(const std::string &secret)
{
    return secret.starts_with("eyJ") && std::ranges::count(secret, '.') == 2;
}

std::string trimmed(std::string text)
{
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    text.erase(0, text.find_first_not_of(" \t\r\n"));
    return text;
}

} // namespace

std::optional<HostLogin> loginOfEnvironment(const RemotePlace &place)
{
    if (!isMeantFor(place))
        return std::nullopt;
    for (const char *const name : variablesOf(place)) {
        std::string secret = trimmed(valueOf(name));
        if (secret.empty() || !isOneLine(secret))
            continue;
        log::registerSecret(secret);
        return HostLogin{{}, std::move(secret), name, false};
    }
    return std::nullopt;
}

Task<std::optional<HostLogin>> loginOfGit(git::Program git, RemotePlace place)
{
    git::Call call;
    call.arguments = {"credential", "fill"};
    call.input = askedOfHelper(place) + "\n";
    call.runsPrograms = true;
    const git::Answer answer = co_await git.call(std::move(call));
    if (!answer.ok()) // nobody has one, and nobody could be asked
        co_return std::nullopt;
    HostLogin login;
    login.source = "git's credential helper";
    login.isOfHelper = true;
    std::string_view rest = answer.output;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.starts_with("username="))
            login.user = line.substr(line.find('=') + 1);
        else if (line.starts_with("password="))
            login.secret = line.substr(line.find('=') + 1);
    }
    if (login.secret.empty())
        co_return std::nullopt;
    log::registerSecret(login.secret);
    co_return login;
}

Task<void> tellHelper(git::Program git, RemotePlace place, HostLogin login, bool wasTaken)
{
    if (!login.isOfHelper || !isOneLine(login.secret) || !isOneLine(login.user))
        co_return;
    git::Call call;
    call.arguments = {"credential", wasTaken ? "approve" : "reject"};
    call.input = askedOfHelper(place) + "username=" + login.user + "\npassword=" + login.secret
                 + "\n\n";
    call.runsPrograms = true;
    try {
        co_await git.call(std::move(call));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
    }
}

http::Headers authorisationOf(const RemotePlace &place, const HostLogin &login)
{
    if (place.kind == HostKind::GitHub || isEntraToken(login.secret))
        return {{"Authorization", "Bearer " + login.secret}};
    const std::string basic = toBase64(":" + login.secret);
    log::registerSecret(basic);
    return {{"Authorization", "Basic " + basic}};
}

Error noLogin(const RemotePlace &place)
{
    std::string variables = variablesOf(place).front();
    if (!isMeantFor(place))
        variables += place.kind == HostKind::GitHub ? " + GH_HOST=" + place.host()
                                                    : " + SYSTEM_COLLECTIONURI=" + place.origin;
    return {ErrorCode::ConnectionMissing,
            tr("There is no token for %1.", place.host()),
            tr("Set %1, name a connection that holds one by --connection, or have git's credential "
               "helper keep one.",
               variables)};
}

} // namespace postern::githost
