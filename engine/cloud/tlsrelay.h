// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/certificate.h"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <memory>

namespace postern::cloud {

/// Takes TLS connections at a port of loopback and passes their bytes on to a plain port of the
/// same machine, both ways. Belongs to the loop.
class TlsRelay
{
public:
    /// Listens at once; port 0 is any free one. Throws Error ConnectionFailed when the port can't
    /// be had, InvalidInput for a certificate or a key that is none.
    TlsRelay(const boost::asio::any_io_executor &loop,
             const ServerCertificate &certificate,
             std::uint16_t port,
             std::uint16_t target);
    /// Closes the port and every connection.
    ~TlsRelay();
    TlsRelay(const TlsRelay &) = delete;
    TlsRelay &operator=(const TlsRelay &) = delete;

    std::uint16_t port() const;

private:
    struct State;
    const std::shared_ptr<State> m_state;
};

} // namespace postern::cloud
