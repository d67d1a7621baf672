// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/engine.h"

#include "engine/base/log.h"
#include "engine/http/curltransport.h"
#include "engine/run/carrier.h"
#include "engine/simulator/simulatortransport.h"

#include <chrono>
#include <utility>

namespace postern::run {

namespace {

/// A wait that one notices is told, with its reason.
void tellWait(const http::Failure &failure, std::chrono::milliseconds wait)
{
    const std::string reason = failure.error ? std::string(failure.error->what())
                                             : "it answers " + std::to_string(failure.status);
    const std::string text = "Waiting " + std::to_string((wait.count() + 999) / 1000)
                             + " s for attempt " + std::to_string(failure.attempt + 2) + " at "
                             + std::string(failure.host) + ": " + reason;
    const bool isNoticed = wait > std::chrono::seconds(1);
    log::write(isNoticed ? log::Level::Warning : log::Level::Info, "http", text);
}

} // namespace

Engine::Engine(boost::asio::any_io_executor loop, std::shared_ptr<http::EgressLedger> ledger)
    : m_loop(std::move(loop))
    , m_ledger(ledger ? std::move(ledger) : std::make_shared<http::EgressLedger>())
    , m_network(std::make_shared<http::CurlTransport>(m_loop), m_ledger)
    , m_nobody(std::make_shared<http::CurlTransport>(m_loop), m_ledger)
    , m_simulator(std::make_shared<simulator::SimulatorTransport>(), m_ledger)
    , m_workers(m_loop)
{
    m_nobody.refuseAll(tr("The folder is restricted"));
    for (http::Client *client : {&m_network, &m_simulator})
        client->setRetryObserver(tellWait);
}

Engine::~Engine() = default;

void Engine::setNetwork(Network network)
{
    if (network.allowed.empty())
        m_ledger->allowAll();
    else
        m_ledger->allowOnly(std::move(network.allowed));
    m_route = std::move(network.route);
    m_network.setRoute(m_route);
}

tool::Answers Engine::answersOf(const RunSpec &spec)
{
    return spec.inventsConnections() ? tool::Answers::Simulator : tool::Answers::Network;
}

azure::Channels &Engine::channels(const RunSpec &spec)
{
    if (spec.carrier)
        return spec.carrier->channels();
    if (spec.simulate)
        return m_simulatorChannels; // answers in process: there is nothing to refuse
    return spec.trust == flow::Trust::Restricted ? m_nobodyChannels : m_networkChannels;
}

prompty::ModelAccess Engine::modelAccess(const RunSpec &spec,
                                         const connection::ConnectionSet &connections,
                                         const connection::Environment &environment)
{
    return {connections,
            environment,
            channels(spec),
            m_templates,
            answersOf(spec) == tool::Answers::Simulator};
}

std::function<void(std::string_view host, int port)> Engine::egressCounter() const
{
    return [ledger = m_ledger](std::string_view host, int port) {
        ledger->note(host,
                     static_cast<std::uint16_t>(port),
                     http::Purpose::Python,
                     std::chrono::system_clock::now());
    };
}

} // namespace postern::run
