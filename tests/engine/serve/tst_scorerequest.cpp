// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/serve/answers.h"
#include "engine/serve/scorerequest.h"

#include <gtest/gtest.h>

namespace postern::serve {
namespace {

const std::vector<run::LineInput> kOne{{"q", false}};
const std::vector<run::LineInput> kThree{{"q", false}, {"n", false}, {"more", true}};

std::string taken(std::string_view body, const std::vector<run::LineInput> &inputs)
{
    try {
        return json::write(Value(inputsOf(body, inputs)));
    } catch (const Error &error) {
        return error.promptflow()->path() + ": " + error.promptflow()->message;
    }
}

TEST(ScoreRequest, takesAnObjectOrTheTextOfTheOneInput)
{
    EXPECT_EQ(taken(R"({"q": 1, "x": [2]})", kOne), R"({"q": 1, "x": [2]})");
    EXPECT_EQ(taken("\xEF\xBB\xBF{\"q\": \"\\u00e9\"}", kOne), R"({"q": "\u00e9"})");
    EXPECT_EQ(taken("what is this?", kOne), R"({"q": "what is this?"})");
    EXPECT_EQ(taken("", kOne), R"({"q": ""})");
    EXPECT_EQ(taken("no matter what", {}), "{}");
}

TEST(ScoreRequest, saysWhatIsWrongInPromptFlowsWords)
{
    EXPECT_EQ(
        taken("what?", kThree),
        "UserError/BadRequest/JsonPayloadRequiredForMultipleInputFields: Promptflow executor "
        "received non json data, but there's more than 1 input fields, please use json request "
        "data instead.");
    EXPECT_EQ(taken(R"({"more": "it's"})", kThree),
              "UserError/BadRequest/MissingRequiredFlowInput: Required input fields ['q', 'n'] are "
              "missing in request data {'more': \"it's\"}");
    EXPECT_EQ(
        taken("[1, null]", kOne),
        "UserError/BadRequest/MissingRequiredFlowInput: Required input fields ['q'] are missing "
        "in request data [1, None]");
    EXPECT_EQ(
        taken("3", {{"q", true}}),
        "UserError/BadRequest/MissingRequiredFlowInput: The request data is no JSON object: 3");
    EXPECT_NE(taken("\xff\xfe", kOne).find("neither JSON nor text"), std::string::npos);
}

TEST(ScoreRequest, readsWhatAClientAccepts)
{
    const auto accepted = [](const char *header) {
        const Accepted found = acceptedBy({{"accept", header}});
        return std::string(found.events ? "e" : "") + (found.json ? "j" : "");
    };
    EXPECT_TRUE(acceptedBy({}).json);
    EXPECT_FALSE(acceptedBy({}).events);
    EXPECT_EQ(accepted("*/*"), "j");
    EXPECT_EQ(accepted("text/*"), ""); // as in prompt flow
    EXPECT_EQ(accepted("text/html, application/*;q=0.1"), "j");
    EXPECT_EQ(accepted("Text/Event-Stream;q=0.9 , application/json"), "ej");
    EXPECT_EQ(accepted("text/event-stream"), "e");
    EXPECT_EQ(accepted(" , ,"), "j");
    const http::Response refused = notAcceptable(acceptedBy({{"Accept", "text/html,image/png"}}),
                                                 false);
    EXPECT_EQ(refused.head.status, 406);
    EXPECT_EQ(refused.body,
              R"({"error":{"code":"UserError","message":"Media type text/html,image/png in Accept )"
              R"(header is not acceptable. Supported media type(s) - application/json"}})"
              "\n");
}

TEST(ServeAnswers, areSortedAndEscapedAsThoseOfPromptFlow)
{
    EXPECT_EQ(jsonAnswer(json::parse(R"({"b": "é", "a": [1, 2.0]})")).body,
              "{\"a\":[1,2.0],\"b\":\"\\u00e9\"}\n");
    const auto failed = [](Error error) {
        const http::Response response = errorAnswer(error);
        return std::to_string(response.head.status) + " " + response.body;
    };
    EXPECT_EQ(failed(Error(ErrorCode::NodeFailed, "ours").as({"UserError", "X"}, "theirs")),
              "400 {\"error\":{\"code\":\"UserError\",\"message\":\"theirs\"}}\n");
    EXPECT_EQ(failed(Error(ErrorCode::NodeFailed, "ours").as({"SystemError", "X"}, "theirs")),
              "500 {\"error\":{\"code\":\"SystemError\",\"message\":\"theirs\"}}\n");
    EXPECT_EQ(failed(Error(ErrorCode::InvalidInput, "ours")),
              "400 {\"error\":{\"code\":\"UserError\",\"message\":\"ours\"}}\n");
    EXPECT_EQ(failed(Error(ErrorCode::Internal, "at https://x.example/?sig=hush-hush")).find("hush"),
              std::string::npos);
}

} // namespace
} // namespace postern::serve
