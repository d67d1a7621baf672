// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/dap/message.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace postern::dap {

/// What a Python process says of itself before its debugger does.
struct Hello
{
    std::string folder;     ///< that it works in
    std::string own;        ///< where Postern's own code lies
    std::string python;     ///< its version
    std::string problem;    ///< why it has no debugger; empty: it has one
    bool isMissing = false; ///< there is no debugpy at all
};

/// The debugger inside of one Python process, over its connection. Lives on one loop.
class Session : public std::enable_shared_from_this<Session>
{
public:
    using Socket = boost::asio::local::stream_protocol::socket;
    /// Told of every event of the protocol, by its name and body.
    using EventFunction = std::function<void(const std::string &event, const Value &body)>;

    Session(Socket socket, EventFunction onEvent);

    const Hello &hello() const { return m_hello; }
    bool isOpen() const { return m_isOpen; }

    /// Reads what the process says of itself. Throws Error InvalidInput, boost::system::system_error.
    Task<void> greet();
    /// Reads until the process ends; then whoever waits for an answer gets an error.
    Task<void> read();
    /// Sends a request and waits for its answer, and gives the answer's body. Throws Error NodeFailed
    /// with what the debugger says, where it refuses, or has gone, or doesn't answer for long.
    Task<Value> ask(std::string command, Value arguments);
    void close();

private:
    struct Waiting
    {
        explicit Waiting(const boost::asio::any_io_executor &executor)
            : timer(executor)
        {}
        boost::asio::steady_timer timer; ///< cancelled by the answer
        std::optional<Value> answer;
    };

    void take(const Value &message);
    void send(const Value &message);
    void flush();

    Socket m_socket;
    const EventFunction m_onEvent;
    Hello m_hello;
    MessageReader m_reader;
    std::string m_early; ///< read with the hello
    std::string m_out;
    std::string m_writing; ///< under way
    std::map<std::int64_t, std::shared_ptr<Waiting>> m_waiting;
    std::int64_t m_lastRequest = 0;
    bool m_isOpen = true;
};

/// A text of a dict; empty where there is none.
std::string textOf(const Value &dict, std::string_view key);
/// A number of a dict; 0 where there is none.
std::int64_t numberOf(const Value &dict, std::string_view key);

} // namespace postern::dap
