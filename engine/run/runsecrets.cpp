// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/runsecrets.h"

#include "engine/azure/keyvault.h"
#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/offload.h"
#include "engine/connection/environment.h"
#include "engine/connection/secretvariables.h"
#include "engine/flow/sourcefolder.h"
#include "engine/process/variables.h"

#include <filesystem>
#include <string>
#include <utility>

namespace postern::run {

/// The text of the `.env` file that Python code finds by itself (`load_dotenv()`): the folder's, or the
/// next one's above it. Empty: there is none, or none that may be read.
static std::string nearestDotenv(flow::SourceFolder folder)
{
    constexpr std::size_t kMost = 64UL * 1024;
    const std::filesystem::path name = ".env";
    while (!flow::hasFile(folder, name)) {
        if (folder.trust == flow::Trust::Restricted || folder.path == folder.path.parent_path())
            return {};
        folder.path = folder.path.parent_path();
    }
    try {
        return flow::openInFolder(folder, name, kMost);
    } catch (const Error &) {
        return {}; // who needs it says so
    }
}

/// Has secrets masked that a flow's code may find in its variables, before it runs.
static Task<void> registerSecretsOf(const RunSpec &spec)
{
    connection::registerSecrets(process::inheritedVariables());
    connection::registerSecrets(spec.environment);
    connection::registerSecrets(connection::environmentOf(spec.document.flow(), {}, {}));
    std::string dotenv = co_await offload(
        [folder = flow::SourceFolder(spec.document.location().folder,
                                     spec.trust,
                                     spec.document.unsaved())] { return nearestDotenv(folder); });
    connection::registerSecretsOfDotenv(dotenv);
}

/// Puts what stands in vaults into the connections that the flow names. One whose vault refuses is
/// no error until a node wants it.
static Task<void> fetchSecrets(Engine &engine, RunSpec &spec)
{
    if (spec.inventsConnections() || spec.trust == flow::Trust::Restricted)
        co_return;
    const auto usable = spec.connections.usable();
    for (const auto &[name, connection] : usable) {
        const bool isNamed = spec.document.text().find(name) != std::string::npos;
        if (!isNamed || !azure::hasReferences(connection))
            continue;
        try {
            const auto warn = [](const Message &warning) {
                log::warning("keyvault", warning.english());
            };
            connection::Connection whole = co_await azure::withSecrets(connection,
                                                                       engine.channels(spec),
                                                                       warn);
            spec.connections.add(std::move(whole));
        } catch (const Error &error) {
            spec.connections.addUnusable(name, error);
        }
    }
}

Task<> readySecrets(Engine &engine, RunSpec &spec)
{
    co_await registerSecretsOf(spec);
    co_await fetchSecrets(engine, spec);
}

} // namespace postern::run
