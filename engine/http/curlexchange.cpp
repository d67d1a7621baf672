// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curlexchange.h"

#include "engine/http/curlapi.h"
#include "engine/http/curlfailure.h"
#include "engine/http/curlmulti.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <charconv>

namespace postern::http {

namespace asio = boost::asio;

namespace {

constexpr std::size_t kHeadLimit = 256 * 1024;
/// Beyond so many unread bytes the peer is made to wait.
constexpr std::size_t kUnreadLimit = 256 * 1024;

bool isToken(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return c > ' ' && c < 0x7F && c != ':';
    });
}

bool isFieldValue(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == text.npos;
}

bool isLoopback(std::string_view host)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    return host == "localhost" || (!error && address.is_loopback());
}

/// The ways to log in at a proxy that libcurl may choose from.
long loginMethods(const std::string &wanted)
{
    if (wanted == "basic")
        return static_cast<long>(CURLAUTH_BASIC);
    if (wanted == "ntlm")
        return static_cast<long>(CURLAUTH_NTLM);
    if (wanted == "negotiate")
        return static_cast<long>(CURLAUTH_NEGOTIATE);
    return static_cast<long>(CURLAUTH_ANY);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

} // namespace

CurlExchange::CurlExchange(std::shared_ptr<CurlMulti> multi, Request request)
    : m_multi(std::move(multi))
    , m_request(std::move(request))
    , m_endpoint(endpointOf(m_request.url))
    , m_easy(curlApi().easy_init(), curlApi().easy_cleanup)
    , m_headerLines(nullptr, curlApi().slist_free_all)
    , m_connectTo(nullptr, curlApi().slist_free_all)
    , m_changed(m_multi->loop())
{
    const bool validHeaders = std::ranges::all_of(m_request.headers, [](const auto &line) {
        return isToken(line.first) && isFieldValue(line.second);
    });
    if (!validHeaders || !isToken(m_request.method)) {
        throw Error(ErrorCode::InvalidInput,
                    tr("A header of the request to %1 has characters that HTTP doesn't allow.",
                       m_endpoint.host),
                    tr("Look for line breaks in keys and header values."));
    }
    if (!m_easy)
        throw Error(ErrorCode::Internal, tr("libcurl gave no handle."));
    setUp();
    m_multi->add(m_easy.get());
}

CurlExchange::~CurlExchange()
{
    m_multi->remove(m_easy.get());
}

template<typename T>
void CurlExchange::set(CURLoption option, T value)
{
    curlApi().easy_setopt(m_easy.get(), option, value);
}

void CurlExchange::setUp()
{
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_ERRORBUFFER, m_errorText.data());
    set(CURLOPT_URL, m_request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // or stopping a transfer waits for the resolver's thread
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeout.count()));
    set(CURLOPT_HEADERFUNCTION, onHeader);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, onBody);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_PREREQFUNCTION, onConnected);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_XFERINFOFUNCTION, onProgress);
    set(CURLOPT_XFERINFODATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_USERAGENT, "postern/" POSTERN_VERSION);
    setUpBody();
    setUpHeaders();
    setUpRoute();
}

