// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/cloudserver.h"

#include "engine/cloud/cloud.h"
#include "engine/cloud/tlsrelay.h"
#include "engine/http/loopback.h"
#include "engine/http/server.h"
#include "engine/simulator/pause.h"

#include <fmt/format.h>

#include <stdexcept>

namespace postern::cloud {

namespace {

constexpr std::uint64_t kBodyLimit = 64ULL * 1024 * 1024;

http::Response refusalResponse(int status, std::string_view message)
{
    const Answer answer = failureAnswer({status, std::to_string(status), std::string(message)});
    return {answer.head, answer.body()};
}

std::optional<http::Response> screenRequest(const http::ServerRequest &head, bool isTls)
{
    // A browser's page would come over TLS too, by a name that was rebound: the origin is compared
    // with what the client asked for.
    static_cast<void>(isTls);
    if (const auto refused = http::refusedOnLoopback(head))
        return refusalResponse(refused->status, refused->message);
    return std::nullopt;
}

Task<> respondTo(std::shared_ptr<Cloud> cloud,
                 std::string_view scheme,
                 http::ServerRequest asked,
                 http::Responder &responder)
{
    const Question question = readQuestion(std::move(asked.method),
                                           std::move(asked.target),
                                           std::move(asked.headers),
                                           std::move(asked.body),
                                           scheme);
    Answer answer = cloud->answer(question);
    co_await simulator::pauseFor(answer.beforeFirst);
    if (answer.isDropped) {
        responder.drop();
        co_return;
    }
    const bool isStream
        = http::header(answer.head.headers, "content-type").starts_with("text/event-stream");
    if (!isStream && !answer.cutAfter) {
        http::Response whole{answer.head, answer.body()};
        co_await responder.send(std::move(whole));
        co_return;
    }
    if (!isStream) // half of it, so that the cut is seen
        answer.pieces = {answer.body().substr(0, answer.body().size() / 2), ""};
    bool isOpen = co_await responder.begin(answer.head);
    for (std::size_t i = 0; i < answer.pieces.size() && isOpen; ++i) {
        if (answer.cutAfter && i >= *answer.cutAfter) {
            responder.drop();
            co_return;
        }
        if (i > 0)
            co_await simulator::pauseFor(answer.between);
        isOpen = co_await responder.write(std::move(answer.pieces[i]));
    }
    if (answer.cutAfter)
        responder.drop();
}

http::ServerOptions serverOptions(std::uint16_t port, bool isTls)
{
    http::ServerOptions options;
    options.port = port;
    options.bodyLimit = kBodyLimit;
    options.screen = [isTls](const http::ServerRequest &head) { return screenRequest(head, isTls); };
    options.refuse = refusalResponse;
    return options;
}

} // namespace

struct CloudServer::State
{
    State(const boost::asio::any_io_executor &loop,
          CloudOptions options,
          std::uint16_t port,
          const std::optional<ServerCertificate> &certificate)
        : cloud(std::make_shared<Cloud>(std::move(options), "https://sts.windows.net"))
        , scheme(certificate ? "https" : "http")
        , server(loop,
                 serverOptions(certificate ? 0 : port, certificate.has_value()),
                 [asked = cloud, scheme = scheme](http::ServerRequest request,
                                                  http::Responder &responder) {
                     return respondTo(asked, scheme, std::move(request), responder);
                 })
    {
        if (certificate)
            relay.emplace(loop, *certificate, port, server.port());
    }

    const std::shared_ptr<Cloud> cloud;
    const std::string_view scheme;
    const http::Server server;
    std::optional<TlsRelay> relay;
};

CloudServer::CloudServer(const boost::asio::any_io_executor &loop,
                         CloudOptions options,
                         std::uint16_t port,
                         const std::optional<ServerCertificate> &certificate)
    : m_state(std::make_unique<State>(loop, std::move(options), port, certificate))
{}

CloudServer::~CloudServer() = default;

std::uint16_t CloudServer::port() const
{
    return m_state->relay ? m_state->relay->port() : m_state->server.port();
}

std::string CloudServer::url() const
{
    return fmt::format("{}://127.0.0.1:{}", m_state->scheme, port());
}

std::string CloudServer::blobUrl() const
{
    return url() + '/' + std::string(kStorageAccount);
}

std::string CloudServer::key() const
{
    return m_state->cloud->key();
}

std::string CloudServer::tenant() const
{
    return m_state->cloud->identity().tokens().tenant();
}

std::string CloudServer::clientId() const
{
    return m_state->cloud->identity().application().clientId;
}

std::string CloudServer::clientSecret() const
{
    return m_state->cloud->identity().application().clientSecret;
}

std::string CloudServer::appServiceHeader() const
{
    return m_state->cloud->identity().appServiceHeader();
}

} // namespace postern::cloud
