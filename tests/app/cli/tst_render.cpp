// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr auto kPrompty = "---\n"
                          "name: basic\n"
                          "model:\n"
                          "  api: chat\n"
                          "  configuration: {type: azure_openai, azure_deployment: gpt}\n"
                          "  parameters: {max_tokens: 10}\n"
                          "inputs:\n"
                          "  name: {type: string, default: you}\n"
                          "  count: {type: int, default: 2}\n"
                          "sample: {name: Ann}\n"
                          "---\n"
                          "system:\n"
                          "Be kind to {{name}}.\n"
                          "user:\n"
                          "{{count + 1}}\n";

class Render : public test::CommandTest
{};

Value message(const char *role, const char *content)
{
    return Dict{{"role", role}, {"content", content}};
}

} // namespace

TEST_F(Render, aTemplateWithInputsInWords)
{
    write("a.jinja2", "{% if name %}\nHello {{name}}!\n{% endif %}\n");
    const auto result = run({"render", "a.jinja2", "--inputs", "name=Ann"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.output, "Hello Ann!\n");
    EXPECT_EQ(result.error, "");
}

TEST_F(Render, inputsOfAFileKeepTheirTypes)
{
    write("a.jinja2", "{% for x in list %}{{x * 2}} {% endfor %}");
    write("in.json", R"({"list": [1, 2]})");
    EXPECT_EQ(run({"render", "a.jinja2", "--inputs", "in.json"}).output, "2 4 \n");
    write("in.yaml", "list: [1, 2.5]\n");
    EXPECT_EQ(run({"render", "a.jinja2", "--inputs", "in.yaml"}).output, "2 5.0 \n");
}

TEST_F(Render, namesThatAreNotGivenAreTold)
{
    write("a.jinja2", "[{{question}}]");
    const auto result = run({"render", "a.jinja2"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "[]\n");
    EXPECT_THAT(result.error, HasSubstr("question"));
}

TEST_F(Render, messagesOfAChatTemplate)
{
    write("a.jinja2", "system:\nBe brief.\nuser:\n{{q}}\n");
    const auto result = run({"render", "a.jinja2", "--messages", "--inputs", "q=Why?"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.json(), Value(List{message("system", "Be brief."), message("user", "Why?")}));
}

TEST_F(Render, jsonHoldsTextMessagesAndMissingNames)
{
    write("a.jinja2", "user:\n{{q}}");
    const auto result = run({"render", "a.jinja2", "--messages", "--format", "json"});
    EXPECT_EQ(result.json(),
              Value(Dict{{"text", "user:\n"},
                         {"missing", List{"q"}},
                         {"messages", List{message("user", "")}}}));
}

TEST_F(Render, aPromptyWithItsSampleAndDefaults)
{
    write("basic.prompty", kPrompty);
    const auto result = run({"render", "basic.prompty"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.output, "system:\nBe kind to Ann.\nuser:\n3\n");
    const auto given = run(
        {"render", "basic.prompty", "--messages", "--inputs", "count=4", "name=Bo"});
    EXPECT_EQ(given.json(), Value(List{message("system", "Be kind to Bo."), message("user", "5")}));
}

TEST_F(Render, errorsNameTheLineOfTheFile)
{
    write("bad.jinja2", "one\n{% if %}\n");
    const auto syntax = run({"render", "bad.jinja2"});
    EXPECT_EQ(syntax.exitCode, 3);
    EXPECT_THAT(syntax.error, StartsWith("error: bad.jinja2:2"));
    write("div.jinja2", "one\n\n{{ 1 / 0 }}\n");
    const auto rendering = run({"render", "div.jinja2"});
    EXPECT_EQ(rendering.exitCode, 3);
    EXPECT_THAT(rendering.error, StartsWith("error: div.jinja2:3"));
    EXPECT_EQ(rendering.output, "");
    write("bad.prompty", std::string(kPrompty) + "{{ name.x.y }}\n");
    EXPECT_THAT(run({"render", "bad.prompty"}).error, StartsWith("error: bad.prompty:16"));
}

TEST_F(Render, theTemplateIsSandboxed)
{
    write("a.jinja2", "{{ ''.__class__.__mro__[1].__subclasses__() }}");
    const auto result = run({"render", "a.jinja2"});
    EXPECT_EQ(result.exitCode, 3) << result.output;
    EXPECT_THAT(result.output, Not(HasSubstr("class")));
}

TEST_F(Render, whatCannotBeRendered)
{
    EXPECT_EQ(run({"render"}).exitCode, 2);
    EXPECT_EQ(run({"render", "nope.jinja2"}).exitCode, 3);
    EXPECT_EQ(run({"render", "nope.prompty"}).exitCode, 3);
    EXPECT_EQ(run({"render", "."}).exitCode, 3);
    write("latin.jinja2", "one\n\xe4\n");
    EXPECT_THAT(run({"render", "latin.jinja2"}).error, StartsWith("error: latin.jinja2:2"));
    write("plain.jinja2", "no role here");
    const auto result = run({"render", "plain.jinja2", "--messages"});
    EXPECT_THAT(result.error, HasSubstr("plain.jinja2"));
    EXPECT_NE(result.exitCode, 0);
}
