// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/http/client.h"

#include <memory>
#include <utility>

namespace postern::run {

/// Who answers a run's requests in place of the network and of the simulator, such as a recording.
/// For any number of runs; belongs to the loop, and must outlive what runs over it. Between two
/// attempts of a request nobody waits.
class Carrier
{
public:
    /// The transport must reach no network.
    explicit Carrier(std::shared_ptr<http::Transport> transport)
        : m_transport(std::move(transport))
        , m_client(m_transport)
    {
        m_client.setTime(std::chrono::system_clock::now,
                         [](std::chrono::milliseconds) -> Task<> { co_return; });
    }
    Carrier(const Carrier &) = delete;
    Carrier &operator=(const Carrier &) = delete;

    const std::shared_ptr<http::Transport> &transport() const { return m_transport; }
    azure::Channels &channels() { return m_channels; }

private:
    const std::shared_ptr<http::Transport> m_transport;
    http::Client m_client;
    azure::Channels m_channels{m_client};
};

} // namespace postern::run
