// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/channels.h"
#include "engine/azure/openaiclient.h"
#include "engine/http/curltransport.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace postern::azure {

inline connection::Connection makeConnection(std::string type, const std::string &base)
{
    connection::Connection connection;
    connection.name = "aoai";
    connection.type = std::move(type);
    connection.configs[connection.type == "open_ai" ? "base_url" : "api_base"] = base;
    connection.secrets["api_key"] = "the-key";
    return connection;
}

inline Value chatBody(const std::string &text,
                      const std::string &model = "gpt-4o",
                      bool stream = false)
{
    Value messages = List{Dict{{"role", "user"}, {"content", text}}};
    return Dict{{"model", model}, {"messages", std::move(messages)}, {"stream", stream}};
}

inline std::string contentOf(const Value &answer)
{
    return answer.find("choices")->asList().at(0).find("message")->find("content")->asString();
}

/// Asks a scripted server; waits take no time.
class OpenAiClientTest : public testing::Test
{
protected:
    using HttpServer = test::HttpServer;
    using Peer = HttpServer::Peer;
    using Received = HttpServer::Received;

    OpenAiClientTest()
    {
        // A wait takes no time here, and the clock goes on by it.
        m_http.setTime([this] { return m_now; },
                       [this](std::chrono::milliseconds wait) -> Task<> {
                           m_waits.push_back(wait);
                           m_now += wait;
                           co_return;
                       });
    }

    Value send(const connection::Connection &connection, Value body)
    {
        OpenAiClient client(m_channels.of(connection), connection);
        return test::run(m_loop, client.send(OpenAiOperation::Chat, std::move(body)));
    }

    std::string stream(const connection::Connection &connection, Value body)
    {
        OpenAiClient client(m_channels.of(connection), connection);
        auto chunks = test::run(m_loop, client.open(OpenAiOperation::Chat, std::move(body)));
        std::string text;
        while (const auto chunk = test::run(m_loop, chunks->next())) {
            m_usage = usageOf(*chunk);
            const List &choices = chunk->find("choices")->asList();
            const Value *content = choices.empty() ? nullptr
                                                   : choices[0].find("delta")->find("content");
            text += content && content->isString() ? content->asString() : "";
        }
        return text;
    }

    /// Every request gets this answer; a status of 0 closes the connection.
    std::string serve(int status, const std::string &body, const http::Headers &headers = {})
    {
        m_server = std::make_unique<HttpServer>(m_loop, [=](Peer &peer, const Received &) -> Task<> {
            if (status == 0)
                peer.close();
            else
                co_await peer.answer(status, body, headers);
        });
        return m_server->url("");
    }

    Error errorOf(const connection::Connection &connection, Value body = chatBody("hi"))
    {
        try {
            send(connection, std::move(body));
        } catch (const Error &error) {
            return error;
        }
        throw std::logic_error("no error");
    }

    Error errorFor(int status, const std::string &body)
    {
        return errorOf(makeConnection("azure_open_ai", serve(status, body)));
    }

    boost::asio::io_context m_loop;
    http::Client m_http{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
    Channels m_channels{m_http};
    std::unique_ptr<HttpServer> m_server;
    std::vector<std::chrono::milliseconds> m_waits;
    std::chrono::system_clock::time_point m_now = std::chrono::system_clock::now();
    std::optional<TokenUsage> m_usage;
};

} // namespace postern::azure
