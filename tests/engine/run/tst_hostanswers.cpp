// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What the engine answers to Python code, without Python: one question of each kind.

#include "engine/run/hostcalls.h"
#include "tests/engine/run/flowfolder.h"
#include "tests/support/failure.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::run;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class HostAnswers : public FlowFolder
{
protected:
    HostAnswers()
    {
        write("flow.dag.yaml", "nodes: []\n");
        m_spec = specOf();
    }

    Value ask(const std::string &kind, Dict arguments)
    {
        python::HostCall call;
        call.kind = kind;
        call.arguments = std::move(arguments);
        call.told.onPrompt = [this](std::string_view text) { m_prompts.emplace_back(text); };
        call.told.onChunk = [this](std::string_view text) { m_chunks += text; };
        call.told.onUsage = [this](const TokenUsage &usage) { m_tokens += usage.total; };
        call.told.onLog = [](bool, std::string_view) {};
        call.told.onNested = [this](const void *) { ++m_nested; };
        return test::run(m_loop, m_calls.answer(std::move(call)));
    }
    std::optional<Error> refusal(const std::string &kind, const Dict &arguments)
    {
        return test::failureOf([&] { ask(kind, arguments); });
    }
    static Dict connection(const std::string &type = "AzureOpenAIConnection")
    {
        return Dict{{"name", "team"},
                    {"type", type},
                    {"configs", Dict{{"api_base", "https://models.invalid"}}},
                    {"secrets", Dict{{"api_key", "k"}}}};
    }
    /// A prompty, and the question for it.
    Dict prompty(const std::string &parameters = "{}", const Dict &inputs = Dict{{"name", "Ann"}})
    {
        write("hello.prompty",
              "---\nname: hello\nmodel:\n  configuration: {type: azure_openai, azure_deployment: "
              "d, azure_endpoint: 'https://models.invalid', api_key: k}\n  parameters: "
                  + parameters + "\ninputs: {name: {type: string}}\n---\nuser:\nHi {{name}}\n");
        return Dict{{"source", (m_root / "hello.prompty").string()}, {"inputs", inputs}};
    }

    RunSpec m_spec = [] {
        RunSpec spec;
        spec.trust = flow::Trust::Trusted;
        spec.simulate = true; // before anybody asks who answers
        return spec;
    }();
    connection::ConnectionSet m_connections;
    connection::Environment m_environment;
    tool::ToolRegistry m_registry{m_engine.templates(), tool::Answers::Simulator};
    HostCalls m_calls{m_engine, m_spec, m_connections, m_environment, m_registry, {}};
    std::vector<std::string> m_prompts;
    std::string m_chunks;
    std::int64_t m_tokens = 0;
    int m_nested = 0;
};

} // namespace

TEST_F(HostAnswers, renderTemplates)
{
    EXPECT_EQ(ask("render",
                  Dict{{"template", "{{ a }} {{ b|length }}"},
                       {"variables", Dict{{"a", true}, {"b", List{1, 2}}}}}),
              Value("True 2"));
    EXPECT_THAT(refusal("render", Dict{{"template", "{{ a"}})->message(), HasSubstr("end"));
    const std::size_t compiled = m_engine.templates().compiledCount();
    ask("render", Dict{{"template", "{{ a }} {{ b|length }}"}, {"variables", Dict{{"b", "x"}}}});
    EXPECT_EQ(m_engine.templates().compiledCount(), compiled) << "it is kept";
}

TEST_F(HostAnswers, splitPromptsIntoMessages)
{
    EXPECT_EQ(ask("messages", Dict{{"prompt", "system:\nBe brief.\nuser:\nHi"}}),
              Value(List{Dict{{"role", "system"}, {"content", "Be brief."}},
                         Dict{{"role", "user"}, {"content", "Hi"}}}));
    const Value own = ask("messages", Dict{{"prompt", "guest:\nHi"}, {"roles", List{"guest"}}});
    EXPECT_EQ(*own.asList().at(0).find("role"), Value("guest"));
}

TEST_F(HostAnswers, checkFunctionsOfARequest)
{
    const List functions{
        Dict{{"name", "f"}, {"parameters", Dict{{"type", "object"}, {"properties", Dict()}}}}};
    EXPECT_EQ(ask("check", Dict{{"what", "functions"}, {"value", functions}}), Value(functions));
    EXPECT_TRUE(refusal("check", Dict{{"what", "functions"}, {"value", "f"}}));
    EXPECT_TRUE(refusal("check", Dict{{"what", "tools"}, {"value", List{Dict()}}}));
    EXPECT_EQ(ask("check", Dict{{"what", "tool_choice"}, {"value", "auto"}}), Value("auto"));
}

TEST_F(HostAnswers, readYaml)
{
    EXPECT_EQ(ask("yaml", Dict{{"text", "a: [1, yes]\nb:\n"}}),
              Value(Dict{{"a", List{1, "yes"}}, {"b", nullptr}}));
    EXPECT_TRUE(ask("yaml", Dict{{"text", ""}}).isNull());
    const auto error = refusal("yaml", Dict{{"text", "a: b: c\n"}});
    ASSERT_TRUE(error && error->promptflow());
    EXPECT_THAT(error->promptflow()->message, HasSubstr("(line 1, column"));
}

