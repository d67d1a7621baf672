// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/http/client.h"
#include "engine/prompty/promptycall.h"
#include "engine/python/workerpools.h"
#include "engine/run/runspec.h"
#include "engine/tool/templates.h"
#include "engine/tool/toolregistry.h"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::run {

/// How and whom runs may reach: the user's, whatever a flow says.
struct Network
{
    /// The only hosts that are contacted, as http::EgressLedger::allowOnly(); empty: any.
    std::vector<std::string> allowed;
    http::Route route;
};

/// What outlives runs: one for the IDE, one for a command. Connections to hosts stay open between
/// runs, a template is compiled once, and who runs again and again may have an interpreter ready.
/// Belongs to its loop; must outlive the runs.
class Engine
{
public:
    /// Contacted hosts, Python's own included, are counted in the ledger; null: in one of its own.
    explicit Engine(boost::asio::any_io_executor loop,
                    std::shared_ptr<http::EgressLedger> ledger = nullptr);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    const boost::asio::any_io_executor &loop() const { return m_loop; }
    /// For what is sent from now on.
    void setNetwork(Network network);
    const http::Route &route() const { return m_route; }
    const std::shared_ptr<http::EgressLedger> &ledger() const { return m_ledger; }
    tool::Templates &templates() { return m_templates; }
    /// The tools that flows are run with from now on; the table must outlive the engine. Without
    /// one: tool::ToolTable::builtIn().
    void setTools(const tool::ToolTable &tools) { m_tools = &tools; }
    const tool::ToolTable &tools() const { return *m_tools; }
    python::WorkerPools &workers() { return m_workers; }

    /// Who answers a run.
    static tool::Answers answersOf(const RunSpec &spec);
    /// The ways of a run to the services of its connections: to the network, for a restricted
    /// folder to nobody, or to the simulator in this process.
    azure::Channels &channels(const RunSpec &spec);
    /// What carries them, for what needs no connection.
    http::Client &http(const RunSpec &spec) { return channels(spec).client(); }
    /// What a call of a model in a run needs. Refers to all of them.
    prompty::ModelAccess modelAccess(const RunSpec &spec,
                                     const connection::ConnectionSet &connections,
                                     const connection::Environment &environment);
    /// For python::WorkerOptions::onEgress.
    std::function<void(std::string_view host, int port)> egressCounter() const;

private:
    const boost::asio::any_io_executor m_loop;
    const std::shared_ptr<http::EgressLedger> m_ledger;
    http::Route m_route;
    http::Client m_network;
    http::Client m_nobody;
    http::Client m_simulator;
    azure::Channels m_networkChannels{m_network};
    azure::Channels m_nobodyChannels{m_nobody};
    azure::Channels m_simulatorChannels{m_simulator};
    tool::Templates m_templates;
    const tool::ToolTable *m_tools = &tool::ToolTable::builtIn();
    python::WorkerPools m_workers;
};

} // namespace postern::run
