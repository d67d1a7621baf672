// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include <map>
#include <memory>

namespace postern::http {

class CurlExchange;

/// curl's multi handle, driven by the event loop: it says which sockets and which time-out to
/// wait for, asio waits for them.
class CurlMulti : public std::enable_shared_from_this<CurlMulti>
{
public:
    explicit CurlMulti(boost::asio::any_io_executor loop);
    ~CurlMulti();
    CurlMulti(const CurlMulti &) = delete;
    CurlMulti &operator=(const CurlMulti &) = delete;

    const boost::asio::any_io_executor &loop() const { return m_loop; }

    /// Starts the transfer of an easy handle whose CURLOPT_PRIVATE is its CurlExchange; that is
    /// told when it has finished.
    void add(CURL *easy);
    /// Stops a transfer, finished or not.
    void remove(CURL *easy);

private:
    struct Socket;

    static int onSocket(CURL *easy, curl_socket_t fd, int what, void *self, void *socket);
    static int onTimer(CURLM *multi, long milliseconds, void *self);
    void watch(const std::shared_ptr<Socket> &socket);
    void watchFor(const std::shared_ptr<Socket> &socket, int direction);
    void forget(curl_socket_t fd);
    void act(curl_socket_t fd, int events);

    boost::asio::any_io_executor m_loop;
    CURLM *m_multi;
    boost::asio::steady_timer m_timer;
    std::map<curl_socket_t, std::shared_ptr<Socket>> m_sockets;
};

} // namespace postern::http
