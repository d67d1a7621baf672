// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/log.h"
#include "engine/replay/cassette.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>

namespace postern::replay {

namespace {

using testing::HasSubstr;
using testing::Not;

run::RunEvent eventOf(const std::string &sent, const std::string &received)
{
    run::Request request;
    http::Attempt &attempt = request.attempt;
    attempt.method = "POST";
    attempt.host = "models.example";
    attempt.target = "/openai/deployments/d/chat/completions?api-version=2024-02-01&api_key=k12345";
    attempt.status = 200;
    attempt.isWhole = true;
    attempt.sent = std::make_shared<const std::string>(sent);
    attempt.received = std::make_shared<const std::string>(received);
    attempt.pieces = {received.size()};
    attempt.receivedHeaders = {{"Content-Type", "application/json"}, {"x-request-id", "7"}};
    run::RunEvent event;
    event.origin.run = "r";
    event.origin.node = "answer";
    event.data = std::move(request);
    return event;
}

std::string errorOf(const std::string &text)
{
    try {
        Cassette::parse(text, "c.jsonl");
    } catch (const Error &error) {
        return toString(error.place().value_or(Place())) + " " + error.message();
    }
    return "none";
}

const std::string kHead = cassetteLine(CassetteHead());

TEST(Cassette, keepsARequestAndItsAnswer)
{
    const auto recorded = recordingOf(eventOf(R"({"a": 1})", R"({"b": [2.5, "안녕"]})"));
    ASSERT_TRUE(recorded);
    const Cassette read = Cassette::parse(kHead + cassetteLine(*recorded), "c");
    ASSERT_EQ(read.recordings.size(), 1U);
    const Recording &one = read.recordings[0];
    EXPECT_EQ(one.node, "answer");
    EXPECT_EQ(one.method, "POST");
    EXPECT_EQ(one.target, "/openai/deployments/d/chat/completions");
    EXPECT_EQ(one.request.json, Value(Dict{{"a", 1}}));
    EXPECT_EQ(one.status, 200);
    EXPECT_THAT(one.headers,
                testing::ElementsAre(testing::Pair("content-type", "application/json")));
    ASSERT_EQ(one.pieces.size(), 1U);
    EXPECT_EQ(one.pieces[0].bytes(), R"({"b": [2.5, "안녕"]})");
}

TEST(Cassette, keepsTheNameOfTheCallingNodes)
{
    run::RunEvent event = eventOf("{}", "{}");
    event.origin.parent = std::make_shared<const run::Origin>(run::Origin{"o", 0, "outer", 1, {}});
    EXPECT_EQ(recordingOf(event)->node, "outer/answer");
}

TEST(Cassette, keepsThePiecesOfAStream)
{
    const std::string first = "data: {\"a\": 1}\n\n";
    const std::string second = "data: [DONE]\n\n";
    run::RunEvent event = eventOf("{}", first + second);
    std::get<run::Request>(event.data).attempt.pieces = {first.size(), second.size()};
    std::get<run::Request>(event.data).attempt.isWhole = false; // nobody reads beyond [DONE]
    const Cassette read = Cassette::parse(kHead + cassetteLine(*recordingOf(event)), "c");
    ASSERT_EQ(read.recordings[0].pieces.size(), 2U);
    EXPECT_EQ(read.recordings[0].pieces[0].text, first);
    EXPECT_EQ(read.recordings[0].pieces[1].text, second);
    EXPECT_FALSE(read.recordings[0].isCut);
}

TEST(Cassette, keepsPiecesThatPartACharacterAsOne)
{
    run::RunEvent event = eventOf("{}", "가나");
    std::get<run::Request>(event.data).attempt.pieces = {2, 4};
    const Cassette read = Cassette::parse(kHead + cassetteLine(*recordingOf(event)), "c");
    ASSERT_EQ(read.recordings[0].pieces.size(), 1U);
    EXPECT_EQ(read.recordings[0].pieces[0].text, "가나");
}

TEST(Cassette, marksAnAnswerThatNobodyWaitedFor)
{
    run::RunEvent event = eventOf("{}", "data: half");
    std::get<run::Request>(event.data).attempt.isWhole = false;
    EXPECT_TRUE(recordingOf(event)->isCut);
    std::get<run::Request>(event.data).attempt.status = 0;
    EXPECT_FALSE(recordingOf(event)); // it was stopped before there was one
}

TEST(Cassette, leavesOutRedirections)
{
    run::RunEvent event = eventOf("{}", "");
    std::get<run::Request>(event.data).attempt.status = 307;
    EXPECT_FALSE(recordingOf(event));
}

TEST(Cassette, holdsNoSecret)
{
    log::registerSecret("open-sesame-44");
    run::RunEvent event = eventOf(R"({"prompt": "say open-sesame-44", "n": {"open-sesame-44": 1}})",
                                  R"({"text": "open-sesame-44!"})");
    const std::string line = cassetteLine(*recordingOf(event));
    EXPECT_THAT(line, Not(HasSubstr("sesame")));
    EXPECT_THAT(line, Not(HasSubstr("k12345")));
    EXPECT_THAT(line, HasSubstr("say ******"));

    // Over the border of two pieces, too.
    event = eventOf("{}", "data: open-sesame-44\n\n");
    std::get<run::Request>(event.data).attempt.pieces = {12, 10};
    EXPECT_THAT(cassetteLine(*recordingOf(event)), Not(HasSubstr("sesame")));
    CassetteHead head;
    head.inputs = Dict{{"q", "open-sesame-44"}};
    EXPECT_THAT(cassetteLine(head), Not(HasSubstr("sesame")));
    GivenByNode given;
    given.node = "n";
    given.output = Value("x open-sesame-44");
    EXPECT_THAT(cassetteLine(given), Not(HasSubstr("sesame")));
}

TEST(Cassette, leavesKeysOutOfTargets)
{
    EXPECT_EQ(withoutKeys("/a?code=1&q=2&SIG=3&x=4"), "/a?q=2&x=4");
    EXPECT_EQ(withoutKeys("/a?api-version=1"), "/a");
    EXPECT_EQ(withoutKeys("/a"), "/a");
}

TEST(Cassette, thatBreaksOffHoldsWhatCameBefore)
{
    const std::string line = cassetteLine(*recordingOf(eventOf("{}", "{}")));
    for (std::size_t length = 1; length < line.size() - 1; length += 7) {
        const Cassette read = Cassette::parse(kHead + line + line.substr(0, length), "c");
        EXPECT_EQ(read.recordings.size(), 1U) << length;
        EXPECT_TRUE(read.isBroken);
    }
}

TEST(Cassette, saysInWhichLineItIsDamaged)
{
    const std::string line = cassetteLine(*recordingOf(eventOf("{}", "{}")));
    EXPECT_THAT(errorOf(kHead + "{]\n" + line), HasSubstr("c.jsonl:2"));
    EXPECT_THAT(errorOf(kHead + line + "{\"node\": 1}\n"), HasSubstr("c.jsonl:3"));
    EXPECT_THAT(errorOf(kHead + "{\"request\": {\"method\": \"GET\", \"target\": \"/\"}}\n"),
                HasSubstr("'answer' is missing"));
    EXPECT_THAT(errorOf(kHead + "[]\n"), HasSubstr("c.jsonl:2"));
}

TEST(Cassette, isToldFromOtherFilesAndNewerForms)
{
    EXPECT_THAT(errorOf(""), HasSubstr("is no recording"));
    EXPECT_THAT(errorOf("inputs:\n  a: 1\n"), HasSubstr("is no recording"));
    EXPECT_THAT(errorOf("{\"cassette\": 99}\n"), HasSubstr("newer Postern"));
    EXPECT_THAT(errorOf("\xff\xfe\x00\x01"), HasSubstr("is no recording"));
}

} // namespace

} // namespace postern::replay
