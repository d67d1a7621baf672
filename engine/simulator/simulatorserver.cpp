// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/simulatorserver.h"

#include "engine/http/loopback.h"
#include "engine/simulator/pause.h"
#include "engine/simulator/wire.h"

#include <fmt/format.h>

#include <random>
#include <utility>

namespace postern::simulator {

namespace {

http::Response refusalResponse(int status, std::string_view message)
{
    Dict error{{"code", std::to_string(status)}, {"message", message}};
    SimulatedAnswer answer = jsonAnswer(status, Dict{{"error", std::move(error)}});
    return {answer.head, answer.body()};
}

std::optional<http::Response> screen(const http::ServerRequest &head)
{
    if (const auto refused = http::refusedOnLoopback(head))
        return refusalResponse(refused->status, refused->message);
    return std::nullopt;
}

Task<> respond(std::shared_ptr<Simulator> simulator,
               http::ServerRequest asked,
               http::Responder &responder)
{
    http::Request request;
    request.method = std::move(asked.method);
    request.url = std::move(asked.target);
    request.headers = std::move(asked.headers);
    request.body = std::move(asked.body);
    SimulatedAnswer answer = simulator->answer(request);
    co_await pauseFor(answer.beforeFirst);
    if (!http::header(answer.head.headers, "content-type").starts_with("text/event-stream")) {
        http::Response whole{answer.head, answer.body()};
        co_await responder.send(std::move(whole));
        co_return;
    }
    bool isOpen = co_await responder.begin(answer.head);
    for (std::size_t i = 0; i < answer.pieces.size() && isOpen; ++i) {
        if (i > 0)
            co_await pauseFor(answer.between);
        isOpen = co_await responder.write(std::move(answer.pieces[i]));
    }
}

http::ServerOptions optionsOf(std::uint16_t port)
{
    http::ServerOptions options;
    options.port = port;
    options.screen = screen;
    options.refuse = refusalResponse;
    return options;
}

} // namespace

SimulatorServer::SimulatorServer(const boost::asio::any_io_executor &loop,
                                 SimulatorOptions options,
                                 std::uint16_t port)
    : m_server(loop,
               optionsOf(port),
               [simulator = std::make_shared<Simulator>(
                    std::move(options))](http::ServerRequest request, http::Responder &responder) {
                   return respond(simulator, std::move(request), responder);
               })
{}

std::string SimulatorServer::url() const
{
    return fmt::format("http://127.0.0.1:{}", port());
}

std::string randomKey()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

} // namespace postern::simulator
