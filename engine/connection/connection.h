// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/connection/connectiontype.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::connection {

struct ConnectionDocument;

/// A named endpoint with its credentials, as prompt flow's connections have it.
struct Connection
{
    std::string name;
    std::string type;   ///< YAML spelling: "azure_open_ai", "open_ai", "serverless", "custom", ...
    std::string module; ///< Python module of the class; "promptflow.connections" unless strong-type
    std::string customType; ///< the class name of a strong-type custom connection; else empty
    std::map<std::string, std::string, std::less<>> configs; ///< api_base, api_version, auth_mode ...
    std::map<std::string, std::string, std::less<>> secrets; ///< api_key ...
    /// How Postern goes there, which prompt flow has no key for: what stands below `postern` in the
    /// file, by dotted keys ("identity.client_id", "endpoints.0.url"). See connectionoptions.h.
    std::map<std::string, std::string, std::less<>> options;

    /// A config or a secret; empty when absent. What the engine itself needs is in ConnectionFields.
    std::string_view get(std::string_view key) const;
    ConnectionKind kind() const;
    /// prompt flow's class: "AzureOpenAIConnection" ...; "CustomConnection" for every custom one.
    std::string className() const;

    bool operator==(const Connection &) const = default;
};

/// Whether connections will be used as they are, or be answered by the simulator.
enum class Secrets { Needed, Unneeded };

/// The connections one call may use, by name.
class ConnectionSet
{
public:
    /// Reads YAML or JSON: prompt flow's connection files (one mapping with `name` and `type`, a
    /// list of them, or a mapping from name to connection), the form in which prompt flow hands
    /// connections to its executor ({name: {type: ClassName, value: {...}}}), or a `.env` file,
    /// which becomes a custom connection with every variable a secret. `name` is that of a single
    /// connection that has none; a `.env` file is else named after its stem ("env" for ".env").
    /// `${env:NAME}` is replaced from the environment. `overrides` take the place of what a file
    /// with a single connection says: "api_key", "configs.x", "secrets.x", "name".
    /// Throws Error InvalidInput or FileUnreadable. Every secret is registered for redaction.
    static ConnectionSet load(const std::filesystem::path &file,
                              const std::string &name = {},
                              const std::vector<std::pair<std::string, std::string>> &overrides
                              = {});
    /// As load(), for a run: a connection that can't be used, for want of a variable, say, is no
    /// error until the run asks for it.
    static ConnectionSet loadForRun(const std::filesystem::path &file, Secrets secrets);
    /// As load(), from a document already read. `file` names it in errors.
    static ConnectionSet fromValue(const Value &document,
                                   const std::string &file,
                                   const std::string &name = {});

    void add(Connection connection);
    /// Keeps why the connection of that name can't be used.
    void addUnusable(std::string name, Error reason);
    /// Those of another set, in place of those of the same name.
    void addAll(const ConnectionSet &other);
    /// "NAME@environment" in place of NAME, for all that have one. How many there are.
    std::size_t useEnvironment(std::string_view environment);
    /// Those that can be used.
    const std::map<std::string, Connection, std::less<>> &usable() const { return m_connections; }
    /// Null when there is none of that name. Throws the Error of one that can't be used.
    const Connection *find(std::string_view name) const;
    /// Throws Error ConnectionMissing, whose hint names --connections and --simulate.
    const Connection &get(std::string_view name) const;
    std::vector<std::string> names() const;
    bool empty() const { return m_connections.empty(); }

    /// How a worker is given these connections: {name: {"type": class name, "name", "module",
    /// "configs": {...}, "secrets": {...}}}, with "custom_type" for a strong-type one, whose
    /// "module" is its class's. Holds secrets: never for a record or a log.
    /// Throws Error ConnectionMissing for a name that isn't here.
    Value toPython(const std::vector<std::string> &names) const;

private:
    enum class Faults { Thrown, Kept };
    static ConnectionSet fromDocument(const ConnectionDocument &document,
                                      const std::string &name,
                                      Faults faults = Faults::Thrown,
                                      Secrets secrets = Secrets::Needed);
    static ConnectionSet fromFile(const std::filesystem::path &file,
                                  const std::string &name,
                                  const std::vector<std::pair<std::string, std::string>> &overrides,
                                  Faults faults,
                                  Secrets secrets);

    std::map<std::string, Connection, std::less<>> m_connections;
    std::map<std::string, Error, std::less<>> m_unusable; ///< under "" those without a name
};

} // namespace postern::connection
