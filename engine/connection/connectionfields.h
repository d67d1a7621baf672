// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"

#include <string>

namespace postern::connection {

/// What a connection says, by its meaning instead of by the key that its type has for it. Empty
/// where it says nothing.
struct ConnectionFields
{
    std::string endpoint; ///< address of the service
    std::string key;
    std::string apiVersion;
    std::string organization; ///< of OpenAI
    std::string modelFamily;  ///< of the model that a custom connection leads to
    bool wantsToken = false;  ///< a Microsoft Entra token lets in, not a key
};

ConnectionFields fieldsOf(const Connection &connection);

/// A connection that says this, and else what its type has by default.
Connection makeConnection(std::string name, ConnectionKind kind, const ConnectionFields &fields);

/// Lets a connection lead to another endpoint, empty: to the same, by a key that is its only secret.
void redirect(Connection &connection, const std::string &endpoint, const std::string &key);

} // namespace postern::connection
