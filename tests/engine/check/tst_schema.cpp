// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/check/schema.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace postern;
using namespace postern::check;

namespace {

struct SchemaCase
{
    const char *flow;
    const char *problems; ///< "null": none
};

// What prompt flow 1.18.5 says: FlowSchema().validate(flow), written by json.dumps.
const std::vector<SchemaCase> kDagCases{
    {R"j({})j", "null"},
    {R"j(null)j", R"j({"_schema": ["Invalid input type."]})j"},
    {R"j("text")j", R"j({"_schema": ["Invalid input type."]})j"},
    {R"j({"nodes": []})j", "null"},
    {R"j({"nodes": null})j", R"j({"nodes": ["Field may not be null."]})j"},
    {R"j({"nodes": {}})j", R"j({"nodes": ["Not a valid list."]})j"},
    {R"j({"nodes": "x"})j", R"j({"nodes": ["Not a valid list."]})j"},
    {R"j({"nodes": [1, {}, null, []]})j",
     R"j({"nodes": {"0": ["Not a valid mapping type."], "2": ["Field may not be null."], "3": ["Not a valid mapping type."]}})j"},
    {R"j({"inputs": []})j", R"j({"inputs": ["Not a valid mapping type."]})j"},
    {R"j({"inputs": {"a": {}}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Missing data for required field."]}}}})j"},
    {R"j({"inputs": {"a": null}})j",
     R"j({"inputs": {"a": {"value": ["Field may not be null."]}}})j"},
    {R"j({"inputs": {"a": "string"}})j",
     R"j({"inputs": {"a": {"value": {"_schema": ["Invalid input type."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "string"}}})j", "null"},
    {R"j({"inputs": {"a": {"type": 1}}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Not a valid string."]}}}})j"},
    {R"j({"inputs": {"a": {"type": null}}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Field may not be null."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "strange"}}})j", "null"},
    {R"j({"inputs": {"a": {"type": "string", "default": null}}})j",
     R"j({"inputs": {"a": {"value": {"default": ["Field may not be null."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "string", "default": {"x": 1}, "description": 7}}})j",
     R"j({"inputs": {"a": {"value": {"description": ["Not a valid string."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "string", "is_chat_input": "yes"}}})j", "null"},
    {R"j({"inputs": {"a": {"type": "string", "is_chat_input": "maybe", "is_chat_history": 2}}})j",
     R"j({"inputs": {"a": {"value": {"is_chat_input": ["Not a valid boolean."], "is_chat_history": ["Not a valid boolean."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "string", "is_chat_input": 1.0}}})j", "null"},
    {R"j({"inputs": {"a": {"type": "string", "is_chat_input": []}}})j",
     R"j({"inputs": {"a": {"value": {"is_chat_input": ["Not a valid boolean."]}}}})j"},
    {R"j({"inputs": {"a": {"type": "string", "more": 1, "x": 2}}})j",
     R"j({"inputs": {"a": {"value": {"x": ["Unknown field."], "more": ["Unknown field."]}}}})j"},
    {R"j({"inputs": {"a": {}, "b": {"type": "int"}, "c": 1}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Missing data for required field."]}}, "c": {"value": {"_schema": ["Invalid input type."]}}}})j"},
    {R"j({"outputs": {"o": {"type": "string", "reference": "${a.output}"}}})j", "null"},
    {R"j({"outputs": {"o": {"reference": 1}}})j",
     R"j({"outputs": {"o": {"value": {"type": ["Missing data for required field."], "reference": ["Not a valid string."]}}}})j"},
    {R"j({"outputs": {"o": {"type": "x", "is_chat_output": "True", "evaluation_only": true}}})j",
     R"j({"outputs": {"o": {"value": {"evaluation_only": ["Unknown field."]}}}})j"},
    {R"j({"outputs": []})j", R"j({"outputs": ["Not a valid mapping type."]})j"},
    {R"j({"outputs": {"o": []}})j",
     R"j({"outputs": {"o": {"value": {"_schema": ["Invalid input type."]}}}})j"},
    {R"j({"node_variants": []})j", R"j({"node_variants": ["Not a valid mapping type."]})j"},
    {R"j({"node_variants": {"a": []}})j",
     R"j({"node_variants": {"a": {"value": ["Not a valid mapping type."]}}})j"},
    {R"j({"node_variants": {"a": {}, "b": null}})j",
     R"j({"node_variants": {"b": {"value": ["Field may not be null."]}}})j"},
    {R"j({"environment": []})j", R"j({"environment": ["Not a valid mapping type."]})j"},
    {R"j({"environment": {"a": null}})j", "null"},
    {R"j({"environment_variables": 1})j",
     R"j({"environment_variables": ["Not a valid mapping type."]})j"},
    {R"j({"environment_variables": {"A": 1, "B": null}})j", "null"},
    {R"j({"additional_includes": "x"})j", R"j({"additional_includes": ["Not a valid list."]})j"},
    {R"j({"additional_includes": ["a", 1, null]})j",
     R"j({"additional_includes": {"1": ["Not a valid string."], "2": ["Field may not be null."]}})j"},
    {R"j({"additional_includes": null})j",
     R"j({"additional_includes": ["Field may not be null."]})j"},
    {R"j({"type": "chat"})j", "null"},
    {R"j({"type": "dag"})j", R"j({"type": ["Must be one of: standard, evaluation, chat."]})j"},
    {R"j({"type": 7})j", R"j({"type": ["Not a valid string."]})j"},
    {R"j({"type": null})j", R"j({"type": ["Field may not be null."]})j"},
    {R"j({"language": "python"})j", "null"},
    {R"j({"language": "java"})j", R"j({"language": ["Must be one of: python, csharp."]})j"},
    {R"j({"language": "csharp"})j", "null"},
    {R"j({"description": 1})j", R"j({"description": ["Not a valid string."]})j"},
    {R"j({"description": null})j", R"j({"description": ["Field may not be null."]})j"},
    {R"j({"display_name": []})j", R"j({"display_name": ["Not a valid string."]})j"},
    {R"j({"tags": []})j", R"j({"tags": ["Not a valid mapping type."]})j"},
    {R"j({"tags": {"a": 1}})j", R"j({"tags": {"a": {"value": ["Not a valid string."]}}})j"},
    {R"j({"tags": {"a": "b", "c": null}})j",
     R"j({"tags": {"c": {"value": ["Field may not be null."]}}})j"},
    {R"j({"$schema": "x"})j", "null"},
    {R"j({"$schema": null})j", R"j({"$schema": ["Unknown field."]})j"},
    {R"j({"$schema": 7})j", "null"},
    {R"j({"unknown": 1, "other": 2})j",
     R"j({"other": ["Unknown field."], "unknown": ["Unknown field."]})j"},
    {R"j({"name": "x"})j", R"j({"name": ["Unknown field."]})j"},
    {R"j({"id": "x", "nodes": 1})j",
     R"j({"nodes": ["Not a valid list."], "id": ["Unknown field."]})j"},
};

