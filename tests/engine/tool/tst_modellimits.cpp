// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/tool/modellimits.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::tool;

namespace {

Error refusal(const std::string &message, const std::string &name = "BadRequestError")
{
    return Error(ErrorCode::ConnectionFailed, "refused")
        .as({"UserError", "OpenAIError", name}, message);
}

Dict body(const char *json)
{
    return json::parse(json).asDict();
}

/// The body as it is sent once the limits are known.
std::string applied(const ModelLimits &limits, const char *json, const std::string &connection = "c")
{
    Dict sent = body(json);
    limits.apply(connection, sent);
    return json::write(Value(sent));
}

constexpr auto kBody
    = R"({"model": "m", "temperature": 1.0, "max_tokens": 9, "top_p": 1.0, "n": 1, "stop": ["x"]})";

TEST(ModelLimits, sendEverythingUntilSomethingIsRefused)
{
    EXPECT_EQ(applied(ModelLimits(), kBody), json::write(Value(body(kBody))));
}

TEST(ModelLimits, leaveOutWhatTheModelRefused)
{
    ModelLimits limits;
    EXPECT_TRUE(
        limits.learn("c",
                     body(kBody),
                     refusal("Error: Unsupported value: 'temperature' does not support 1.0")));
    EXPECT_EQ(applied(limits, kBody),
              R"({"model": "m", "max_tokens": 9, "top_p": 1.0, "n": 1, "stop": ["x"]})");
    EXPECT_TRUE(limits.learn("c", body(kBody), refusal("Unsupported parameter: 'top_p' is not")));
    EXPECT_EQ(applied(limits, kBody), R"({"model": "m", "max_tokens": 9, "n": 1, "stop": ["x"]})");
}

TEST(ModelLimits, renameTheLimitOfTokens)
{
    ModelLimits limits;
    EXPECT_TRUE(
        limits.learn("c",
                     body(kBody),
                     refusal("Unsupported parameter: 'max_tokens' is not supported with this "
                             "model. Use 'max_completion_tokens' instead.")));
    EXPECT_EQ(applied(limits, R"({"model": "m", "max_tokens": 9})"),
              R"({"model": "m", "max_completion_tokens": 9})");
    EXPECT_EQ(applied(limits, R"({"model": "m"})"), R"({"model": "m"})");
}

TEST(ModelLimits, areThoseOfOneModelBehindOneConnection)
{
    ModelLimits limits;
    limits.learn("c", body(kBody), refusal("Unsupported parameter: 'n' is not"));
    EXPECT_EQ(applied(limits, R"({"model": "m", "n": 1})"), R"({"model": "m"})");
    EXPECT_EQ(applied(limits, R"({"model": "other", "n": 1})"), R"({"model": "other", "n": 1})");
    EXPECT_EQ(applied(limits, R"({"n": 1})"), R"({"n": 1})");
    EXPECT_EQ(applied(limits, R"({"model": "m", "n": 1})", "d"), R"({"model": "m", "n": 1})");
}

TEST(ModelLimits, learnTheSameOnce)
{
    // Otherwise a model that refuses whatever is sent would be asked for ever.
    ModelLimits limits;
    EXPECT_TRUE(limits.learn("c", body(kBody), refusal("Unsupported parameter: 'n'")));
    EXPECT_FALSE(limits.learn("c", body(kBody), refusal("Unsupported parameter: 'n'")));
}

TEST(ModelLimits, doWithoutWhatShapesTheAnswerAndNothingElse)
{
    for (const char *name : {"max_tokens",
                             "temperature",
                             "top_p",
                             "presence_penalty",
                             "frequency_penalty",
                             "logit_bias",
                             "n"}) {
        ModelLimits limits;
        const Dict sent{{"model", "m"}, {name, 1}};
        EXPECT_TRUE(
            limits.learn("c", sent, refusal("Unsupported parameter: '" + std::string(name) + "'")))
            << name;
    }
    for (const char *name :
         {"messages", "model", "tools", "response_format", "stop", "stream", ""}) {
        ModelLimits limits;
        const Dict sent{{"model", "m"}, {name, 1}};
        EXPECT_FALSE(
            limits.learn("c", sent, refusal("Unsupported parameter: '" + std::string(name) + "'")))
            << name;
    }
}

TEST(ModelLimits, learnFromARefusedRequestAlone)
{
    ModelLimits limits;
    const std::string sentence = "Unsupported parameter: 'n'";
    EXPECT_FALSE(limits.learn("c", body(kBody), Error(ErrorCode::ConnectionFailed, sentence)));
    EXPECT_FALSE(limits.learn("c", body(kBody), refusal(sentence, "RateLimitError")));
    EXPECT_FALSE(limits.learn("c", body(kBody), refusal("Unsupported parameter: 'n")));
    EXPECT_FALSE(limits.learn("c", body(kBody), refusal("Invalid 'n'")));
    // What the body doesn't have can't be left out of it.
    EXPECT_FALSE(limits.learn("c", body(R"({"model": "m"})"), refusal(sentence)));
    EXPECT_EQ(applied(limits, kBody), json::write(Value(body(kBody))));
}

} // namespace
