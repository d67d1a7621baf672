// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"
#include "tests/support/httpserver.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include <thread>

using namespace postern;
using testing::HasSubstr;

namespace {

constexpr auto kKey = "key-that-must-not-show";

/// A flow of one llm node whose connection leads to a server of the test.
class Endpoints : public test::CommandTest
{
protected:
    Endpoints()
    {
        write("flow/flow.dag.yaml",
              "outputs:\n  answer: {type: string, reference: '${chat.output}'}\n"
              "nodes:\n- name: chat\n  type: llm\n  source: {type: code, path: chat.jinja2}\n"
              "  inputs: {deployment_name: gpt}\n  connection: aoai\n  api: chat\n");
        write("flow/chat.jinja2", "user:\nhi\n");
    }
    ~Endpoints() override
    {
        m_work.reset();
        m_loop.stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    /// The node itself wants one; the command has no eyes for it.
    void askForAStream() const
    {
        std::string flow = read("flow/flow.dag.yaml");
        flow.replace(flow.find("{deployment_name: gpt}"),
                     std::string_view("{deployment_name: gpt}").size(),
                     "{deployment_name: gpt, stream: true}");
        write("flow/flow.dag.yaml", flow);
    }

    void serve(test::HttpServer::Script script)
    {
        m_server = std::make_unique<test::HttpServer>(m_loop, std::move(script));
        m_thread = std::thread([this] { m_loop.run(); });
        connectTo(m_server->url());
    }

    void serveStatus(int status, const std::string &body, const http::Headers &headers = {})
    {
        serve([status, body, headers](test::HttpServer::Peer &peer,
                                      const test::HttpServer::Received &) -> Task<> {
            co_await peer.answer(status, body, headers);
        });
    }

    void connectTo(const std::string &url) const
    {
        write("connections.yaml",
              "name: aoai\ntype: azure_open_ai\napi_base: " + url + "\napi_key: " + kKey
                  + "\napi_version: 2024-06-01\n");
    }

    /// Runs the flow, which fails at the model: exit code and words of the message.
    void expectFailure(int exitCode, const std::vector<std::string> &words) const
    {
        const test::CommandResult result = run(
            {"flow", "test", "--flow", "flow", "--connections", "connections.yaml"});
        EXPECT_EQ(result.exitCode, exitCode) << result.error;
        EXPECT_EQ(result.output, "");
        EXPECT_THAT(result.error, HasSubstr("error: flow.dag.yaml:4:"));
        EXPECT_THAT(result.error, testing::Not(HasSubstr(kKey)));
        for (const std::string &word : words)
            EXPECT_THAT(result.error, HasSubstr(word));
    }

private:
    boost::asio::io_context m_loop{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work{
        m_loop.get_executor()};
    std::unique_ptr<test::HttpServer> m_server;
    std::thread m_thread;
};

std::string errorBody(const std::string &code, const std::string &message)
{
    return "{\"error\": {\"code\": \"" + code + "\", \"message\": \"" + message + "\"}}";
}

} // namespace

TEST_F(Endpoints, thatAreDead)
{
    connectTo("http://127.0.0.1:9/");
    expectFailure(4, {"aoai", "127.0.0.1"});
}

TEST_F(Endpoints, thatRefuseTheKey)
{
    serveStatus(401, errorBody("401", "Access denied due to invalid subscription key."));
    expectFailure(4, {"key", "aoai"});
}

TEST_F(Endpoints, thatDoNotKnowTheDeployment)
{
    serveStatus(404, errorBody("DeploymentNotFound", "The deployment does not exist."));
    expectFailure(4, {"deployment", "gpt"});
}

TEST_F(Endpoints, thatAreOutOfQuota)
{
    serveStatus(429,
                "{\"error\": {\"type\": \"insufficient_quota\", \"code\": \"insufficient_quota\", "
                "\"message\": \"You exceeded your current quota.\"}}");
    expectFailure(4, {"quota", "aoai"});
}

TEST_F(Endpoints, thatStayBusyHoweverOftenTheyAreAsked)
{
    serveStatus(429, errorBody("429", "Too many requests."), {{"Retry-After", "0"}});
    expectFailure(4, {"quota", "gpt"});
}

TEST_F(Endpoints, thatFailInside)
{
    serveStatus(500, errorBody("500", "Internal error."), {{"Retry-After", "0"}});
    expectFailure(4, {"500"});
}

TEST_F(Endpoints, whoseStreamBreaks)
{
    askForAStream();
    serve([](test::HttpServer::Peer &peer, const test::HttpServer::Received &) -> Task<> {
        co_await peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                            "Transfer-Encoding: chunked\r\n\r\n");
        const std::string event
            = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n";
        co_await peer.write("3c\r\n" + event + "\r\n");
        peer.close(true);
    });
    expectFailure(4, {"broke off"});
}

TEST_F(Endpoints, whoseAnswerIsNoJson)
{
    serveStatus(200, "<html>a proxy's page</html>", {{"Content-Type", "text/html"}});
    expectFailure(4, {"aoai", "isn't JSON"});
}

TEST_F(Endpoints, whoseStreamIsAPage)
{
    askForAStream();
    serveStatus(200, "<html>a proxy's page</html>", {{"Content-Type", "text/html"}});
    expectFailure(4, {"aoai", "text/html"});
}