// FlexFlowSchema().validate(flow)
const std::vector<SchemaCase> kFlexCases{
    {R"j({"entry": "m:f"})j", "null"},
    {R"j({"entry": "a.b_c.d1:F_1"})j", "null"},
    {R"j({"entry": "m"})j", R"j({"entry": ["Entry function m is not valid."]})j"},
    {R"j({"entry": ""})j", R"j({"entry": ["Entry function  is not valid."]})j"},
    {R"j({"entry": ":f"})j", R"j({"entry": ["Entry function :f is not valid."]})j"},
    {R"j({"entry": "m:"})j", R"j({"entry": ["Entry function m: is not valid."]})j"},
    {R"j({"entry": "m:f:g"})j", R"j({"entry": ["Entry function m:f:g is not valid."]})j"},
    {R"j({"entry": "m-n:f"})j", R"j({"entry": ["Entry function m-n:f is not valid."]})j"},
    {R"j({"entry": "m:f.g"})j", R"j({"entry": ["Entry function m:f.g is not valid."]})j"},
    {R"j({"entry": "m: f"})j", R"j({"entry": ["Entry function m: f is not valid."]})j"},
    {R"j({"entry": "m-n:f", "unknown": 1})j",
     R"j({"unknown": ["Unknown field."], "entry": ["Entry function m-n:f is not valid."]})j"},
    {R"j({"entry": "m:f", "inputs": {"a": {"type": "string"}}})j", "null"},
    {R"j({"entry": "m:f", "inputs": {"a": {"type": "image"}}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Must be one of: string, int, double, bool, list, object."]}}}})j"},
    {R"j({"entry": "m:f", "inputs": {"a": {"type": 3}}})j",
     R"j({"inputs": {"a": {"value": {"type": ["Not a valid string."]}}}})j"},
    {R"j({"entry": "m:f", "inputs": {"a": {"type": "object", "default": null, "is_chat_history": "no"}}})j",
     R"j({"inputs": {"a": {"value": {"default": ["Field may not be null."]}}}})j"},
    {R"j({"entry": "m:f", "inputs": []})j", R"j({"inputs": ["Not a valid mapping type."]})j"},
    {R"j({"entry": "m:f", "outputs": {"a": {"type": "double", "reference": "x"}}})j", "null"},
    {R"j({"entry": "m:f", "outputs": {"a": {"type": "image"}}})j",
     R"j({"outputs": {"a": {"value": {"type": ["Must be one of: string, int, double, bool, list, object."]}}}})j"},
    {R"j({"entry": "m:f", "init": {"a": {"type": "AzureOpenAIConnection"}}})j", "null"},
    {R"j({"entry": "m:f", "init": {"a": {"type": "OpenAIModelConfiguration", "default": 1}}})j",
     "null"},
    {R"j({"entry": "m:f", "init": {"a": {"type": "image"}, "b": {}}})j",
     R"j({"init": {"a": {"value": {"type": ["Must be one of: string, int, double, bool, list, object, AzureOpenAIConnection, OpenAIConnection, QdrantConnection, CognitiveSearchConnection, SerpConnection, AzureContentSafetyConnection, AzureAIServicesConnection, FormRecognizerConnection, WeaviateConnection, ServerlessConnection, CustomConnection, AzureOpenAIModelConfiguration, OpenAIModelConfiguration."]}}, "b": {"value": {"type": ["Missing data for required field."]}}}})j"},
    {R"j({"entry": "m:f", "sample": {"inputs": {"a": 1}, "init": {}}})j", "null"},
    {R"j({"entry": "m:f", "sample": {"input": {}}})j",
     R"j({"sample": {"input": {"key": ["Must be one of: init, inputs."]}}})j"},
    {R"j({"entry": "m:f", "sample": {"inputs": null}})j", "null"},
    {R"j({"entry": "m:f", "sample": "x"})j", R"j({"sample": ["Not a valid mapping type."]})j"},
    {R"j({"entry": "m:f", "nodes": []})j", R"j({"nodes": ["Unknown field."]})j"},
    {R"j({"entry": "m:f", "environment": {"python_requirements_txt": "r.txt"}})j", "null"},
    {R"j({"entry": "m:f", "environment": 1, "tags": {"a": "b"}})j",
     R"j({"environment": ["Not a valid mapping type."]})j"},
    {R"j({"entry": "m:f", "additional_includes": [[]]})j",
     R"j({"additional_includes": {"0": ["Not a valid string."]}})j"},
};