TEST_F(HostAnswers, loadImagesRelativeToTheCallersFolder)
{
    write("dot.png", "\x89PNG of ours");
    const Dict reference{{"data:image/png;path", "dot.png"}};
    const Value image = ask("image", Dict{{"folder", m_root.string()}, {"value", reference}});
    ASSERT_EQ(image.kind(), Value::Kind::Image);
    EXPECT_EQ(image.asImage().data, "\x89PNG of ours");
    const Value nested
        = ask("image",
              Dict{{"folder", m_root.string()}, {"value", List{1, reference}}, {"nested", true}});
    EXPECT_EQ(nested, Value(List{1, image}));
}

TEST_F(HostAnswers, askModelsByAConnectionThatCodeHolds)
{
    const Value answer = ask("llm",
                             Dict{{"provider", "AzureOpenAI"},
                                  {"api", "chat"},
                                  {"connection", connection()},
                                  {"prompt", "user:\nHi {{name}}"},
                                  {"parameters", Dict{{"deployment_name", "d"}, {"name", "Ann"}}}});
    EXPECT_TRUE(answer.isString());
    EXPECT_THAT(m_prompts, ElementsAre(HasSubstr("Hi Ann")));
    EXPECT_GT(m_tokens, 0);
    const auto error = refusal("llm", Dict{{"api", "chat"}, {"connection", "nobody"}});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::ConnectionMissing);
}

TEST_F(HostAnswers, callPrompties)
{
    const Value answer = ask("prompty", prompty());
    ASSERT_TRUE(answer.find("answer"));
    EXPECT_TRUE(answer.find("answer")->isString());
    EXPECT_THAT(m_prompts, ElementsAre(HasSubstr("Hi Ann")));
    EXPECT_GT(m_tokens, 0);
    const auto missing = refusal("prompty", prompty("{}", Dict{{"other", 1}}));
    ASSERT_TRUE(missing && missing->promptflow());
    EXPECT_EQ(missing->promptflow()->codes.back(), "MissingRequiredInputError");
}

TEST_F(HostAnswers, renderPromptiesWithoutAModel)
{
    const Value rendered = ask("prompty.render", prompty("{max_tokens: 7}"));
    EXPECT_EQ(*rendered.find("parameters"), Value(Dict{{"max_tokens", 7}}));
    EXPECT_EQ(*rendered.find("prompt"), Value(List{Dict{{"role", "user"}, {"content", "Hi Ann"}}}));
    EXPECT_EQ(m_tokens, 0);
}

TEST_F(HostAnswers, streamPromptiesPieceByPiece)
{
    const Value begun = ask("prompty", prompty("{stream: true}"));
    const Value *stream = begun.find("stream");
    ASSERT_TRUE(stream);
    std::string text;
    for (Value piece = ask("stream.next", Dict{{"stream", *stream}}); !piece.isNull();
         piece = ask("stream.next", Dict{{"stream", *stream}}))
        text += piece.asString();
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(m_chunks, text);
    EXPECT_TRUE(ask("stream.next", Dict{{"stream", *stream}}).isNull()) << "it stays at its end";
    EXPECT_TRUE(ask("stream.next", Dict{{"stream", 99}}).isNull());
}

TEST_F(HostAnswers, endAStreamThatNobodyWants)
{
    const Value begun = ask("prompty", prompty("{stream: true}"));
    const Value stream = *begun.find("stream");
    EXPECT_FALSE(ask("stream.next", Dict{{"stream", stream}}).isNull());
    EXPECT_TRUE(ask("stream.next", Dict{{"stream", stream}, {"close", true}}).isNull());
    EXPECT_TRUE(ask("stream.next", Dict{{"stream", stream}}).isNull());
}

TEST_F(HostAnswers, takeVariablesAsTheCodeHasSetThemSince)
{
    m_environment = {{"WHO", "Ann"}};
    write("who.prompty",
          "---\nmodel:\n  configuration: {type: azure_openai, azure_deployment: d, "
          "azure_endpoint: 'https://models.invalid', api_key: k}\n  parameters: {stop: "
          "'${env:WHO}'}\n---\nuser:\nHi\n");
    const std::string source = (m_root / "who.prompty").string();
    const Value before = ask("prompty.render", Dict{{"source", source}});
    EXPECT_EQ(*before.find("parameters"), Value(Dict{{"stop", "Ann"}}));
    const Value after = ask("prompty.render",
                            Dict{{"source", source}, {"environment", Dict{{"WHO", "Bob"}}}});
    EXPECT_EQ(*after.find("parameters"), Value(Dict{{"stop", "Bob"}}));
}

TEST_F(HostAnswers, callFlows)
{
    write("inner/flow.dag.yaml",
          "inputs: {x: {type: string}}\n"
          "outputs: {o: {type: string, reference: '${say.output}'}}\nnodes:\n"
          "- {name: say, type: prompt, source: {type: code, path: say.jinja2}, "
          "inputs: {x: '${inputs.x}'}}\n");
    write("inner/say.jinja2", "said {{x}}");
    const Dict question{{"source", (m_root / "inner").string()},
                        {"inputs", Dict{{"x", "so"}}},
                        {"streaming", false}};
    const Value answer = ask("flow", question);
    EXPECT_EQ(*answer.find("outputs"), Value(Dict{{"o", "said so"}}));
    EXPECT_GT(m_nested, 0);
    Dict deep = question;
    deep.append("environment", Dict{{"POSTERN_FLOW_DEPTH", "8"}});
    const auto error = refusal("flow", deep);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::LimitExceeded);
}

TEST_F(HostAnswers, tellOfABugWhereTheQuestionIsUnknown)
{
    EXPECT_EQ(refusal("juggle", {})->code(), ErrorCode::Internal);
    EXPECT_EQ(refusal("tool", Dict{{"tool", "nobody.does"}})->code(), ErrorCode::Internal);
}
