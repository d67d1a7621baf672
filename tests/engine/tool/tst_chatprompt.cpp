// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/tool/chatprompt.h"
#include "engine/tool/roleheader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace postern::tool {
namespace {

std::string split(std::string_view prompt)
{
    return json::write(Value(messagesOf(prompt)));
}

std::string errorClassOf(std::string_view prompt)
{
    try {
        messagesOf(prompt);
    } catch (const Error &error) {
        EXPECT_FALSE(error.hint().empty());
        return error.promptflow().value().codes.back();
    }
    return "none";
}

TEST(ChatPrompt, SplitsAtRoleLinesOfAnySpelling)
{
    EXPECT_EQ(split("system:\nA\nUSER:\nB\n #  Assistant :  \nC\n"),
              R"([{"role": "system", "content": "A"}, {"role": "user", "content": "B"}, )"
              R"({"role": "assistant", "content": "C"}])");
}

TEST(ChatPrompt, LeavesWhatOnlyLooksLikeARoleLineInTheContent)
{
    EXPECT_EQ(split("user:\n## user:\nD\nuser: E\nsuper user:\nmy system\n"),
              R"([{"role": "user", "content": "## user:\nD\nuser: E\nsuper user:\nmy system"}])");
    EXPECT_EQ(split("system:\nA\nuser:"), R"([{"role": "system", "content": "A\nuser:"}])")
        << "a header needs a line end";
}

TEST(ChatPrompt, KeepsEmptyContents)
{
    EXPECT_EQ(split("system:\n\nuser:\nq"),
              R"([{"role": "system", "content": ""}, {"role": "user", "content": "q"}])");
    EXPECT_EQ(split(""), "[]");
    EXPECT_EQ(split(" \n\t\n"), "[]");
}

TEST(ChatPrompt, ReadsNames)
{
    EXPECT_EQ(split("system:\nname:\nbob\ncontent:\nhi there\nmore\n\n# user:\n## name:\nal\n"
                    "## content:\nq"),
              R"([{"role": "system", "name": "bob", "content": "hi there\nmore"}, )"
              R"({"role": "user", "name": "al", "content": "q"}])");
    EXPECT_EQ(split("user:\nname: bob\ncontent: x"),
              R"([{"role": "user", "content": "name: bob\ncontent: x"}])")
        << "a name stands on a line of its own";
}

TEST(ChatPrompt, ReadsToolCallsAndTheirResults)
{
    EXPECT_EQ(split("user:\nq\n\n# assistant:\n## tool_calls:\n[{'id': 'c1', 'type': 'function', "
                    "'function': {'name': 'f1', 'arguments': '{}'}}]\n\n# tool:\n"
                    "## tool_call_id:\nc1\n## content:\nresult\n"),
              R"([{"role": "user", "content": "q"}, {"role": "assistant", "tool_calls": )"
              R"([{"id": "c1", "type": "function", "function": {"name": "f1", "arguments": "{}"}}]}, )"
              R"({"role": "tool", "tool_call_id": "c1", "content": "result"}])");
}

TEST(ChatPrompt, TakesToolCallsThatAreNoPythonLiteralForText)
{
    EXPECT_EQ(split("assistant:\ntool_calls:\n[call()]"),
              R"([{"role": "assistant", "content": "tool_calls:\n[call()]"}])");
    EXPECT_EQ(split("assistant:\ntool_calls:\n[{'a': [1]}]"),
              R"([{"role": "assistant", "content": "tool_calls:\n[{'a': [1]}]"}])")
        << "prompt flow ends the list at the first bracket";
}

TEST(ChatPrompt, RefusesTextInFrontOfTheFirstRole)
{
    EXPECT_EQ(errorClassOf("hello\nsystem:\nA"), "ChatAPIInvalidRole");
    EXPECT_EQ(errorClassOf("just text"), "ChatAPIInvalidRole");
    EXPECT_EQ(errorClassOf("function:\nno name"), "ChatAPIFunctionRoleInvalidFormat");
    EXPECT_EQ(errorClassOf("tool:\nno id"), "ChatAPIToolRoleInvalidFormat");
}

TEST(ChatPrompt, NamesTheWrongRoleAsPromptFlowDoes)
{
    try {
        messagesOf("Just Text");
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::NodeFailed);
        EXPECT_TRUE(error.promptflow()->message.starts_with(
            "The Chat API requires a specific format for prompt definition, and the prompt should "
            "include separate lines as role delimiters: "
            "'system:\\n','user:\\n','assistant:\\n','function:\\n','tool:\\n'. Current parsed "
            "role "
            "'just text' does not"));
    }
}

TEST(ChatPrompt, IsLinearInHostileWhiteSpace)
{
    const std::string blank(2'000'000, '\n');
    EXPECT_EQ(messagesOf("user:\n" + blank + "x").size(), 1U);
    EXPECT_EQ(messagesOf("user:\nname:" + blank).size(), 1U);
    std::string hashes;
    for (int i = 0; i < 500'000; ++i)
        hashes += "#\n";
    EXPECT_EQ(messagesOf("user:\n" + hashes).size(), 1U);
}

TEST(RoleHeader, TakesTheBlankLinesAroundItAlong)
{
    const std::string text = "a\n\n # user :\n\n b";
    const auto headers = findRoleHeaders(text);
    ASSERT_EQ(headers.size(), 1U);
    EXPECT_EQ(headers[0].begin, 2U);
    EXPECT_EQ(text.substr(headers[0].roleBegin, headers[0].roleEnd - headers[0].roleBegin), "user");
    EXPECT_EQ(text.substr(headers[0].end), " b");
}

} // namespace
} // namespace postern::tool
