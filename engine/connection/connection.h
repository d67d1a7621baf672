// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::connection {

/// A named endpoint with its credentials, as prompt flow's connections have it.
struct Connection
{
    std::string name;
    std::string type;   ///< YAML spelling: "azure_open_ai", "open_ai", "serverless", "custom", ...
    std::string module; ///< of a strong-type custom connection; else empty
    std::string customType; ///< the class name of a strong-type custom connection; else empty
    std::map<std::string, std::string> configs; ///< api_base, api_version, auth_mode ...
    std::map<std::string, std::string> secrets; ///< api_key ...

    /// A config or a secret; empty when absent.
    std::string_view get(std::string_view key) const;
    /// prompt flow's class: "AzureOpenAIConnection", "CustomConnection" ...
    std::string className() const;
};

/// The connections one call may use, by name.
class ConnectionSet
{
public:
    /// Reads YAML or JSON: prompt flow's connection files (one mapping with `name` and `type`, a
    /// list of them, or a mapping from name to connection), or the conformance form
    /// {name: {type: ClassName, value: {...}}}. `${env:NAME}` is replaced from the environment.
    /// Throws Error InvalidInput or FileUnreadable. Every secret is registered for redaction.
    static ConnectionSet load(const std::filesystem::path &file);

    void add(Connection connection);
    const Connection *find(std::string_view name) const;
    /// Throws Error ConnectionMissing, whose hint names --connections and --simulate.
    const Connection &get(std::string_view name) const;
    std::vector<std::string> names() const;
    bool empty() const { return m_connections.empty(); }

private:
    std::map<std::string, Connection, std::less<>> m_connections;
};

} // namespace postern::connection
