// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/replay/player.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

namespace postern::replay {

namespace {

using testing::HasSubstr;

Recording recorded(const std::string &node, const std::string &body, const std::string &answer)
{
    Recording recording;
    recording.node = node;
    recording.method = "POST";
    recording.target = "/v1/chat/completions";
    recording.request = Body::of(body);
    recording.status = 200;
    recording.pieces = {Body::of(answer)};
    return recording;
}

http::Request asks(const std::string &node, const std::string &body)
{
    http::Watch watch;
    watch.asker = node;
    http::Request request;
    request.method = "POST";
    request.url = "https://else.example/v1/chat/completions?api-version=x";
    request.headers = {{"x-volatile", "1"}};
    request.body = body;
    request.watch = std::make_shared<const http::Watch>(std::move(watch));
    return request;
}

class Playing : public testing::Test
{
protected:
    void have(std::vector<Recording> recordings)
    {
        Cassette cassette;
        cassette.recordings = std::move(recordings);
        m_player = std::make_unique<Player>(std::move(cassette), "c.jsonl");
    }

    std::string answer(http::Request request)
    {
        const auto exchange = test::run(m_loop, m_player->open(std::move(request)));
        return test::run(m_loop, http::readAll(*exchange));
    }

    std::string refusal(http::Request request)
    {
        try {
            answer(std::move(request));
        } catch (const Error &error) {
            return error.message() + "\n" + error.hint();
        }
        return "none";
    }

    boost::asio::io_context m_loop{1};
    std::unique_ptr<Player> m_player;
};

TEST_F(Playing, matchesInMeaning)
{
    have({recorded("a", R"({"x": 1, "y": [true, 2.0]})", "one")});
    EXPECT_EQ(answer(asks("a", "{\n \"y\": [true, 2],\"x\":1.0}")), "one");
}

TEST_F(Playing, givesEqualRequestsTheirAnswersInOrder)
{
    have({recorded("a", "{}", "a1"), recorded("b", "{}", "b1"), recorded("a", "{}", "a2")});
    EXPECT_EQ(answer(asks("b", "{}")), "b1"); // the node's own first
    EXPECT_EQ(answer(asks("a", "{}")), "a1");
    EXPECT_EQ(answer(asks("renamed", "{}")), "a2"); // what is left is anybody's
    EXPECT_THAT(refusal(asks("a", "{}")), HasSubstr("once more than the run that was recorded"));
    EXPECT_TRUE(m_player->leftOver().empty());
}

TEST_F(Playing, takesASecretForAnyText)
{
    have({recorded("a", R"({"p": "key ****** and ******."})", "one")});
    EXPECT_THAT(refusal(asks("a", R"({"p": "key 1 or 2."})")), HasSubstr("p: "));
    EXPECT_EQ(answer(asks("a", R"({"p": "key 1 and 2."})")), "one");
}

TEST_F(Playing, looksAtTheEndOfAPathThatAnotherEndpointBegins)
{
    Recording one = recorded("a", "{}", "one");
    one.target = "/gateway/v1/chat/completions";
    Recording other = recorded("a", "{}", "other");
    other.target = "/openai/deployments/big/chat/completions";
    have({other, one});
    EXPECT_EQ(answer(asks("a", "{}")), "one");
    EXPECT_THAT(refusal(asks("a", "{}")), HasSubstr("target: "));
}

TEST_F(Playing, saysWhereItDeparts)
{
    have({recorded("other", R"({"messages": [{"content": "Far away"}]})", "x"),
          recorded("answer",
                   R"({"messages": [{"content": "You are kind.\nHello Ada"}], "temperature": 0.2})",
                   "y")});
    const std::string told = refusal(
        asks("answer",
             R"({"messages": [{"content": "You are rude.\nHello Ada"}], "temperature": 1})"));
    EXPECT_THAT(told, HasSubstr("Node 'answer' asks for something"));
    EXPECT_THAT(told, HasSubstr("'c.jsonl'"));
    EXPECT_THAT(told, HasSubstr("messages[0].content"));
    EXPECT_THAT(told, HasSubstr("and 1 more"));
    EXPECT_THAT(told, HasSubstr("--record"));
    ASSERT_EQ(m_player->departures().size(), 1U);
    const Departure &departure = m_player->departures()[0];
    EXPECT_EQ(departure.node, "answer");
    EXPECT_EQ(departure.diff,
              "messages[0].content:\n- You are kind.\n+ You are rude.\n  Hello Ada\n"
              "temperature: 0.2 -> 1\n");
    EXPECT_EQ(m_player->leftOver().size(), 2U);
}

TEST_F(Playing, playsFailuresAsTheyWere)
{
    Recording silent = recorded("a", "{}", "");
    silent.status = 0;
    silent.error = "The host is unknown.";
    Recording busy = recorded("a", "{}", "{\"error\": 1}");
    busy.status = 429;
    busy.headers = {{"retry-after", "9"}};
    have({silent, busy});
    EXPECT_THAT(refusal(asks("a", "{}")), HasSubstr("The host is unknown."));
    const auto exchange = test::run(m_loop, m_player->open(asks("a", "{}")));
    EXPECT_EQ(exchange->head().status, 429);
    EXPECT_EQ(http::header(exchange->head().headers, "Retry-After"), "9");
    EXPECT_TRUE(m_player->departures().empty());
}

TEST_F(Playing, givesAStreamInItsPieces)
{
    Recording stream = recorded("a", "{}", "");
    stream.pieces = {{{}, "one", false}, {{}, "two", false}};
    have({stream});
    const auto exchange = test::run(m_loop, m_player->open(asks("a", "{}")));
    EXPECT_EQ(test::run(m_loop, exchange->read()), "one");
    EXPECT_EQ(test::run(m_loop, exchange->read()), "two");
    EXPECT_EQ(test::run(m_loop, exchange->read()), std::nullopt);
}

TEST_F(Playing, ofAnEmptyCassetteDepartsAtOnce)
{
    have({});
    EXPECT_THAT(refusal(asks("", "{}")), HasSubstr("The flow asks for something"));
}

} // namespace

} // namespace postern::replay
