// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/http/curlmulti.h"

#include "engine/base/error.h"
#include "engine/http/curlapi.h"
#include "engine/http/curlexchange.h"

#include <boost/asio/posix/stream_descriptor.hpp>

namespace postern::http {

namespace asio = boost::asio;

/// A descriptor of curl's that asio waits on; curl opens and closes it.
struct CurlMulti::Socket
{
    Socket(const asio::any_io_executor &loop, curl_socket_t fd)
        : descriptor(loop, fd)
    {}
    ~Socket() { release(); }

    void release()
    {
        wanted = 0;
        if (descriptor.is_open())
            descriptor.release();
    }

    asio::posix::stream_descriptor descriptor;
    int wanted = 0;  // CURL_POLL_IN, CURL_POLL_OUT: what curl asked for last
    int waiting = 0; // what asio waits for now
};

CurlMulti::CurlMulti(asio::any_io_executor loop)
    : m_loop(std::move(loop))
    , m_multi(curlApi().multi_init())
    , m_timer(m_loop)
{
    if (!m_multi)
        throw Error(ErrorCode::Internal, tr("libcurl could not be initialised."));
    constexpr long kIdleConnectionsKept = 1024;
    curlApi().multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, kIdleConnectionsKept);
    curlApi().multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, onSocket);
    curlApi().multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curlApi().multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, onTimer);
    curlApi().multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
}

CurlMulti::~CurlMulti()
{
    curlApi().multi_cleanup(m_multi);
}

void CurlMulti::add(CURL *easy)
{
    if (curlApi().multi_add_handle(m_multi, easy) != CURLM_OK)
        throw Error(ErrorCode::Internal, tr("libcurl refused a transfer."));
}

void CurlMulti::remove(CURL *easy)
{
    curlApi().multi_remove_handle(m_multi, easy);
}

int CurlMulti::onSocket(CURL *, curl_socket_t fd, int what, void *self, void *)
{
    auto *multi = static_cast<CurlMulti *>(self);
    if (what == CURL_POLL_REMOVE) {
        multi->forget(fd);
        return 0;
    }
    std::shared_ptr<Socket> &socket = multi->m_sockets[fd];
    if (!socket)
        socket = std::make_shared<Socket>(multi->m_loop, fd);
    socket->wanted = what;
    multi->watch(socket);
    return 0;
}

void CurlMulti::forget(curl_socket_t fd)
{
    const auto found = m_sockets.find(fd);
    if (found == m_sockets.end())
        return;
    found->second->release();
    m_sockets.erase(found);
}

void CurlMulti::watch(const std::shared_ptr<Socket> &socket)
{
    for (const int direction : {CURL_POLL_IN, CURL_POLL_OUT}) {
        if ((socket->wanted & direction) && !(socket->waiting & direction))
            watchFor(socket, direction);
    }
}

void CurlMulti::watchFor(const std::shared_ptr<Socket> &socket, int direction)
{
    const bool in = direction == CURL_POLL_IN;
    socket->waiting |= direction;
    socket->descriptor.async_wait(in ? asio::posix::descriptor_base::wait_read
                                     : asio::posix::descriptor_base::wait_write,
                                  [self = weak_from_this(), socket, direction, in](
                                      boost::system::error_code error) {
                                      socket->waiting &= ~direction;
                                      const std::shared_ptr<CurlMulti> multi = self.lock();
                                      if (!multi || error || !(socket->wanted & direction))
                                          return;
                                      multi->act(socket->descriptor.native_handle(),
                                                 in ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
                                      multi->watch(socket);
                                  });
}

int CurlMulti::onTimer(CURLM *, long milliseconds, void *self)
{
    auto *multi = static_cast<CurlMulti *>(self);
    if (milliseconds < 0) {
        multi->m_timer.cancel();
        return 0;
    }
    // Never from in here, not even for 0: curl forbids the recursion.
    multi->m_timer.expires_after(std::chrono::milliseconds(milliseconds));
    multi->m_timer.async_wait([weak = multi->weak_from_this()](boost::system::error_code error) {
        const std::shared_ptr<CurlMulti> locked = weak.lock();
        if (locked && !error)
            locked->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

void CurlMulti::act(curl_socket_t fd, int events)
{
    int running = 0;
    curlApi().multi_socket_action(m_multi, fd, events, &running);
    int queued = 0;
    while (const CURLMsg *message = curlApi().multi_info_read(m_multi, &queued)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CurlExchange *exchange = nullptr;
        curlApi().easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &exchange);
        exchange->finish(message->data.result);
    }
}

} // namespace postern::http
