// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/tool/llmrequest.h"
#include "tests/engine/tool/llmchatcalls.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::tool;
using postern::test::failureOf;

namespace {

/// The body that we send, or the error.
std::string bodyOf(const LlmCall &call)
{
    const LlmApi &api = *findLlmApi(call.provider, call.api);
    Dict inputs = json::parse(call.inputs).asDict();
    inputs.set(api.isAzure() ? "deployment_name" : "model", api.isAzure() ? "d" : "m");
    Dict body;
    const auto error = failureOf([&] {
        const LlmArguments arguments(api, inputs);
        body = api.isChat()
                   ? chatBody(arguments, List{Dict{{"role", "user"}, {"content", "hi"}}}, false)
                   : completionBody(arguments, "user:\nhi", false);
    });
    if (!error)
        return json::write(Value(body));
    return error->promptflow()->codes.back() + ": " + error->promptflow()->message;
}

/// Without the lecture that closes what is said of functions and tools.
std::string withoutGuide(std::string text)
{
    return text.substr(0, text.find(" Here is a valid "));
}

TEST(LlmRequest, isThatOfPromptFlowFieldByField)
{
    for (const auto &calls : {kChatCalls, kCompletionCalls}) {
        for (const LlmCall &call : calls)
            EXPECT_EQ(withoutGuide(bodyOf(call)), withoutGuide(call.body))
                << call.provider << '.' << call.api << ' ' << call.inputs;
    }
}

TEST(LlmRequest, streamsWhenItIsToldTo)
{
    for (const char *provider : {"AzureOpenAI", "OpenAI"}) {
        const LlmArguments chat(*findLlmApi(provider, "chat"), Dict{{"deployment_name", "d"}});
        EXPECT_EQ(*chatBody(chat, {}, true).find("stream"), Value(true)) << provider;
        EXPECT_EQ(*chatBody(chat, {}, false).find("stream"), Value(false)) << provider;
        const LlmArguments completion(*findLlmApi(provider, "completion"),
                                      Dict{{"deployment_name", "d"}});
        EXPECT_EQ(*completionBody(completion, "p", true).find("stream"), Value(true)) << provider;
    }
}

TEST(LlmRequest, asksTheDefaultModelWhereNoneIsNamed)
{
    EXPECT_EQ(modelOf(LlmArguments(*findLlmApi("OpenAI", "completion"), {})),
              Value("text-davinci-003"));
    EXPECT_EQ(modelOf(LlmArguments(*findLlmApi("OpenAI", "chat"), {})), Value(""));
    const auto error = failureOf(
        [] { modelOf(LlmArguments(*findLlmApi("AzureOpenAI", "chat"), {})); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->message(), "The node has no deployment_name.");
}

TEST(LlmArguments, areParametersAndTheTemplatesVariables)
{
    const LlmArguments arguments(*findLlmApi("AzureOpenAI", "chat"),
                                 Dict{{"question", "q"},
                                      {"temperature", 0.5},
                                      {"best_of", 2},
                                      {1, "odd"}});
    EXPECT_EQ(arguments.get("temperature"), Value(0.5));
    EXPECT_EQ(arguments.get("top_p", 0.9), Value(0.9));
    EXPECT_TRUE(arguments.get("seed").isNull());
    // What is a parameter of completions alone is a variable of a chat's template.
    EXPECT_EQ(Value(arguments.variables()),
              Value(Dict{{"question", "q"}, {"best_of", 2}, {1, "odd"}}));
}

TEST(LlmArguments, wantTheWholeMessageWhereFunctionsMayBeCalled)
{
    const auto wants = [](const char *api, const char *inputs) {
        return LlmArguments(*findLlmApi("OpenAI", api), json::parse(inputs).asDict()).wantsMessage();
    };
    EXPECT_TRUE(wants("chat", R"({"functions": [{}]})"));
    EXPECT_TRUE(wants("chat", R"({"tools": [{}]})"));
    EXPECT_FALSE(wants("chat", R"({"tools": [], "functions": null})"));
    EXPECT_FALSE(wants("chat", "{}"));
    EXPECT_FALSE(wants("completion", R"({"functions": [{}]})"));
}

TEST(LlmApis, areTheFourOfPromptFlow)
{
    for (const char *provider : {"AzureOpenAI", "OpenAI"}) {
        for (const char *api : {"chat", "completion"}) {
            const LlmApi *found = findLlmApi(provider, api);
            ASSERT_NE(found, nullptr) << provider << api;
            EXPECT_EQ(found->name(), std::string(provider) + "." + api);
            EXPECT_EQ(found->isChat(), std::string_view(api) == "chat");
            EXPECT_NE(found->parameter("temperature"), nullptr);
            EXPECT_EQ(found->parameter("nothing"), nullptr);
        }
    }
    EXPECT_EQ(findLlmApi("AzureOpenAI", "embedding"), nullptr);
    EXPECT_EQ(findLlmApi("Anthropic", "chat"), nullptr);
}

} // namespace
