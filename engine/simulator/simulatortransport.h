// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/transport.h"
#include "engine/simulator/simulator.h"

namespace postern::simulator {

/// The simulator as what carries requests: in this process, no network.
class SimulatorTransport final : public http::Transport
{
public:
    explicit SimulatorTransport(SimulatorOptions options = {})
        : m_simulator(std::move(options))
    {}

    Task<std::unique_ptr<http::Exchange>> open(http::Request request) override;
    std::string_view standIn() const override { return "simulator"; }

private:
    Simulator m_simulator;
};

} // namespace postern::simulator
