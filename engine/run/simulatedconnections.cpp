// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/simulatedconnections.h"

#include "engine/base/log.h"
#include "engine/simulator/simulatedservice.h"

#include <cstdlib>

namespace postern::run {

namespace {

std::string variable(const connection::Environment &environment, const char *name)
{
    if (const std::string *own = connection::findVariable(environment, name))
        return *own;
    const char *inherited = std::getenv(name);
    return inherited ? inherited : "";
}

} // namespace

SimulatedConnections::SimulatedConnections(boost::asio::any_io_executor loop,
                                           connection::ConnectionSet &connections,
                                           RunReport &report,
                                           OwnPort port)
    : m_loop(std::move(loop))
    , m_connections(connections)
    , m_report(report)
    , m_port(port)
    , m_key(simulator::randomKey())
{
    log::registerSecret(m_key);
}

void SimulatedConnections::invent(const std::string &name,
                                  const flow::Node &node,
                                  const python::Parameter &parameter)
{
    if (m_connections.find(name))
        return;
    const simulator::SimulatedService *service = nullptr;
    for (const std::string &className : parameter.connectionTypes)
        service = service ? service : simulator::findSimulatedService(className);
    if (!service) {
        const flow::Binding *binding = node.input(parameter.name);
        throw Error(ErrorCode::ConnectionMissing,
                    tr("Node '%1' takes the %2 '%3', which the simulator can't stand in for.",
                       node.name,
                       parameter.type,
                       name),
                    tr("Give it with --connections FILE, the others are still simulated; or give "
                       "the node's value with --answers %1=VALUE.",
                       node.name),
                    binding ? binding->place : node.place)
            .as({"UserError", "SDKError", "ConnectionNotFoundError"},
                "Connection '" + name + "' is not found.");
    }
    // Whoever takes it gets the address of the server, which needn't run before.
    m_connections.add(simulator::simulatedConnection(name, *service, simulator::kAddress, m_key));
}

std::optional<connection::Connection> SimulatedConnections::find(const std::string &name)
{
    const connection::Connection *known = m_connections.find(name);
    if (!known)
        return std::nullopt;
    connection::Connection connection = *known;
    const simulator::SimulatedService *service = simulator::findSimulatedService(
        connection.className());
    if (!service)
        return connection;
    m_hasGiven = true;
    simulator::leadTo(connection, *service, service->hasAddress ? address() : "", m_key);
    return connection;
}

std::string SimulatedConnections::address()
{
    if (m_port == OwnPort::None)
        return "https://recording.invalid";
    if (!m_server) {
        simulator::SimulatorOptions options;
        options.apiKey = m_key;
        m_server.emplace(m_loop, std::move(options));
        m_report.portOpened(m_server->url());
    }
    return m_server->url();
}

void exceptLoopbackFromProxy(connection::Environment &environment)
{
    // Python prefers the lower-case one of two.
    std::string hosts = variable(environment, "no_proxy");
    if (hosts.empty())
        hosts = variable(environment, "NO_PROXY");
    hosts += hosts.empty() ? "127.0.0.1" : ",127.0.0.1";
    for (const char *name : {"no_proxy", "NO_PROXY"}) {
        std::erase_if(environment, [&](const auto &entry) { return entry.first == name; });
        environment.emplace_back(name, hosts);
    }
}

} // namespace postern::run