void CurlExchange::setUpBody()
{
    const std::string &method = m_request.method;
    if (method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
        return;
    }
    if (!m_request.body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
        set(CURLOPT_POSTFIELDS, m_request.body.data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    }
    set(CURLOPT_CUSTOMREQUEST, method.c_str());
}

void CurlExchange::setUpHeaders()
{
    const auto append = [this](const std::string &text) {
        curl_slist *lines = curlApi().slist_append(m_headerLines.get(), text.c_str());
        if (lines != m_headerLines.get()) // only the first append makes a new head
            m_headerLines.reset(lines);
    };
    std::string line;
    for (const auto &[name, value] : m_request.headers) {
        line = name;
        line += value.empty() ? ";" : ": ";
        line += value;
        append(line);
    }
    append("Expect:"); // no wait for 100 Continue
    if (header(m_request.headers, "Content-Type").empty())
        append("Content-Type:"); // no form type of curl's own
    set(CURLOPT_HTTPHEADER, m_headerLines.get());
}

void CurlExchange::setUpRoute()
{
    const Route &route = m_request.route;
    set(CURLOPT_HTTP_VERSION,
        static_cast<long>(route.preferHttp2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    set(CURLOPT_PIPEWAIT, route.preferHttp2 ? 1L : 0L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    setUpProxy();
    setUpTrust();
    setUpAddress();
}

void CurlExchange::setUpProxy()
{
    const Route &route = m_request.route;
    if (!route.proxy.empty() && route.proxy != "-") {
        set(CURLOPT_PROXY, route.proxy.c_str());
        set(CURLOPT_NOPROXY, route.noProxy.c_str());
    } else if (route.proxy == "-" || isLoopback(m_endpoint.host)) {
        set(CURLOPT_PROXY, "");
        return;
    } else if (!route.noProxy.empty()) {
        set(CURLOPT_NOPROXY, route.noProxy.c_str());
    }
    set(CURLOPT_PROXYAUTH, loginMethods(route.proxyLogin));
    const bool isByTicket = route.proxyLogin == "negotiate";
    if (!route.proxyUser.empty() || isByTicket)
        set(CURLOPT_PROXYUSERNAME, route.proxyUser.c_str());
    if (!route.proxyPassword.empty() || isByTicket)
        set(CURLOPT_PROXYPASSWORD, route.proxyPassword.c_str());
}

void CurlExchange::setUpTrust()
{
    const Route &route = m_request.route;
    if (!route.caFile.empty())
        set(CURLOPT_CAINFO, route.caFile.c_str());
    if (route.clientCertificate.empty())
        return;
    set(CURLOPT_SSLCERT, route.clientCertificate.c_str());
    set(CURLOPT_SSLKEY,
        (route.clientKey.empty() ? route.clientCertificate : route.clientKey).c_str());
}

void CurlExchange::setUpAddress()
{
    const Route &route = m_request.route;
    const auto own = route.addresses.find(m_endpoint.host);
    const std::string &address = own == route.addresses.end() ? route.address : own->second;
    if (address.empty())
        return;
    // Not CURLOPT_RESOLVE: that would stay in the DNS cache all requests share.
    const bool isIpv6 = address.find(':') != std::string::npos;
    const std::string entry = "::" + (isIpv6 ? '[' + address + ']' : address) + ':';
    m_connectTo.reset(curlApi().slist_append(nullptr, entry.c_str()));
    set(CURLOPT_CONNECT_TO, m_connectTo.get());
}

size_t CurlExchange::onHeader(char *bytes, size_t size, size_t count, void *self)
{
    auto *exchange = static_cast<CurlExchange *>(self);
    exchange->m_lastActivity = Clock::now();
    const std::string_view line(bytes, size * count);
    return exchange->takeHeaderLine(line) ? line.size() : 0;
}

bool CurlExchange::takeHeaderLine(std::string_view line)
{
    if (m_headComplete)
        return true; // a trailer
    m_headBytes += line.size();
    if (m_headBytes > kHeadLimit) {
        m_tooLarge = true;
        return false;
    }
    const std::string_view text = trimmed(line);
    if (line.starts_with("HTTP/")) { // anew after a 100 Continue
        m_head = {};
        const std::size_t space = text.find(' ');
        if (space != text.npos)
            std::from_chars(text.data() + space + 1, text.data() + text.size(), m_head.status);
    } else if (text.empty()) {
        // A proxy that wants a login is answered by libcurl, where it can: then another head follows,
        // and no body of this one.
        m_headComplete = m_head.status >= 200 && m_head.status != 407;
        if (m_headComplete)
            wake();
    } else if (const std::size_t colon = text.find(':'); colon != text.npos) {
        m_head.headers.emplace_back(trimmed(text.substr(0, colon)), trimmed(text.substr(colon + 1)));
    }
    return true;
}

size_t CurlExchange::onBody(char *bytes, size_t size, size_t count, void *self)
{
    auto *exchange = static_cast<CurlExchange *>(self);
    const std::size_t length = size * count;
    exchange->m_lastActivity = Clock::now();
    if (exchange->m_body.size() >= kUnreadLimit) {
        exchange->m_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    exchange->m_headComplete = true;
    exchange->m_bodyBytes += length;
    if (exchange->m_bodyBytes > exchange->m_request.bodyLimit) {
        exchange->m_tooLarge = true;
        return 0;
    }
    exchange->m_body.append(bytes, length);
    exchange->wake();
    return length;
}

int CurlExchange::onConnected(void *self, char *, char *, int, int)
{
    auto *exchange = static_cast<CurlExchange *>(self);
    exchange->m_connected = true;
    exchange->m_lastActivity = Clock::now();
    exchange->wake();
    return CURL_PREREQFUNC_OK;
}

int CurlExchange::onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent)
{
    auto *exchange = static_cast<CurlExchange *>(self);
    if (sent != exchange->m_sent) {
        exchange->m_sent = sent;
        exchange->m_lastActivity = Clock::now();
    }
    return 0;
}

void CurlExchange::finish(CURLcode result)
{
    m_finished = true;
    m_result = result;
    m_headComplete = m_headComplete || (result == CURLE_OK && m_head.status == 407);
    wake();
}

void CurlExchange::wake()
{
    m_changed.cancel();
}

Task<> CurlExchange::waitForChange()
{
    // Until it is connected curl's own connectTimeout counts.
    const Clock::time_point last = m_begin + m_request.wholeTimeout;
    m_changed.expires_at(m_connected ? std::min(m_lastActivity + m_request.idleTimeout, last)
                                     : last);
    const auto [error] = co_await m_changed.async_wait(asio::as_tuple(asio::use_awaitable));
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
        throw Error(ErrorCode::Cancelled, tr("The request to %1 was cancelled.", m_endpoint.host));
    }
    if (!error && Clock::now() >= m_lastActivity + m_request.idleTimeout)
        throw silentFor(m_request.idleTimeout, m_endpoint);
    if (Clock::now() >= last)
        throw endlessFor(m_request.wholeTimeout, m_endpoint);
}

Task<> CurlExchange::waitForHead()
{
    while (!m_headComplete && !m_finished)
        co_await waitForChange();
    if (m_tooLarge || !m_headComplete)
        fail();
}

Task<std::optional<std::string>> CurlExchange::read()
{
    m_lastActivity = Clock::now(); // time the reader took isn't the peer's silence
    while (m_body.empty() && !m_finished)
        co_await waitForChange();
    if (m_body.empty()) {
        if (m_result != CURLE_OK)
            fail();
        co_return std::nullopt;
    }
    std::optional<std::string> piece = std::exchange(m_body, std::string());
    if (m_paused && !m_finished) {
        m_paused = false;
        curlApi().easy_pause(m_easy.get(), CURLPAUSE_CONT);
    }
    co_return piece;
}

void CurlExchange::fail() const
{
    if (m_tooLarge) {
        throw Error(ErrorCode::ConnectionFailed,
                    tr("The answer of %1 is larger than allowed.", m_endpoint.host),
                    tr("Check that the address is the one of the service you mean."));
    }
    throw curlFailure(m_easy.get(), m_result, m_errorText.data(), m_endpoint, m_headComplete);
}

} // namespace postern::http
