// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/inputtypes.h"

#include <gtest/gtest.h>

#include <limits>
#include <string_view>
#include <vector>

namespace postern::flow {

namespace {

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

struct Conversion
{
    const char *type;
    const char *json;
    const char *result; ///< "ok" and its repr, or prompt flow's class and what it adds
};

// What FlowValidator.resolve_flow_inputs_type of prompt flow 1.18.5 makes of an input x.
const std::vector<Conversion> kConversions{
    {"int", R"(null)", R"(InputTypeError)"},
    {"int", R"(true)", R"(ok 1)"},
    {"int", R"(false)", R"(ok 0)"},
    {"int", R"(0)", R"(ok 0)"},
    {"int", R"(-7)", R"(ok -7)"},
    {"int", R"(2.0)", R"(ok 2)"},
    {"int", R"(2.5)", R"(ok 2)"},
    {"int", R"(1e20)", R"(ok 100000000000000000000)"},
    {"int", R"(12345678901234567890)", R"(ok 12345678901234567890)"},
    {"int", R"("")", R"(InputTypeError)"},
    {"int", R"(" 5 ")", R"(ok 5)"},
    {"int", R"("5")", R"(ok 5)"},
    {"int", R"("2.0")", R"(InputTypeError)"},
    {"int", R"("1_000")", R"(ok 1000)"},
    {"int", R"("true")", R"(InputTypeError)"},
    {"int", R"("FALSE")", R"(InputTypeError)"},
    {"int", R"("yes")", R"(InputTypeError)"},
    {"int", R"("1")", R"(ok 1)"},
    {"int", R"("null")", R"(InputTypeError)"},
    {"int", R"("[1, 2]")", R"(InputTypeError)"},
    {"int", R"("[1,")", R"(InputTypeError)"},
    {"int", R"("{\"a\": 1}")", R"(InputTypeError)"},
    {"int", R"("{'a': 1}")", R"(InputTypeError)"},
    {"int", R"("text")", R"(InputTypeError)"},
    {"int", R"("\uac00")", R"(InputTypeError)"},
    {"int", R"("NaN")", R"(InputTypeError)"},
    {"int", R"("inf")", R"(InputTypeError)"},
    {"int", R"([])", R"(InputTypeError)"},
    {"int", R"([1, "a"])", R"(InputTypeError)"},
    {"int", R"({})", R"(InputTypeError)"},
    {"int", R"({"a": null})", R"(InputTypeError)"},
    {"double", R"(null)", R"(InputTypeError)"},
    {"double", R"(true)", R"(ok 1.0)"},
    {"double", R"(false)", R"(ok 0.0)"},
    {"double", R"(0)", R"(ok 0.0)"},
    {"double", R"(-7)", R"(ok -7.0)"},
    {"double", R"(2.0)", R"(ok 2.0)"},
    {"double", R"(2.5)", R"(ok 2.5)"},
    {"double", R"(1e20)", R"(ok 1e+20)"},
    {"double", R"(12345678901234567890)", R"(ok 1.2345678901234567e+19)"},
    {"double", R"("")", R"(InputTypeError)"},
    {"double", R"(" 5 ")", R"(ok 5.0)"},
    {"double", R"("5")", R"(ok 5.0)"},
    {"double", R"("2.0")", R"(ok 2.0)"},
    {"double", R"("1_000")", R"(ok 1000.0)"},
    {"double", R"("true")", R"(InputTypeError)"},
    {"double", R"("FALSE")", R"(InputTypeError)"},
    {"double", R"("yes")", R"(InputTypeError)"},
    {"double", R"("1")", R"(ok 1.0)"},
    {"double", R"("null")", R"(InputTypeError)"},
    {"double", R"("[1, 2]")", R"(InputTypeError)"},
    {"double", R"("[1,")", R"(InputTypeError)"},
    {"double", R"("{\"a\": 1}")", R"(InputTypeError)"},
    {"double", R"("{'a': 1}")", R"(InputTypeError)"},
    {"double", R"("text")", R"(InputTypeError)"},
    {"double", R"("\uac00")", R"(InputTypeError)"},
    {"double", R"("NaN")", R"(ok nan)"},
    {"double", R"("inf")", R"(ok inf)"},
    {"double", R"([])", R"(InputTypeError)"},
    {"double", R"([1, "a"])", R"(InputTypeError)"},
    {"double", R"({})", R"(InputTypeError)"},
    {"double", R"({"a": null})", R"(InputTypeError)"},
    {"bool", R"(null)", R"(InputTypeError)"},
    {"bool", R"(true)", R"(ok True)"},
    {"bool", R"(false)", R"(ok False)"},
    {"bool", R"(0)", R"(InputTypeError)"},
    {"bool", R"(-7)", R"(InputTypeError)"},
    {"bool", R"(2.0)", R"(InputTypeError)"},
    {"bool", R"(2.5)", R"(InputTypeError)"},
    {"bool", R"(1e20)", R"(InputTypeError)"},
    {"bool", R"(12345678901234567890)", R"(InputTypeError)"},
    {"bool", R"("")", R"(InputTypeError)"},
    {"bool", R"(" 5 ")", R"(InputTypeError)"},
    {"bool", R"("5")", R"(InputTypeError)"},
    {"bool", R"("2.0")", R"(InputTypeError)"},
    {"bool", R"("1_000")", R"(InputTypeError)"},
    {"bool", R"("true")", R"(ok True)"},
    {"bool", R"("FALSE")", R"(ok False)"},
    {"bool", R"("yes")", R"(InputTypeError)"},
    {"bool", R"("1")", R"(InputTypeError)"},
    {"bool", R"("null")", R"(InputTypeError)"},
    {"bool", R"("[1, 2]")", R"(InputTypeError)"},
    {"bool", R"("[1,")", R"(InputTypeError)"},
    {"bool", R"("{\"a\": 1}")", R"(InputTypeError)"},
    {"bool", R"("{'a': 1}")", R"(InputTypeError)"},
    {"bool", R"("text")", R"(InputTypeError)"},
    {"bool", R"("\uac00")", R"(InputTypeError)"},
    {"bool", R"("NaN")", R"(InputTypeError)"},
    {"bool", R"("inf")", R"(InputTypeError)"},
    {"bool", R"([])", R"(InputTypeError)"},
    {"bool", R"([1, "a"])", R"(InputTypeError)"},
    {"bool", R"({})", R"(InputTypeError)"},
    {"bool", R"({"a": null})", R"(InputTypeError)"},
    {"string", R"(null)", R"(ok 'None')"},
    {"string", R"(true)", R"(ok 'True')"},
    {"string", R"(false)", R"(ok 'False')"},
    {"string", R"(0)", R"(ok '0')"},
    {"string", R"(-7)", R"(ok '-7')"},
    {"string", R"(2.0)", R"(ok '2.0')"},
    {"string", R"(2.5)", R"(ok '2.5')"},
    {"string", R"(1e20)", R"(ok '1e+20')"},
    {"string", R"(12345678901234567890)", R"(ok '12345678901234567890')"},
    {"string", R"("")", R"(ok '')"},
    {"string", R"(" 5 ")", R"(ok ' 5 ')"},
    {"string", R"("5")", R"(ok '5')"},
    {"string", R"("2.0")", R"(ok '2.0')"},
    {"string", R"("1_000")", R"(ok '1_000')"},
    {"string", R"("true")", R"(ok 'true')"},
    {"string", R"("FALSE")", R"(ok 'FALSE')"},
    {"string", R"("yes")", R"(ok 'yes')"},
    {"string", R"("1")", R"(ok '1')"},
    {"string", R"("null")", R"(ok 'null')"},
    {"string", R"("[1, 2]")", R"(ok '[1, 2]')"},
    {"string", R"("[1,")", R"(ok '[1,')"},
    {"string", R"("{\"a\": 1}")", R"(ok '{"a": 1}')"},
    {"string", R"("{'a': 1}")", R"(ok "{'a': 1}")"},
    {"string", R"("text")", R"(ok 'text')"},
    {"string", R"("\uac00")", R"(ok '가')"},
    {"string", R"("NaN")", R"(ok 'NaN')"},
    {"string", R"("inf")", R"(ok 'inf')"},
    {"string", R"([])", R"(ok '[]')"},
    {"string", R"([1, "a"])", R"(ok "[1, 'a']")"},
    {"string", R"({})", R"(ok '{}')"},
    {"string", R"({"a": null})", R"(ok "{'a': None}")"},
    {"list", R"(null)", R"(InputTypeError)"},
    {"list", R"(true)", R"(InputTypeError)"},
    {"list", R"(false)", R"(InputTypeError)"},
    {"list", R"(0)", R"(InputTypeError)"},
    {"list", R"(-7)", R"(InputTypeError)"},
    {"list", R"(2.0)", R"(InputTypeError)"},
    {"list", R"(2.5)", R"(InputTypeError)"},
    {"list", R"(1e20)", R"(InputTypeError)"},
    {"list", R"(12345678901234567890)", R"(InputTypeError)"},
    {"list",
     R"("")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value '' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list", R"(" 5 ")", R"(InputTypeError)"},
    {"list", R"("5")", R"(InputTypeError)"},
    {"list", R"("2.0")", R"(InputTypeError)"},
    {"list",
     R"("1_000")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value '1_000' is invalid for JSON parsing. Error details: (JSONDecodeError) Extra data: line 1 column 2 (char 1). Please make sure your inputs are properly formatted.)"},
    {"list", R"("true")", R"(InputTypeError)"},
    {"list",
     R"("FALSE")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value 'FALSE' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list",
     R"("yes")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value 'yes' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list", R"("1")", R"(InputTypeError)"},
    {"list", R"("null")", R"(InputTypeError)"},
    {"list", R"("[1, 2]")", R"(ok [1, 2])"},
    {"list",
     R"("[1,")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value '[1,' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 4 (char 3). Please make sure your inputs are properly formatted.)"},
    {"list", R"("{\"a\": 1}")", R"(InputTypeError)"},
    {"list",
     R"("{'a': 1}")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value '{'a': 1}' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting property name enclosed in double quotes: line 1 column 2 (char 1). Please make sure your inputs are properly formatted.)"},
    {"list",
     R"("text")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value 'text' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list",
     R"("\uac00")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value '가' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list", R"("NaN")", R"(InputTypeError)"},
    {"list",
     R"("inf")",
     R"(InputParseError Failed to parse the flow input. The value for flow input 'x' in line 0 of input data was interpreted as JSON string since its type is 'list'. However, the value 'inf' is invalid for JSON parsing. Error details: (JSONDecodeError) Expecting value: line 1 column 1 (char 0). Please make sure your inputs are properly formatted.)"},
    {"list", R"([])", R"(ok [])"},
    {"list", R"([1, "a"])", R"(ok [1, 'a'])"},
    {"list", R"({})", R"(InputTypeError)"},
    {"list", R"({"a": null})", R"(InputTypeError)"},
    {"object", R"(null)", R"(ok None)"},
    {"object", R"(true)", R"(ok True)"},
    {"object", R"(false)", R"(ok False)"},
    {"object", R"(0)", R"(ok 0)"},
    {"object", R"(-7)", R"(ok -7)"},
    {"object", R"(2.0)", R"(ok 2.0)"},
    {"object", R"(2.5)", R"(ok 2.5)"},
    {"object", R"(1e20)", R"(ok 1e+20)"},
    {"object", R"(12345678901234567890)", R"(ok 12345678901234567890)"},
    {"object", R"("")", R"(ok '')"},
    {"object", R"(" 5 ")", R"(ok 5)"},
    {"object", R"("5")", R"(ok 5)"},
    {"object", R"("2.0")", R"(ok 2.0)"},
    {"object", R"("1_000")", R"(ok '1_000')"},
    {"object", R"("true")", R"(ok True)"},
    {"object", R"("FALSE")", R"(ok 'FALSE')"},
    {"object", R"("yes")", R"(ok 'yes')"},
    {"object", R"("1")", R"(ok 1)"},
    {"object", R"("null")", R"(ok None)"},
    {"object", R"("[1, 2]")", R"(ok [1, 2])"},
    {"object", R"("[1,")", R"(ok '[1,')"},
    {"object", R"("{\"a\": 1}")", R"(ok {'a': 1})"},
    {"object", R"("{'a': 1}")", R"(ok "{'a': 1}")"},
    {"object", R"("text")", R"(ok 'text')"},
    {"object", R"("\uac00")", R"(ok '가')"},
    {"object", R"("NaN")", R"(ok nan)"},
    {"object", R"("inf")", R"(ok 'inf')"},
    {"object", R"([])", R"(ok [])"},
    {"object", R"([1, "a"])", R"(ok [1, 'a'])"},
    {"object", R"({})", R"(ok {})"},
    {"object", R"({"a": null})", R"(ok {'a': None})"},
};

TEST(ResolveInputs, convertsWhateverPromptFlowConverts)
{
    for (const auto &[type, given, result] : kConversions) {
        SCOPED_TRACE(std::string(type) + " " + given);
        const Flow flow = flowOf("  x: {type: " + std::string(type) + "}\n");
        std::string ours;
        try {
            const Dict inputs = resolveInputs(flow, Dict{{"x", json::parse(given)}}, 0);
            ours = "ok " + py::repr(*inputs.find("x"));
        } catch (const Error &error) {
            ours = error.promptflow()->codes.back();
            const std::string mismatch = "The input for flow is incorrect. The value for flow "
                                         "input 'x' in line 0 of input "
                                         "data does not match the expected type '"
                                         + std::string(type)
                                         + "'. Please change flow input type or adjust the input "
                                           "value in your input data.";
            if (ours != "InputTypeError")
                ours += " " + error.promptflow()->message;
            else
                EXPECT_EQ(error.promptflow()->message, mismatch);
        }
        EXPECT_EQ(ours, result);
    }
}

TEST(ResolveInputs, convertsWhatItHasConvertedToTheSame)
{
    for (const auto &[type, given, result] : kConversions) {
        if (!std::string_view(result).starts_with("ok "))
            continue;
        const Flow flow = flowOf("  x: {type: " + std::string(type) + "}\n");
        const Dict once = resolveInputs(flow, Dict{{"x", json::parse(given)}}, 0);
        // Text that an object was made of may be that of another object.
        const bool isText = std::string_view(type) == "object" && once.find("x")->isString();
        if (!isText)
            EXPECT_EQ(py::repr(Value(resolveInputs(flow, once, 0))), py::repr(Value(once)))
                << type << ' ' << given;
    }
}

} // namespace

} // namespace postern::flow