/// Numbers that are keys are text in JSON: compared as it is written.
Value asJson(const Value &value)
{
    return json::parse(json::write(value));
}

TEST(DagSchema, saysWhatThatOfPromptFlowSays)
{
    for (const auto &[flow, problems] : kDagCases)
        EXPECT_EQ(asJson(check::dagProblems(json::parse(flow))), json::parse(problems)) << flow;
}

TEST(FlexSchema, saysWhatThatOfPromptFlowSays)
{
    for (const auto &[flow, problems] : kFlexCases)
        EXPECT_EQ(asJson(check::flexProblems(json::parse(flow))), json::parse(problems)) << flow;
}

TEST(Schema, whatIsWrongInOneSectionHidesNothingInAnother)
{
    // Every wrong case beside every other one: their problems are those of both.
    for (const auto &[first, firstProblems] : kDagCases) {
        const Value one = json::parse(first);
        if (!one.isDict())
            continue;
        for (const auto &[second, secondProblems] : kDagCases) {
            const Value other = json::parse(second);
            if (!other.isDict())
                continue;
            const bool isApart = std::ranges::none_of(other.asDict(), [&one](const auto &member) {
                return one.asDict().find(member.first) != nullptr;
            });
            if (!isApart)
                continue;
            Dict both = one.asDict();
            for (const auto &[key, value] : other.asDict())
                both.set(key, value);
            Dict expected;
            for (const char *problems : {firstProblems, secondProblems}) {
                const Value parsed = json::parse(problems);
                for (const auto &[key, value] : parsed.isDict() ? parsed.asDict() : Dict())
                    expected.set(key, value);
            }
            const Value found = asJson(check::dagProblems(Value(both)));
            EXPECT_EQ(found, expected.empty() ? Value() : Value(expected)) << json::write(both);
        }
    }
}

TEST(InputTypes, areTheSixOfASchema)
{
    for (const char *type : {"string", "int", "double", "bool", "list", "object"})
        EXPECT_TRUE(check::inputTypeProblem(type).isNull()) << type;
    const Value expected(List{"Must be one of: string, int, double, bool, list, object."});
    for (const char *type : {"image", "String", "", "AzureOpenAIConnection", "dict"})
        EXPECT_EQ(check::inputTypeProblem(type), expected) << type;
    EXPECT_EQ(check::inputTypeProblem(7), Value(List{"Not a valid string."}));
}

} // namespace
