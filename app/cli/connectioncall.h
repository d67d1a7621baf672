// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/commandline.h"
#include "app/cli/loop.h"
#include "app/request/network.h"
#include "engine/azure/channels.h"
#include "engine/connection/connection.h"
#include "engine/run/engine.h"

#include <filesystem>
#include <string>

namespace postern::cli {

/// Connections as a run would have them, and the way to the network for a command that asks with
/// them: settings, vault, file and environment.
class ConnectionCall
{
public:
    /// Throws as request::addUserSettings().
    ConnectionCall(const std::filesystem::path &file, const std::string &environment);

    /// Throws Error ConnectionMissing. Vault references are as they are written.
    connection::Connection get(const std::string &name) const { return m_connections.get(name); }
    azure::Channels &channels() { return m_engine.channels(m_spec); }

    template<typename T>
    T run(Task<T> task)
    {
        return m_loop.run(std::move(task));
    }

private:
    CommandLoop m_loop;
    run::Engine m_engine{m_loop.executor()};
    const LoopEnd m_end{m_loop.loop()};
    run::RunSpec m_spec;
    connection::ConnectionSet m_connections;
};

/// Each adds a command to the group `connection`.
void addConnectionTest(CLI::App &group, CommandLine &line);
void addConnectionRotate(CLI::App &group, CommandLine &line);
void addConnectionImport(CLI::App &group, CommandLine &line);

} // namespace postern::cli
