// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/transport.h"

#include <boost/asio/any_io_executor.hpp>

namespace postern::http {

class CurlMulti;

/// libcurl on the event loop: one multi handle, connections kept alive and reused between
/// requests. What an Exchange still reads outlives the transport.
class CurlTransport final : public Transport
{
public:
    /// The loop must be run by one thread, the one that calls open() and destroys exchanges.
    explicit CurlTransport(boost::asio::any_io_executor loop);
    ~CurlTransport() override;

    Task<std::unique_ptr<Exchange>> open(Request request) override;

private:
    const boost::asio::any_io_executor m_loop;
    std::shared_ptr<CurlMulti> m_multi; ///< null until something is sent
};

} // namespace postern::http
