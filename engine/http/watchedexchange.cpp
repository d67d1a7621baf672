// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/watchedexchange.h"

#include "engine/http/transfererror.h"
#include "engine/http/url.h"

#include <utility>

namespace postern::http {

AttemptTeller::AttemptTeller(const Request &request, int number, std::string host)
    : m_watch(request.watch)
    , m_start(std::chrono::steady_clock::now())
{
    if (!m_watch || !m_watch->onAttempt) {
        m_watch.reset();
        return;
    }
    if (host.empty()) {
        Endpoint endpoint = endpointOf(request.url);
        m_attempt.host = std::move(endpoint.host);
        m_attempt.port = endpoint.port;
    } else {
        m_attempt.host = std::move(host);
    }
    m_attempt.method = request.method;
    m_attempt.number = number;
    m_attempt.bytesSent = request.body.size();
    m_attempt.start = std::chrono::system_clock::now();
    if (m_watch->keepsBodies)
        m_attempt.sent = std::make_shared<const std::string>(request.body);
}

void AttemptTeller::received(const std::string &piece)
{
    m_attempt.bytesReceived += piece.size();
    if (m_watch && m_watch->keepsBodies)
        m_body += piece;
}

void AttemptTeller::tell()
{
    const std::shared_ptr<const Watch> watch = std::exchange(m_watch, nullptr);
    if (!watch)
        return;
    m_attempt.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - m_start);
    if (watch->keepsBodies && m_attempt.status != 0)
        m_attempt.received = std::make_shared<const std::string>(std::move(m_body));
    watch->onAttempt(std::move(m_attempt));
}

Task<std::optional<std::string>> WatchedExchange::read()
{
    std::optional<std::string> piece;
    try {
        piece = co_await m_inner->read();
    } catch (const TransferError &error) {
        m_teller.failed(error.message());
        m_teller.tell();
        throw;
    }
    if (piece)
        m_teller.received(*piece);
    else
        m_teller.tell();
    co_return piece;
}

} // namespace postern::http
