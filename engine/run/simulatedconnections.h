// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/environment.h"
#include "engine/python/worker.h"
#include "engine/run/report.h"
#include "engine/run/runspec.h"
#include "engine/simulator/simulatorserver.h"

#include <boost/asio/any_io_executor.hpp>

#include <optional>
#include <string>

namespace postern::run {

/// Whether Python code with clients of its own finds somebody who answers it.
enum class OwnPort { Opened, None };
/// A run that a Carrier answers opens none: its Python code contacts nobody.
inline OwnPort opening(const RunSpec &spec)
{
    return spec.carrier ? OwnPort::None : OwnPort::Opened;
}

/// The connections that Python code of a simulated run gets. Such code brings its own client, so
/// those of OpenAI's kind lead to a simulator on loopback, with a key of this run alone. It is
/// started, and said, when the first of them is taken; with OwnPort::None they lead nowhere. Other
/// connections stay as they were given.
class SimulatedConnections
{
public:
    /// `connections` are those of the run; they and the report must outlive this.
    SimulatedConnections(boost::asio::any_io_executor loop,
                         connection::ConnectionSet &connections,
                         RunReport &report,
                         OwnPort port);

    /// Adds the connection that a node's parameter names, unless the run has one of that name.
    /// Throws Error ConnectionMissing for types that the simulator can't stand in for.
    void invent(const std::string &name, const flow::Node &node, const python::Parameter &parameter);
    /// What Python code gets under a name.
    std::optional<connection::Connection> find(const std::string &name);
    /// Whether it has given a stand-in, whose key and port are of this run alone.
    bool hasGiven() const { return m_hasGiven; }
    /// find(), for those who ask later; this must outlive it.
    connection::ConnectionLookup lookup()
    {
        return [this](const std::string &name) { return find(name); };
    }

private:
    std::string address();

    const boost::asio::any_io_executor m_loop;
    connection::ConnectionSet &m_connections;
    RunReport &m_report;
    const OwnPort m_port;
    const std::string m_key;
    bool m_hasGiven = false;
    std::optional<simulator::SimulatorServer> m_server;
};

/// Keeps Python's clients from asking a proxy for what is on loopback.
void exceptLoopbackFromProxy(connection::Environment &environment);

} // namespace postern::run
