// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::http {

/// Every host that was contacted, and which may be. Belongs to the loop.
class EgressLedger
{
public:
    using Time = std::chrono::system_clock::time_point;

    struct Entry
    {
        std::string host;
        std::uint16_t port = 0;
        std::uint64_t requests = 0; ///< attempts, repeats included
        Time first;
        Time last;
        std::uint64_t bytesSent = 0;     ///< of bodies
        std::uint64_t bytesReceived = 0; ///< of bodies
        int lastStatus = 0;              ///< 0: no answer
    };

    /// From now on only these may be contacted: "host", "*.suffix", each with ":port" or for any
    /// port. Without a call everything may.
    void allowOnly(std::vector<std::string> patterns);
    bool allows(std::string_view host, std::uint16_t port) const;

    /// Sorted by host and port.
    std::vector<Entry> entries() const;

    /// For http::Client: an attempt begins. Throws Error Refused when the host isn't allowed.
    /// The entry stays where it is for the ledger's life.
    Entry &begin(std::string_view host, std::uint16_t port, Time now);

private:
    bool m_restricted = false;
    std::vector<std::string> m_allowed;
    std::map<std::pair<std::string, std::uint16_t>, Entry> m_entries;
};

} // namespace postern::http
