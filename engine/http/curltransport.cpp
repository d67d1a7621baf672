// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curltransport.h"

#include "engine/http/curlexchange.h"
#include "engine/http/curlmulti.h"

namespace postern::http {

CurlTransport::CurlTransport(boost::asio::any_io_executor loop)
    : m_loop(std::move(loop))
{}

CurlTransport::~CurlTransport() = default;

Task<std::unique_ptr<Exchange>> CurlTransport::open(Request request)
{
    if (!m_multi)
        m_multi = std::make_shared<CurlMulti>(m_loop);
    auto exchange = std::make_unique<CurlExchange>(m_multi, std::move(request));
    co_await exchange->waitForHead();
    co_return exchange;
}

} // namespace postern::http
