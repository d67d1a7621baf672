// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dap/session.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace asio = boost::asio;

namespace postern::dap {

namespace {

constexpr std::size_t kLongestHello = 64U << 10U;
constexpr std::chrono::seconds kPatience{20};

[[noreturn]] void failAsGone()
{
    throw Error(ErrorCode::NodeFailed, tr("The Python process has ended."));
}

} // namespace

std::string textOf(const Value &dict, std::string_view key)
{
    const Value *const found = dict.isDict() ? dict.find(key) : nullptr;
    return found && found->isString() ? found->asString() : std::string();
}

std::int64_t numberOf(const Value &dict, std::string_view key)
{
    const Value *const found = dict.isDict() ? dict.find(key) : nullptr;
    return found && found->isInt() ? found->asInt() : 0;
}

Session::Session(Socket socket, EventFunction onEvent)
    : m_socket(std::move(socket))
    , m_onEvent(std::move(onEvent))
{}

Task<void> Session::greet()
{
    std::string text;
    const std::size_t length = co_await asio::async_read_until(m_socket,
                                                               asio::dynamic_buffer(text,
                                                                                    kLongestHello),
                                                               '\n',
                                                               asio::use_awaitable);
    const Value told = json::parse(std::string_view(text).substr(0, length));
    m_early = text.substr(length);
    m_hello.folder = textOf(told, "folder");
    m_hello.own = textOf(told, "own");
    m_hello.python = textOf(told, "python");
    m_hello.problem = textOf(told, "missing");
    m_hello.isMissing = !m_hello.problem.empty();
    if (!m_hello.isMissing)
        m_hello.problem = textOf(told, "broken");
}

Task<void> Session::read()
{
    std::array<char, 64U << 10U> chunk{};
    boost::system::error_code failure;
    try {
        for (const Value &message : m_reader.feed(std::exchange(m_early, {})))
            take(message);
        while (!failure) {
            const std::size_t size
                = co_await m_socket.async_read_some(asio::buffer(chunk),
                                                    asio::redirect_error(asio::use_awaitable,
                                                                         failure));
            for (const Value &message : m_reader.feed({chunk.data(), size}))
                take(message);
        }
    } catch (const Error &) { // nothing more can be read
    }
    close();
}

void Session::close()
{
    m_isOpen = false;
    boost::system::error_code ignored;
    m_socket.close(ignored);
    for (const auto &[number, waiting] : m_waiting)
        waiting->timer.cancel();
}

void Session::take(const Value &message)
{
    const std::string type = textOf(message, "type");
    const Value *const body = message.find("body");
    if (type == "event")
        return m_onEvent(textOf(message, "event"), body ? *body : Value(Dict()));
    if (type != "response")
        return; // a request to us: there is none that debugpy needs an answer to
    const auto waiting = m_waiting.find(numberOf(message, "request_seq"));
    if (waiting == m_waiting.end())
        return;
    waiting->second->answer = message;
    waiting->second->timer.cancel();
}

Task<Value> Session::ask(std::string command, Value arguments)
{
    if (!m_isOpen)
        failAsGone();
    const auto waiting = std::make_shared<Waiting>(co_await asio::this_coro::executor);
    const std::int64_t number = ++m_lastRequest;
    m_waiting.emplace(number, waiting);
    send(Dict{{"seq", number},
              {"type", "request"},
              {"command", command},
              {"arguments", std::move(arguments)}});
    waiting->timer.expires_after(kPatience);
    boost::system::error_code cancelled;
    co_await waiting->timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    m_waiting.erase(number);
    if (!waiting->answer) {
        if (!m_isOpen)
            failAsGone();
        throw Error(ErrorCode::NodeFailed, tr("The Python debugger doesn't answer: %1.", command));
    }
    const Value *const success = waiting->answer->find("success");
    if (!success || !success->truthy())
        throw Error(ErrorCode::NodeFailed,
                    tr("The Python debugger says: %1", textOf(*waiting->answer, "message")));
    const Value *const body = waiting->answer->find("body");
    co_return body ? *body : Value(Dict());
}

void Session::send(const Value &message)
{
    m_out += framed(message);
    if (m_writing.empty())
        flush();
}

void Session::flush()
{
    m_writing = std::exchange(m_out, {});
    if (m_writing.empty() || !m_isOpen)
        return;
    asio::async_write(m_socket,
                      asio::buffer(m_writing),
                      [self = shared_from_this()](const boost::system::error_code &failure,
                                                  std::size_t /*size*/) {
                          self->m_writing.clear();
                          if (!failure)
                              self->flush();
                      });
}

} // namespace postern::dap
