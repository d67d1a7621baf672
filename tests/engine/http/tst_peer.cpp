// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/http/client.h"
#include "engine/http/curltransport.h"
#include "engine/http/sse.h"
#include "engine/http/url.h"
#include "engine/process/child.h"
#include "tests/support/loop.h"

#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postern::http {
namespace {

using testing::HasSubstr;

/// A server that plays Azure OpenAI, a real peer in Python.
class PeerTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const std::filesystem::path script(POSTERN_SOURCE_DIR "/tests/conformance/echo_server.py");
        process::Command command;
        command.program = "python3";
        command.arguments = {script.string(), "--port", "0"};
        m_server = std::make_unique<process::Child>(m_loop.get_executor(), command);
        m_base = test::run(m_loop, announcedUrl());
    }

    /// The server says on its standard error where it listens.
    Task<std::string> announcedUrl()
    {
        std::string line;
        co_await boost::asio::async_read_until(m_server->errors(),
                                               boost::asio::dynamic_buffer(line),
                                               '\n',
                                               boost::asio::use_awaitable);
        const std::size_t begin = line.find("http://");
        co_return line.substr(begin, line.find('\n') - begin);
    }

    Request chat(const std::string &text, const std::string &more = "")
    {
        Request request;
        request.method = "POST";
        request.url = joinUrl(m_base,
                              "/openai/deployments/gpt/chat/completions",
                              {{"api-version", "2024-02-01"}});
        request.headers = {{"api-key", "test-key"}, {"Content-Type", "application/json"}};
        request.body = R"({"messages": [{"role": "user", "content": )" + json::write(text) + "}]"
                       + more + "}";
        return request;
    }

    Response send(Request request, RetryPolicy policy = {})
    {
        return test::run(m_loop, m_client.send(std::move(request), std::move(policy)));
    }

    boost::asio::io_context m_loop;
    Client m_client{std::make_shared<CurlTransport>(m_loop.get_executor())};
    std::unique_ptr<process::Child> m_server;
    std::string m_base;
};

TEST_F(PeerTest, AnswersAndStreamsTheSameText)
{
    const Response whole = send(chat("Hello, 세계"));
    ASSERT_EQ(whole.head.status, 200) << whole.body;
    const Value body = json::parse(whole.body);
    const Value &message = *body.find("choices")->asList().at(0).find("message");
    const std::string expected = message.find("content")->asString();
    EXPECT_THAT(expected, HasSubstr("Hello, 세계"));

    const auto script = [&]() -> Task<std::string> {
        const auto exchange = co_await m_client.open(chat("Hello, 세계", R"(, "stream": true)"));
        SseParser parser;
        std::string text;
        while (const auto piece = co_await exchange->read()) {
            for (const SseEvent &event : parser.feed(*piece)) {
                if (event.data == "[DONE]")
                    continue;
                const Value chunk = json::parse(event.data);
                const List &choices = chunk.find("choices")->asList();
                const Value *content = choices.at(0).find("delta")->find("content");
                text += content ? content->asString() : "";
            }
        }
        co_return text;
    };
    EXPECT_EQ(test::run(m_loop, script()), expected);
}

TEST_F(PeerTest, RetriesAsPromptflowDoes)
{
    std::vector<std::chrono::milliseconds> waits;
    m_client.setTime(std::chrono::system_clock::now, [&](std::chrono::milliseconds wait) -> Task<> {
        waits.push_back(wait);
        co_return;
    });
    using namespace std::chrono_literals;
    const Response limited = send(chat("[[HTTP:429:2:0.25]] now"), RetryPolicy::promptflow());
    EXPECT_EQ(limited.head.status, 200);
    EXPECT_THAT(waits, testing::ElementsAre(250ms, 250ms));
    waits.clear();
    EXPECT_EQ(send(chat("[[HTTP:500:3]] now"), RetryPolicy::promptflow()).head.status, 200);
    EXPECT_THAT(waits, testing::ElementsAre(3s, 4s, 6s));
    waits.clear();
    EXPECT_EQ(send(chat("[[HTTP:422:0]] now"), RetryPolicy::promptflow()).head.status, 422);
    EXPECT_EQ(waits.size(), 2U);
    waits.clear();
    EXPECT_EQ(send(chat("[[HTTP:400:0]] now"), RetryPolicy::promptflow()).head.status, 400);
    EXPECT_TRUE(waits.empty());
}

TEST_F(PeerTest, ARefusedKeyIsAnAnswer)
{
    Request request = chat("hi");
    request.headers[0].second = "bad-key";
    EXPECT_EQ(send(request, RetryPolicy::standard()).head.status, 401);
}

} // namespace
} // namespace postern::http
