// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/cloud/certificate.h"
#include "engine/cloud/cloudoptions.h"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace postern::cloud {

/// The simulated Azure as an HTTP or HTTPS server on loopback. Belongs to the loop.
class CloudServer
{
public:
    /// Listens at once; port 0 is any free one. With a certificate it speaks TLS. Throws Error
    /// ConnectionFailed when the port can't be had, InvalidInput for a bad certificate.
    CloudServer(const boost::asio::any_io_executor &loop,
                CloudOptions options,
                std::uint16_t port,
                const std::optional<ServerCertificate> &certificate);
    ~CloudServer();
    CloudServer(const CloudServer &) = delete;
    CloudServer &operator=(const CloudServer &) = delete;

    std::uint16_t port() const;
    /// "https://127.0.0.1:port": what all services have as their address, but storage.
    std::string url() const;
    /// The address of the storage account.
    std::string blobUrl() const;

    std::string key() const;
    std::string tenant() const;
    std::string clientId() const;
    std::string clientSecret() const;
    /// The header X-IDENTITY-HEADER of its App Service endpoint.
    std::string appServiceHeader() const;

private:
    struct State;
    const std::unique_ptr<State> m_state;
};

} // namespace postern::cloud
