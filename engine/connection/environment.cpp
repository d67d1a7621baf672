// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/environment.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/leavings.h"
#include "engine/http/url.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace postern::connection {

namespace {

std::string toText(const Value &value)
{
    const bool isContainer = value.isDict() || value.isList();
    return isContainer ? json::write(value) : py::str(value);
}

/// "${name.key}" with nothing around but white space.
std::optional<std::pair<std::string, std::string>> connectionReference(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    if (text.size() < 6 || !text.starts_with("${") || !text.ends_with("}"))
        return std::nullopt;
    text = text.substr(2, text.size() - 3);
    const std::size_t dot = text.find('.');
    if (dot == 0 || dot == std::string_view::npos || dot + 1 == text.size()
        || text.find('.', dot + 1) != std::string_view::npos)
        return std::nullopt;
    return std::pair(std::string(text.substr(0, dot)), std::string(text.substr(dot + 1)));
}

} // namespace

const std::string *findVariable(const Environment &environment, std::string_view name)
{
    const auto found = std::ranges::find(environment, name, &Environment::value_type::first);
    return found == environment.end() ? nullptr : &found->second;
}

Environment environmentBy(const flow::Flow &flow,
                          const Environment &overrides,
                          const ConnectionLookup &lookup)
{
    Environment environment;
    for (const auto &[name, value] : flow.environmentVariables) {
        if (!findVariable(overrides, name))
            environment.emplace_back(name, toText(value));
    }
    environment.insert(environment.end(), overrides.begin(), overrides.end());
    for (auto &[name, value] : environment) {
        const auto reference = connectionReference(value);
        const auto connection = reference ? lookup(reference->first) : std::nullopt;
        if (connection && !connection->get(reference->second).empty())
            value = connection->get(reference->second);
    }
    return environment;
}

Environment environmentOf(const flow::Flow &flow,
                          const Environment &overrides,
                          const ConnectionSet &connections)
{
    return environmentBy(flow, overrides, [&connections](const std::string &name) {
        const Connection *found = connections.find(name);
        return found ? std::optional(*found) : std::nullopt;
    });
}

/// Python's clients know a login as part of the address alone, and the basic one.
static std::string proxyWithLogin(const http::Route &route)
{
    const std::size_t host = route.proxy.find("://");
    if (route.proxyUser.empty() || host == std::string::npos)
        return route.proxy;
    return route.proxy.substr(0, host + 3) + http::escapeUrl(route.proxyUser) + ":"
           + http::escapeUrl(route.proxyPassword) + "@" + route.proxy.substr(host + 3);
}

void addRoute(Environment &environment, const http::Route &route)
{
    const auto add = [&environment](std::initializer_list<const char *> names,
                                    const std::string &value) {
        for (const char *name : names) {
            if (!value.empty() && !findVariable(environment, name))
                environment.emplace_back(name, value);
        }
    };
    if (route.proxy == "-") {
        add({"no_proxy", "NO_PROXY"}, "*");
    } else {
        add({"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"}, proxyWithLogin(route));
        add({"no_proxy", "NO_PROXY"}, route.noProxy);
    }
    add({"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}, route.caFile);
}

std::vector<std::string> connectionsOfEnvironment(const flow::Flow &flow,
                                                  const Environment &overrides)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : flow.environmentVariables) {
        const std::string *override = findVariable(overrides, name);
        if (!override && !value.isString())
            continue;
        const std::string &text = override ? *override : value.asString();
        if (!text.starts_with("${"))
            continue;
        if (const auto reference = connectionReference(text))
            names.push_back(reference->first);
    }
    return names;
}

void requireConnections(const std::vector<std::string> &names, const ConnectionSet &connections)
{
    for (const std::string &name : names) {
        if (connections.find(name))
            continue;
        try {
            connections.get(name);
        } catch (const Error &error) {
            Error named = error;
            if (flow::isPlaceholder(name))
                named = Error(error.code(),
                              tr("The connection '%1' is a placeholder that nobody filled in.",
                                 name),
                              tr("Put the name of a connection in its place, or let the simulator "
                                 "answer with --simulate."));
            throw std::move(named).as({"UserError", "SDKError", "ConnectionNotFoundError"},
                                      "Connection '" + name + "' is not found.");
        }
    }
}

} // namespace postern::connection
