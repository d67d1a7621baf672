// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/watchedexchange.h"

#include "engine/base/log.h"
#include "engine/http/transfererror.h"
#include "engine/http/url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace postern::http {

namespace {

/// What stands behind the host, "/" where nothing does.
std::string targetOf(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t begin = scheme == std::string_view::npos
                                  ? scheme
                                  : url.find_first_of("/?#", scheme + 3);
    if (begin == std::string_view::npos)
        return "/";
    const std::string_view target = url.substr(begin, url.find('#', begin) - begin);
    return (target.starts_with('/') ? "" : "/") + std::string(target);
}

/// Whether a header of that name is there to prove who asks.
bool isSecret(std::string_view name)
{
    constexpr std::array<std::string_view, 7>
        kWords{"authorization", "authenticat", "cookie", "key", "secret", "signature", "token"};
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    // How many tokens are left of a limit is no secret.
    return !lower.starts_with("x-ratelimit-") && std::ranges::any_of(kWords, [&](auto word) {
        return lower.find(word) != std::string::npos;
    });
}

Headers withoutSecrets(const Headers &headers)
{
    Headers shown;
    shown.reserve(headers.size());
    for (const auto &[name, value] : headers)
        shown.emplace_back(name, isSecret(name) ? "******" : log::redact(value));
    return shown;
}

} // namespace

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
    m_attempt.target = log::redact(targetOf(request.url));
    m_attempt.method = request.method;
    m_attempt.number = number;
    m_attempt.bytesSent = request.body.size();
    m_attempt.start = std::chrono::system_clock::now();
    if (!m_watch->keepsBodies)
        return;
    m_attempt.sentHeaders = withoutSecrets(request.headers);
    m_attempt.sent = std::make_shared<const std::string>(request.body);
}

void AttemptTeller::answered(const ResponseHead &head)
{
    m_attempt.status = head.status;
    if (m_watch && m_watch->keepsBodies)
        m_attempt.receivedHeaders = withoutSecrets(head.headers);
}

void AttemptTeller::received(const std::string &piece)
{
    m_attempt.bytesReceived += piece.size();
    if (!m_watch || !m_watch->keepsBodies)
        return;
    m_body += piece;
    m_attempt.pieces.push_back(piece.size());
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
        m_teller.ended();
        m_teller.tell();
        throw;
    }
    if (piece) {
        m_teller.received(*piece);
    } else {
        m_teller.ended();
        m_teller.tell();
    }
    co_return piece;
}

} // namespace postern::http
