// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/inputtypes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;

/// "int:5", or Python's exception.
std::string parsed(ValueType type, const Value &value)
{
    try {
        const Value result = parseAs(type, value);
        return result.typeName() + ":" + py::repr(result);
    } catch (const Error &error) {
        return error.promptflow()->codes.back();
    }
}

TEST(ParseAs, convertsIntegersAsPythonsInt)
{
    EXPECT_EQ(parsed(ValueType::Int, " +1_000\n"), "int:1000");
    EXPECT_EQ(parsed(ValueType::Int, "\u0663"), "int:3");
    EXPECT_EQ(parsed(ValueType::Int, "-007"), "int:-7");
    EXPECT_EQ(parsed(ValueType::Int, 1.7), "int:1");
    EXPECT_EQ(parsed(ValueType::Int, -1.5), "int:-1");
    EXPECT_EQ(parsed(ValueType::Int, 1e19), "int:10000000000000000000");
    EXPECT_EQ(parsed(ValueType::Int, true), "int:1");
    for (const char *text : {"", " ", "1.0", "0x10", "1e3", "1__0", "_1", "1_", "+-1", "- 1"})
        EXPECT_EQ(parsed(ValueType::Int, text), "ValueError") << text;
    EXPECT_EQ(parsed(ValueType::Int, std::numeric_limits<double>::infinity()), "OverflowError");
    EXPECT_EQ(parsed(ValueType::Int, std::numeric_limits<double>::quiet_NaN()), "ValueError");
    EXPECT_EQ(parsed(ValueType::Int, Value()), "TypeError");
    EXPECT_EQ(parsed(ValueType::Int, Value(List())), "TypeError");
    EXPECT_EQ(parsed(ValueType::Int, std::string(5000, '1')), "ValueError");
}

TEST(ParseAs, convertsFloatsAsPythonsFloat)
{
    EXPECT_EQ(parsed(ValueType::Double, "1_0.5e1"), "float:105.0");
    EXPECT_EQ(parsed(ValueType::Double, "1."), "float:1.0");
    EXPECT_EQ(parsed(ValueType::Double, " .5 "), "float:0.5");
    EXPECT_EQ(parsed(ValueType::Double, "-Infinity"), "float:-inf");
    EXPECT_EQ(parsed(ValueType::Double, "NaN"), "float:nan");
    EXPECT_EQ(parsed(ValueType::Double, "1e999"), "float:inf");
    EXPECT_EQ(parsed(ValueType::Double, "1e-999"), "float:0.0");
    EXPECT_EQ(parsed(ValueType::Double, true), "float:1.0");
    EXPECT_EQ(parsed(ValueType::Double, Value::integer("1" + std::string(20, '0'))), "float:1e+20");
    EXPECT_EQ(parsed(ValueType::Double, Value::integer("1" + std::string(400, '0'))),
              "OverflowError");
    for (const char *text : {"", ".", "nan(1)", "0x1p3", "1_.5", "1e", "infin", "--1", "+-1"})
        EXPECT_EQ(parsed(ValueType::Double, text), "ValueError") << text;
}

