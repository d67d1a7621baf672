// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/server.h"
#include "engine/simulator/simulator.h"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <string>

namespace postern::simulator {

/// The simulator as an HTTP/1.1 server for programs that bring their own client. It listens on
/// loopback only, and a request must name loopback as its host and come from no other origin, so
/// that no web page can reach it by a name that was rebound. Belongs to the loop.
class SimulatorServer
{
public:
    /// Listens at once; port 0 is any free one. Throws Error ConnectionFailed when the port can't
    /// be had.
    SimulatorServer(const boost::asio::any_io_executor &loop,
                    SimulatorOptions options,
                    std::uint16_t port = 0);

    std::uint16_t port() const { return m_server.port(); }
    /// "http://127.0.0.1:port": what an Azure OpenAI client takes as its endpoint.
    std::string url() const;
    /// What an OpenAI client takes as its base URL.
    std::string openAiUrl() const { return url() + "/v1"; }

private:
    const http::Server m_server; ///< when it goes, so does whatever is under way
};

/// A key nobody can guess: 128 random bits in hexadecimal.
std::string randomKey();

} // namespace postern::simulator
