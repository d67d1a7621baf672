// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/doctor/dnsmessage.h"
#include "engine/doctor/network.h"
#include "engine/doctor/tlsprobe.h"

#include <cstdint>
#include <cstdlib>

// What name servers, routing tables and other machines say: any bytes, and no name is shown that
// isn't one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto number = static_cast<std::uint16_t>(data[0] << 8U | data[1]);
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    if (const auto answer = postern::doctor::readDnsAnswer(bytes, number)) {
        for (const std::string &alias : answer->aliases) {
            if (alias.find_first_of(" \n\x1b") != std::string::npos)
                std::abort();
        }
    }
    static_cast<void>(postern::doctor::dnsQuestion(bytes, number));
    static_cast<void>(postern::doctor::nameServersIn(bytes));
    static_cast<void>(postern::doctor::gatewayIn(bytes, "10.0.0.1"));
    static_cast<void>(postern::doctor::timeOfHeader(bytes));
    return 0;
}
