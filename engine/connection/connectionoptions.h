// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/http/channel.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::connection {

/// What a connection's options can say, and what it means. A key with "*" stands for any name.
struct ConnectionOption
{
    std::string_view key;
    std::string_view meaning;
    bool isSecret = false;
};
const std::vector<ConnectionOption> &connectionOptions();

/// Throws Error InvalidInput for an option that there isn't, or a value that it can't have.
void checkOptions(const Connection &connection);
bool isSecretOption(std::string_view key);
/// "keyvault://...": where a secret is, and none itself.
bool isVaultReference(std::string_view value);
/// Has all that is secret in a connection masked from now on.
void registerSecretsOf(const Connection &connection);

/// Over the user's own route.
http::Route routeOf(const Connection &connection);
/// All of a channel but who lets it in; `endpoint` is the connection's own address. Endpoints of the
/// options take its place.
http::ChannelOptions channelOptionsOf(const Connection &connection, const std::string &endpoint);
/// Keys of the options' endpoints, in the order of channelOptionsOf(); empty: the connection's own.
std::vector<std::string> endpointKeysOf(const Connection &connection);

/// Who asks for tokens, as identity::identityOf() takes it; empty: whoever the environment says. A
/// name of a custom connection that stands in for it, under "identity", isn't followed.
std::map<std::string, std::string, std::less<>> identityFieldsOf(const Connection &connection);
/// Puts what the custom connections say that identities name into the connections that name them;
/// `usual` is the name, or the kind, for those that name none. A name that there is no custom
/// connection of stays, for who uses it to complain.
void resolveIdentities(ConnectionSet &connections, const std::string &usual);

} // namespace postern::connection
