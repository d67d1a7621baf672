// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/http/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace postern::http {

/// Every host that was contacted or refused, and which may be. Belongs to the loop.
class EgressLedger
{
public:
    using Time = std::chrono::system_clock::time_point;

    struct Entry
    {
        std::string host;
        std::uint16_t port = 0; ///< 0: only its name was looked up
        Purpose purpose = Purpose::Other;
        std::uint64_t requests = 0; ///< attempts, repeats included, without those refused
        std::uint64_t refused = 0;  ///< attempts that the allow-list stopped
        bool isAllowed = true;      ///< by the allow-list of the latest attempt
        Time first;
        Time last;
        std::uint64_t bytesSent = 0;     ///< of bodies
        std::uint64_t bytesReceived = 0; ///< of bodies
        int lastStatus = 0;              ///< 0: no answer
    };

    /// From now on only these may be contacted: "host", "*.suffix", each with ":port" or for any
    /// port. Without a call everything may.
    void allowOnly(std::vector<std::string> patterns);
    /// Takes allowOnly() back.
    void allowAll();
    bool allows(std::string_view host, std::uint16_t port) const;

    /// Told of an entry whenever it has changed, on the loop.
    using Observer = std::function<void(const Entry &)>;
    void setObserver(Observer observer) { m_observer = std::move(observer); }

    /// Sorted by host, port and purpose.
    std::vector<Entry> entries() const;

    /// For http::Client: an attempt begins. Throws Error Refused when the host isn't allowed, or
    /// when there is a reason why none is: "The folder is restricted".
    /// The entry stays where it is for the ledger's life.
    Entry &begin(std::string_view host,
                 std::uint16_t port,
                 Purpose purpose,
                 Time now,
                 const Message &refusal = {});
    /// An attempt of somebody else, who didn't ask: counted, never refused.
    void note(std::string_view host, std::uint16_t port, Purpose purpose, Time now);
    /// For http::Client: what it changed in an entry is there to be seen.
    void tell(const Entry &entry) const;

private:
    Entry &entryOf(std::string_view host, std::uint16_t port, Purpose purpose, Time now);

    bool m_restricted = false;
    std::vector<std::string> m_allowed;
    std::map<std::tuple<std::string, std::uint16_t, Purpose>, Entry> m_entries;
    Observer m_observer;
};

} // namespace postern::http
