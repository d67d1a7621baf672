// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/flow/leavings.h"
#include "engine/flow/secondform.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::flow;

namespace {

Value settings(const char *json)
{
    return json::parse(json);
}

TEST(SecondForm, isToldFromTheFirstByItsModelAndItsInputs)
{
    for (const char *json : {R"({"model": "gpt-4o"})",
                             R"({"model": {"id": "gpt-4o"}})",
                             R"({"model": {"provider": "azure"}})",
                             R"({"model": {"options": {}}})",
                             R"({"model": {"apiType": "chat"}})",
                             R"({"inputs": []})",
                             R"({"inputs": [], "model": {"configuration": {}}})"})
        EXPECT_TRUE(isSecondForm(settings(json))) << json;
    for (const char *json : {"{}",
                             R"({"model": {}})",
                             R"({"model": null})",
                             R"({"model": []})",
                             R"({"model": {"api": "chat"}})",
                             R"({"model": "${file:model.json}"})",
                             R"({"model": {"configuration": {}, "id": "x"}})",
                             R"({"inputs": {"q": {"type": "string"}}})",
                             R"({"id": "x"})"})
        EXPECT_FALSE(isSecondForm(settings(json))) << json;
}

struct Converted
{
    const char *second;
    const char *first;
};

TEST(SecondForm, isWrittenInTheFirst)
{
    const std::vector<Converted> cases{
        {R"({"model": "m"})",
         R"({"model": {"api": "chat", "configuration": {"type": "openai", "model": "m"}, "parameters": {}}})"},
        {R"({"model": {"id": "d", "provider": "azure", "connection": {"kind": "key",
             "endpoint": "https://h", "apiKey": "${env:K}", "apiVersion": "v"}}})",
         R"({"model": {"api": "chat", "configuration": {"type": "azure_openai", "azure_deployment": "d",
             "azure_endpoint": "https://h", "api_key": "${env:K}", "api_version": "v"}, "parameters": {}}})"},
        {R"({"model": {"id": "m", "provider": "openai", "connection": {"endpoint": "https://h"}}})",
         R"({"model": {"api": "chat", "configuration": {"type": "openai", "model": "m",
             "base_url": "https://h"}, "parameters": {}}})"},
        {R"({"model": {"id": "m", "provider": "foundry", "connection": {"kind": "reference", "name": "c",
             "endpoint": "ignored"}}})",
         R"({"model": {"api": "chat", "configuration": {"type": "azure_openai", "azure_deployment": "m",
             "connection": "c"}, "parameters": {}}})"},
        {R"({"model": {"id": "m", "options": {"temperature": 0, "maxOutputTokens": 9, "topP": 0.5,
             "frequencyPenalty": 1, "presencePenalty": 2, "seed": 3, "stopSequences": ["x"], "other": 1,
             "additionalProperties": {"n": 2, "seed": 4}}}})",
         R"({"model": {"api": "chat", "configuration": {"type": "openai", "model": "m"}, "parameters":
             {"temperature": 0, "max_completion_tokens": 9, "top_p": 0.5, "frequency_penalty": 1,
             "presence_penalty": 2, "seed": 4, "stop": ["x"], "n": 2}}})"},
        {R"({"name": "n", "inputs": [{"name": "a", "kind": "string", "default": "x"},
             {"name": "b", "kind": "integer"}, {"name": "c", "kind": "thread", "description": "d"},
             {"name": "d"}], "model": "m"})",
         R"({"name": "n", "inputs": {"a": {"type": "string", "default": "x"}, "b": {"type": "int"},
             "c": {"type": "list", "description": "d"}, "d": {"type": "object"}},
             "model": {"api": "chat", "configuration": {"type": "openai", "model": "m"}, "parameters": {}}})"},
        {R"({"inputs": {"a": "given", "b": {"kind": "boolean"}}, "model": {"id": "m"}})",
         R"({"inputs": {"a": {"default": "given"}, "b": {"type": "bool"}},
             "model": {"api": "chat", "configuration": {"type": "openai", "model": "m"}, "parameters": {}}})"},
        {R"({"inputs": []})",
         R"({"inputs": {}, "model": {"api": "chat", "configuration": {"type": "openai"}, "parameters": {}}})"},
        {R"({"model": "m", "template": {"format": "jinja2"}, "tools": [], "outputs": null})",
         R"({"model": {"api": "chat", "configuration": {"type": "openai", "model": "m"}, "parameters": {}}, "tools": [], "outputs": null})"},
    };
    for (const auto &[second, first] : cases) {
        const FirstForm form = firstFormOf(settings(second));
        EXPECT_EQ(form.settings, settings(first)) << second << '\n' << json::write(form.settings);
        EXPECT_EQ(form.key, "") << second;
    }
}

