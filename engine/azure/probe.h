// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/base/error.h"
#include "engine/base/task.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace postern::azure {

/// What came of asking an endpoint something that changes and costs nothing.
struct Probe
{
    std::string endpoint;
    int status = 0;             ///< 0: no answer
    std::optional<Error> error; ///< why it wouldn't serve a flow; nothing: it would
    std::chrono::milliseconds elapsed{0};
};

/// Asks each endpoint of a connection once, one after the other.
Task<std::vector<Probe>> probe(Channels &channels, connection::Connection connection);

/// The connection with another key in its secret's place; of several secrets the one that lets in.
connection::Connection withKey(connection::Connection connection, const std::string &key);
/// What lets it in now; a reference to a vault stays one. Empty: nothing does.
std::string keyOf(const connection::Connection &connection);

} // namespace postern::azure
