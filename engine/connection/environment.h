// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/flow/flow.h"
#include "engine/http/message.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::connection {

using Environment = std::vector<std::pair<std::string, std::string>>;

/// The variable's value; null: it isn't among them.
const std::string *findVariable(const Environment &environment, std::string_view name);

/// The variables a flow runs with: its own, turned to text as prompt flow does, replaced and
/// completed by the overrides; `${connection.key}` becomes the connection's value where it has one.
Environment environmentOf(const flow::Flow &flow,
                          const Environment &overrides,
                          const ConnectionSet &connections);

/// Finds a connection by name.
using ConnectionLookup = std::function<std::optional<Connection>(const std::string &)>;
/// As above; asked only for connections that a variable names.
Environment environmentBy(const flow::Flow &flow,
                          const Environment &overrides,
                          const ConnectionLookup &lookup);

/// Adds what Python's HTTP clients know of a way to the network, unless the variable is there.
void addRoute(Environment &environment, const http::Route &route);

/// The connections that the flow's own variables name, overrides taken into account. Those must
/// exist, as prompt flow has it.
std::vector<std::string> connectionsOfEnvironment(const flow::Flow &flow,
                                                  const Environment &overrides);

/// Throws Error ConnectionMissing (ConnectionNotFoundError, as `pf` says it) for the first name
/// that isn't among the connections.
void requireConnections(const std::vector<std::string> &names, const ConnectionSet &connections);

} // namespace postern::connection