TEST(SecondForm, isOnceWrittenInTheFirstNoSecondFormAnyMore)
{
    for (const char *json : {R"({"model": "m"})",
                             R"({"model": {"id": "m"}, "inputs": [{"name": "a"}]})",
                             R"({"inputs": []})"})
        EXPECT_FALSE(isSecondForm(firstFormOf(settings(json)).settings)) << json;
}

TEST(SecondForm, saysTheFirstThingThatHasNoCounterpart)
{
    const std::vector<std::pair<const char *, const char *>> cases{
        {R"({"model": 7})", "model"},
        {R"({"model": {"id": "m", "apiType": "responses"}})", "model.apiType"},
        {R"({"model": {"id": "m", "provider": "anthropic"}})", "model.provider"},
        {R"({"model": {"id": "m", "connection": {"kind": "oauth"}}})", "model.connection"},
        {R"({"model": "m", "tools": [{"name": "t"}]})", "tools"},
        {R"({"model": "m", "outputs": {"x": {}}})", "outputs"},
        {R"({"model": "m", "template": "mustache"})", "template"},
        {R"({"model": "m", "template": {"format": {"kind": "mustache"}}})", "template"},
        {R"({"model": "m", "inputs": [{"kind": "string"}]})", "inputs"},
        {R"({"tools": [1], "model": {"provider": "anthropic"}})", "tools"},
    };
    for (const auto &[json, key] : cases) {
        const FirstForm form = firstFormOf(settings(json));
        EXPECT_EQ(form.key, key) << json;
        EXPECT_FALSE(form.reason.isEmpty()) << json;
        EXPECT_TRUE(form.settings.isDict()) << json;
    }
}

TEST(Placeholders, areNamesThatWaitToBeFilledIn)
{
    for (const char *name : {"<connection>",
                             "[deployment]",
                             "{{ model }}",
                             "your_connection",
                             "YOUR-KEY",
                             "your connection name",
                             "TODO",
                             "changeme",
                             "xxx",
                             "...",
                             "connection_name",
                             "my_placeholder_name"})
        EXPECT_TRUE(isPlaceholder(name)) << name;
    for (const char *name : {"",
                             "yours",
                             "aoai",
                             "xxxx",
                             "<open",
                             "close>",
                             "gpt-4o",
                             "connection",
                             "my_connection_name",
                             "{{open",
                             "todolist"})
        EXPECT_FALSE(isPlaceholder(name)) << name;
}

TEST(Leavings, areWarnedOfAtTheirNodes)
{
    const FlowLocation location{"/home/a/flow", "/home/a/flow/flow.dag.yaml", FlowKind::Dag};
    const auto document = FlowDocument::fromText(
        location,
        "nodes:\n"
        "- {name: ask, type: llm, connection: <connection>, inputs: {deployment_name: your_model, "
        "text: TODO}}\n"
        "- {name: find, type: python, inputs: {search_connection: TODO, x: '${ask.output}'}}\n"
        "- {name: fine, type: llm, connection: aoai, inputs: {deployment_name: gpt}}\n");
    std::vector<Diagnostic> found;
    findLeavings(document.flow(), location, "flow.dag.yaml", found);
    std::vector<std::string> messages;
    for (const Diagnostic &diagnostic : found) {
        EXPECT_EQ(diagnostic.severity, Severity::Warning);
        EXPECT_EQ(diagnostic.code, "placeholder");
        EXPECT_EQ(document.text().substr(diagnostic.offset, diagnostic.length), diagnostic.node);
        messages.push_back(diagnostic.message.english());
    }
    EXPECT_EQ(messages,
              (std::vector<std::string>{
                  "The connection of node 'ask' is a placeholder: '<connection>'.",
                  "The deployment_name of node 'ask' is a placeholder: 'your_model'.",
                  "The search_connection of node 'find' is a placeholder: 'TODO'."}));
}

TEST(Leavings, aCopyThatARunKeptIsOne)
{
    for (const auto &[folder, isCopy] :
         std::vector<std::pair<const char *, bool>>{{"/a/.runs/x/flow", true},
                                                    {"/a/.runs", true},
                                                    {"/a/runs/flow", false},
                                                    {"/a/x.runs/y", false}}) {
        std::vector<Diagnostic> found;
        findLeavings(Flow(),
                     {folder, std::string(folder) + "/flow.dag.yaml", FlowKind::Dag},
                     "f",
                     found);
        EXPECT_EQ(!found.empty(), isCopy) << folder;
    }
}

} // namespace
