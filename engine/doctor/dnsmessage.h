// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::doctor {

/// What a name server answered: how the name leads on, and where it ends.
struct DnsAnswer
{
    std::vector<std::string> aliases;   ///< each CNAME, in the order of the answer
    std::vector<std::string> addresses; ///< IPv4 and IPv6, as text
    int code = 0;                       ///< 0: fine; 3: there is no such name
};

/// A question for a host's IPv4 addresses, as the bytes of a datagram; empty for what is no name.
std::string dnsQuestion(std::string_view host, std::uint16_t number);
/// Reads an answer; nothing for bytes that are none, or belong to another question.
std::optional<DnsAnswer> readDnsAnswer(std::string_view bytes, std::uint16_t number);

} // namespace postern::doctor