TEST(ParseAs, convertsTheOtherTypes)
{
    EXPECT_EQ(parsed(ValueType::Bool, "TRUE"), "bool:True");
    EXPECT_EQ(parsed(ValueType::Bool, 1), "ValueError");
    EXPECT_EQ(parsed(ValueType::String, Value()), "str:'None'");
    EXPECT_EQ(parsed(ValueType::String, 1.0), "str:'1.0'");
    EXPECT_EQ(parsed(ValueType::String, Value(DateTime{"2020-01-02T03:04:05+00:00", false})),
              "str:'2020-01-02T03:04:05+00:00'");
    EXPECT_EQ(parsed(ValueType::List, "[1, NaN]"), "list:[1, nan]");
    EXPECT_EQ(parsed(ValueType::List, "[1,"), "JSONDecodeError");
    EXPECT_EQ(parsed(ValueType::List, "5"), "ValueError");
    EXPECT_EQ(parsed(ValueType::Object, "5"), "int:5");
    EXPECT_EQ(parsed(ValueType::Object, "{'a': 1}"), "str:\"{'a': 1}\"");
    EXPECT_EQ(parsed(ValueType::Object, "null"), "NoneType:None");
    EXPECT_EQ(parsed(ValueType::Object, std::string(100'000, '[')).substr(0, 6), "str:'[");
    EXPECT_EQ(parsed(ValueType::FilePath, 5), "int:5");
}

Flow flowOf(const std::string &inputs)
{
    return FlowDocument::fromText({}, "inputs:\n" + inputs + "nodes: []\n").flow();
}

TEST(ResolveInputs, fillsDefaultsOnlyForAbsentKeys)
{
    const Flow flow = flowOf("  a: {type: int, default: '5'}\n  b: {type: string, default: x}\n");
    const Dict inputs = resolveInputs(flow, Dict{{Value("b"), Value()}, {Value("z"), Value(1)}}, 0);
    EXPECT_EQ(py::repr(Value(inputs)), "{'b': 'None', 'z': 1, 'a': 5}");
}

TEST(ResolveInputs, saysWhatIsMissingAsPromptFlowDoes)
{
    const Flow flow = flowOf(
        "  a: {type: int}\n  chat_history: {type: list}\n  b: {type: string, default: null}\n");
    EXPECT_EQ(missingInputs(flow, {}), (std::vector<std::string>{"a", "b"}));
    try {
        requireInputs(flow, {});
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->message,
                  "Required input(s) ['a', 'b'] are missing for \"flow\".");
    }
    try {
        resolveInputs(flow, {}, 3);
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(),
                  "UserError/ValidationError/InvalidFlowRequest/InputNotFound");
        EXPECT_NE(error.promptflow()->message.find("'a' is not provided in line 3 of input data"),
                  std::string::npos);
    }
}

Value readJson(const fs::path &file)
{
    std::ifstream stream(file);
    return json::parse(std::string((std::istreambuf_iterator<char>(stream)), {}));
}

/// One recorded run: the same input, converted here.
void compareRun(const Flow &flow, const Dict &inputs, const Value &expected)
{
    try {
        requireInputs(flow, inputs);
        const Dict converted = resolveInputs(flow, inputs, 0);
        const Value *recorded = expected.find("flow_inputs");
        // The record has a form of its own for nan and inf.
        const bool isPlain = recorded != nullptr
                             && json::write(*recorded).find("$float") == std::string::npos;
        if (isPlain && expected.find("status")->asString() == "ok")
            EXPECT_EQ(json::write(Value(converted)), json::write(*recorded));
    } catch (const Error &error) {
        ASSERT_NE(expected.find("error"), nullptr) << error.message();
        EXPECT_EQ(error.promptflow()->message, expected.find("error")->find("message")->asString());
        EXPECT_EQ(error.promptflow()->codes.back(),
                  expected.find("error")->find("codes")->asList().back().asString());
    }
}

TEST(ResolveInputs, agreesWithTheRecordedTypeConversions)
{
    const fs::path root = fs::path(POSTERN_SOURCE_DIR) / "../shared/conformance/flows";
    if (!fs::exists(root))
        GTEST_SKIP() << "no conformance data";
    std::size_t count = 0;
    for (const auto &entry : fs::directory_iterator(root)) {
        if (!entry.path().filename().string().starts_with("micro__type_"))
            continue;
        const FlowDocument document = FlowDocument::load(locateFlow(entry.path() / "flow"));
        const Value recorded = readJson(entry.path() / "case.json");
        const Value answers = readJson(entry.path() / "expected.json");
        const List &runs = recorded.find("runs")->asList();
        const List &expected = answers.find("runs")->asList();
        ASSERT_EQ(runs.size(), expected.size());
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i].find("mode")->asString() != "line")
                continue;
            SCOPED_TRACE(entry.path().filename().string() + json::write(*runs[i].find("inputs")));
            compareRun(document.flow(), runs[i].find("inputs")->asDict(), expected[i]);
            ++count;
        }
    }
    EXPECT_GT(count, 50U);
}

/// The type that a parameter's annotation, as the case's name has it, asks for.
std::optional<ValueType> annotated(const std::string &caseName)
{
    static const std::map<std::string, ValueType> types = {{"int", ValueType::Int},
                                                           {"default5", ValueType::Int},
                                                           {"float", ValueType::Double},
                                                           {"bool", ValueType::Bool},
                                                           {"str", ValueType::String},
                                                           {"list", ValueType::List}};
    const std::string rest = caseName.substr(std::string("micro__lit_").size());
    const auto found = types.find(rest.substr(0, rest.find('_')));
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

TEST(ParseAs, agreesWithTheRecordedLiteralsOfYaml)
{
    const fs::path root = fs::path(POSTERN_SOURCE_DIR) / "../shared/conformance/flows";
    if (!fs::exists(root))
        GTEST_SKIP() << "no conformance data";
    std::size_t count = 0;
    for (const auto &entry : fs::directory_iterator(root)) {
        const std::string name = entry.path().filename().string();
        const auto type = name.starts_with("micro__lit_") ? annotated(name) : std::nullopt;
        if (!type)
            continue;
        SCOPED_TRACE(name);
        const FlowDocument document = FlowDocument::load(locateFlow(entry.path() / "flow"));
        const Binding &binding = *document.flow().nodes.front().input("x");
        const Value &literal = binding.literal;
        const bool isLeftOut = literal.isNull() || literal == Value("");
        const Value answers = readJson(entry.path() / "expected.json");
        const Value &run = answers.find("runs")->asList().front();
        if (binding.kind != Binding::Kind::Literal || isLeftOut)
            continue;
        ++count;
        if (run.find("status")->asString() == "ok") {
            EXPECT_EQ(parsed(*type, literal), run.find("output")->find("o")->asString());
            continue;
        }
        EXPECT_THROW(parseAs(*type, literal), Error);
        const std::string shown = "of value '" + parseAs(ValueType::String, literal).asString()
                                  + "' is not type";
        EXPECT_NE(run.find("error")->find("message")->asString().find(shown), std::string::npos)
            << shown;
    }
    EXPECT_GT(count, 50U);
}

} // namespace

} // namespace postern::flow
