// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/engine/azure/openaifixture.h"

namespace postern::azure {
namespace {

using testing::HasSubstr;

TEST_F(OpenAiClientTest, ReadsAStreamWhateverTheFrames)
{
    const std::string body = "data: {\"choices\": [], \"prompt_filter_results\": []}\n\n"
                             "data: {\"choices\": [{\"delta\": {\"role\": \"assistant\", "
                             "\"content\": \"\"}}]}\r\n\r\n"
                             ": a comment\n\n"
                             "data: {\"choices\": [{\"delta\": {\"content\": \"Hel\"}}]}\n\n"
                             "data: {\"choices\": [{\"delta\": {\"content\": \"lo\"}}]}\n\n"
                             "data: {\"choices\": [{\"delta\": {}}]}\n\n"
                             "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 3, "
                             "\"completion_tokens\": 2, \"total_tokens\": 5}}\n\n"
                             "data: [DONE]\n\ndata: {\"choices\": 1}\n\n";
    const std::string url = serve(200, body, {{"Content-Type", "text/event-stream"}});
    EXPECT_EQ(stream(makeConnection("azure_open_ai", url), chatBody("hi", "m", true)), "Hello");
    ASSERT_TRUE(m_usage);
    EXPECT_EQ(m_usage->total, 5);
}

TEST_F(OpenAiClientTest, TellsOfItsRequestsWithTheTokensThatTheyTook)
{
    std::vector<http::Attempt> attempts;
    http::Watch watch;
    watch.onAttempt = [&](http::Attempt attempt) { attempts.push_back(std::move(attempt)); };
    const auto told = std::make_shared<const http::Watch>(std::move(watch));
    const std::string usage = R"("usage": {"prompt_tokens": 3, "total_tokens": 5})";

    const auto answering = makeConnection("azure_open_ai", serve(200, "{" + usage + "}"));
    OpenAiClient whole(m_channels.of(answering), answering);
    whole.setWatch(told);
    test::run(m_loop, whole.send(OpenAiOperation::Chat, chatBody("hi")));
    ASSERT_EQ(attempts.size(), 1U);
    EXPECT_EQ(attempts[0].status, 200);
    EXPECT_EQ(attempts[0].usage.total, 5);

    const std::string chunks = "data: {\"choices\": []}\n\ndata: {\"choices\": [], " + usage
                               + "}\n\ndata: [DONE]\n\n";
    const auto chunked = makeConnection("azure_open_ai", serve(200, chunks));
    OpenAiClient streaming(m_channels.of(chunked), chunked);
    streaming.setWatch(told);
    auto stream = test::run(m_loop, streaming.open(OpenAiOperation::Chat, chatBody("hi")));
    while (test::run(m_loop, stream->next())) {
    }
    EXPECT_EQ(attempts.size(), 1U) << "the call isn't over";
    stream.reset();
    ASSERT_EQ(attempts.size(), 2U);
    EXPECT_EQ(attempts[1].usage.prompt, 3);

    const auto failing = makeConnection("azure_open_ai", serve(500, "{}"));
    OpenAiClient busy(m_channels.of(failing), failing);
    busy.setRetryPolicy(http::RetryPolicy::standard());
    busy.setWatch(told);
    EXPECT_THROW(test::run(m_loop, busy.send(OpenAiOperation::Chat, chatBody("hi"))), Error);
    EXPECT_EQ(attempts.size(), 6U);
    EXPECT_EQ(attempts.back().number, 3);
    EXPECT_EQ(attempts.back().usage.total, 0);
}

TEST_F(OpenAiClientTest, AnErrorAmidAStreamIsAnError)
{
    const std::string url = serve(200,
                                  "data: {\"choices\": []}\n\n"
                                  "data: {\"error\": {\"message\": \"overloaded\"}}\n\n");
    try {
        stream(makeConnection("azure_open_ai", url), chatBody("hi", "m", true));
        FAIL();
    } catch (const Error &error) {
        EXPECT_THAT(error.message(), HasSubstr("overloaded"));
    }
}

TEST_F(OpenAiClientTest, TellsOfAnAttemptBeforeWhatIsDoneAboutIt)
{
    std::vector<std::string> order;
    http::Watch watch;
    watch.onAttempt = [&](const http::Attempt &attempt) {
        order.push_back("status " + std::to_string(attempt.status));
    };
    watch.onRetry = [&](const http::Failure &failure, std::chrono::milliseconds) {
        order.push_back("retry after " + std::to_string(failure.status));
    };
    const auto failing = makeConnection("azure_open_ai", serve(503, "{}"));
    OpenAiClient client(m_channels.of(failing), failing);
    http::RetryPolicy twice = http::RetryPolicy::standard();
    twice.attempts = 2;
    client.setRetryPolicy(twice);
    client.setWatch(std::make_shared<const http::Watch>(std::move(watch)));
    EXPECT_THROW(test::run(m_loop, client.send(OpenAiOperation::Chat, chatBody("hi"))), Error);
    EXPECT_THAT(order, testing::ElementsAre("status 503", "retry after 503", "status 503"));
}

} // namespace
} // namespace postern::azure
