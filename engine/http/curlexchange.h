// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/transport.h"
#include "engine/http/url.h"

#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include <array>
#include <chrono>
#include <memory>

namespace postern::http {

class CurlMulti;

/// One transfer of libcurl's.
class CurlExchange final : public Exchange
{
public:
    /// Starts it. Throws Error InvalidInput for a request that can't be put on the wire.
    CurlExchange(std::shared_ptr<CurlMulti> multi, Request request);
    ~CurlExchange() override;
    CurlExchange(const CurlExchange &) = delete;
    CurlExchange &operator=(const CurlExchange &) = delete;

    /// Waits until head() is known.
    Task<> waitForHead();
    const ResponseHead &head() const override { return m_head; }
    Task<std::optional<std::string>> read() override;

    /// For CurlMulti: the transfer is over.
    void finish(CURLcode result);

private:
    using Clock = std::chrono::steady_clock;

    static size_t onHeader(char *bytes, size_t size, size_t count, void *self);
    static size_t onBody(char *bytes, size_t size, size_t count, void *self);
    static int onConnected(void *self, char *, char *, int, int);
    static int onProgress(void *self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent);

    template<typename T>
    void set(CURLoption option, T value);
    void setUp();
    void setUpBody();
    void setUpHeaders();
    void setUpRoute();
    void setUpProxy();
    void setUpTrust();
    void setUpAddress();
    bool takeHeaderLine(std::string_view line);
    void wake();
    Task<> waitForChange();
    [[noreturn]] void fail() const;

    std::shared_ptr<CurlMulti> m_multi;
    Request m_request;
    Endpoint m_endpoint;
    std::unique_ptr<CURL, void (*)(CURL *)> m_easy;
    std::unique_ptr<curl_slist, void (*)(curl_slist *)> m_headerLines;
    std::unique_ptr<curl_slist, void (*)(curl_slist *)> m_connectTo;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};

    boost::asio::steady_timer m_changed; // cancelled to wake the reader; expires with idleTimeout
    Clock::time_point m_lastActivity = Clock::now();
    const Clock::time_point m_begin = m_lastActivity;
    curl_off_t m_sent = 0;
    bool m_connected = false;

    ResponseHead m_head;
    std::size_t m_headBytes = 0;
    bool m_headComplete = false;
    std::string m_body; // arrived, not read yet
    std::uint64_t m_bodyBytes = 0;
    bool m_paused = false;
    bool m_tooLarge = false;
    bool m_finished = false;
    CURLcode m_result = CURLE_OK;
};

} // namespace postern::http
