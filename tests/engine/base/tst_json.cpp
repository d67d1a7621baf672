// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/support/anyvalue.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace postern;
using namespace postern::test;

namespace {

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(JsonReader, takesEveryFormOfANumber)
{
    const std::vector<std::pair<const char *, Value>> cases{
        {"0", 0},
        {"-0", 0},
        {"10", 10},
        {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
        {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
        {"0.5", 0.5},
        {"1e2", 100.0},
        {"1E+2", 100.0},
        {"-1.25e-2", -0.0125},
        {"1e400", std::numeric_limits<double>::infinity()},
        {"-1e400", -std::numeric_limits<double>::infinity()},
        {"5e-324", 5e-324},
        {"1e-400", 0.0},
    };
    for (const auto &[text, number] : cases) {
        const Value read = json::parse(text);
        EXPECT_EQ(read, number) << text;
        EXPECT_EQ(read.kind(), number.kind()) << text;
    }
}

TEST(JsonReader, keepsEveryDigitOfAnIntegerBeyond64Bits)
{
    for (const char *text : {"9223372036854775808",
                             "-9223372036854775809",
                             "123456789012345678901234567890123456789012345678901234567890"}) {
        const Value read = json::parse(text);
        ASSERT_EQ(read.kind(), Value::Kind::BigInt) << text;
        EXPECT_EQ(read.asBigInt().digits, text);
    }
}

TEST(JsonReader, keepsTheSignOfZero)
{
    EXPECT_TRUE(std::signbit(json::parse("-0.0").asDouble()));
    EXPECT_TRUE(std::signbit(json::parse("-1e-400").asDouble()));
    EXPECT_FALSE(std::signbit(json::parse("0.0").asDouble()));
}

TEST(JsonReader, takesTheThreeWordsThatPythonAdds)
{
    EXPECT_TRUE(std::isnan(json::parse("NaN").asDouble()));
    EXPECT_EQ(json::parse("[Infinity, -Infinity]"),
              Value(List{std::numeric_limits<double>::infinity(),
                         -std::numeric_limits<double>::infinity()}));
}

TEST(JsonReader, readsEscapes)
{
    const std::vector<std::pair<const char *, std::string>> cases{
        {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
        {R"("\u0041\u00e9\uac00")", "A\u00e9\uac00"},
        {R"("\uD83D\uDE00")", "\U0001F600"},
        {R"("\uABCD\uabcd")", "\uABCD\uABCD"},
        {R"("\u0000")", std::string(1, '\0')},
        // Lone surrogates are kept in three bytes each, whichever way they stand.
        {R"("\ud800x")", "\xED\xA0\x80x"},
        {R"("\ude00\ud83d")", "\xED\xB8\x80\xED\xA0\xBD"},
        {R"("\ud83d\ud83d\ude00")", "\xED\xA0\xBD\U0001F600"},
        {R"("\ud83d\n")", "\xED\xA0\xBD\n"},
    };
    for (const auto &[text, string] : cases)
        EXPECT_EQ(json::parse(text).asString(), string) << text;
}

TEST(JsonReader, takesSpaceAroundEverything)
{
    EXPECT_EQ(json::parse(" \t\r\n[ 1 ,\n2 ] "), Value(List{1, 2}));
    EXPECT_EQ(json::parse("{ \"a\" : { } , \"b\":[ ]}"), Value(Dict{{"a", Dict()}, {"b", List()}}));
}

TEST(JsonReader, keepsMembersInTheOrderOfTheirFirstKey)
{
    const Value read = json::parse(R"({"z": 1, "a": 2, "z": 3, "": 4})");
    std::vector<std::string> keys;
    for (const auto &[key, value] : read.asDict())
        keys.push_back(key.asString());
    EXPECT_EQ(keys, (std::vector<std::string>{"z", "a", ""}));
    EXPECT_EQ(*read.find("z"), Value(3));
}

TEST(JsonReader, findsEqualKeysAlsoAmongMany)
{
    // Beyond sixteen members they are looked up in an index.
    std::string text = "{";
    for (int i = 0; i < 40; ++i)
        text += "\"k" + std::to_string(i) + "\": " + std::to_string(i) + ", ";
    const Value read = json::parse(text + R"("k3": "last", "k39": "last"})");
    EXPECT_EQ(read.asDict().size(), 40U);
    EXPECT_EQ(*read.find("k3"), Value("last"));
    EXPECT_EQ(*read.find("k39"), Value("last"));
    EXPECT_EQ(*read.find("k4"), Value(4));
}

struct Refusal
{
    const char *text;
    const char *sentence;
};

// The sentences are those of CPython 3.11's json.loads.
const std::vector<Refusal> kRefusals{
    {" ", "Expecting value: line 1 column 2 (char 1)"},
    {"nul", "Expecting value: line 1 column 1 (char 0)"},
    {"True", "Expecting value: line 1 column 1 (char 0)"},
    {"-", "Expecting value: line 1 column 1 (char 0)"},
    {"+1", "Expecting value: line 1 column 1 (char 0)"},
    {".5", "Expecting value: line 1 column 1 (char 0)"},
    {"'a'", "Expecting value: line 1 column 1 (char 0)"},
    {"01", "Extra data: line 1 column 2 (char 1)"},
    {"1.", "Extra data: line 1 column 2 (char 1)"},
    {"1.e3", "Extra data: line 1 column 2 (char 1)"},
    {"1e", "Extra data: line 1 column 2 (char 1)"},
    {"1e+", "Extra data: line 1 column 2 (char 1)"},
    {"0x10", "Extra data: line 1 column 2 (char 1)"},
    {"-Infinit", "Expecting value: line 1 column 1 (char 0)"},
    {"[] []", "Extra data: line 1 column 4 (char 3)"},
    {"[", "Expecting value: line 1 column 2 (char 1)"},
    {"[1", "Expecting ',' delimiter: line 1 column 3 (char 2)"},
    {"[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"},
    {"[,]", "Expecting value: line 1 column 2 (char 1)"},
    {"[1}", "Expecting ',' delimiter: line 1 column 3 (char 2)"},
    {"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
    {"{1: 2}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
    {"{'a': 2}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
    {"{\"a\"}", "Expecting ':' delimiter: line 1 column 5 (char 4)"},
    {"{\"a\":", "Expecting value: line 1 column 6 (char 5)"},
    {"{\"a\": 1", "Expecting ',' delimiter: line 1 column 8 (char 7)"},
    {"{\"a\": 1]", "Expecting ',' delimiter: line 1 column 8 (char 7)"},
    {"\"", "Unterminated string starting at: line 1 column 1 (char 0)"},
    {"[\"a", "Unterminated string starting at: line 1 column 2 (char 1)"},
    {"\"\\", "Unterminated string starting at: line 1 column 1 (char 0)"},
    {"\"\\u12\"", "Invalid \\uXXXX escape: line 1 column 3 (char 2)"},
    {"\"\\u0041", "Invalid \\uXXXX escape: line 1 column 3 (char 2)"},
    {"\"\\u12", "Invalid \\uXXXX escape: line 1 column 3 (char 2)"},
    {"\"\\uzzzz\"", "Invalid \\uXXXX escape: line 1 column 3 (char 2)"},
    {"\"\\ud800\\u12\"", "Invalid \\uXXXX escape: line 1 column 9 (char 8)"},
    {"\"\\'\"", "Invalid \\escape: line 1 column 2 (char 1)"},
    {"\"\t\"", "Invalid control character at: line 1 column 2 (char 1)"},
    {"[\"\uac00\U0001F600\", x]", "Expecting value: line 1 column 8 (char 7)"},
    {"[1,\r\n\r\n x]", "Expecting value: line 3 column 2 (char 8)"},
    {"\xEF\xBB\xBF{}", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"},
};

TEST(JsonReader, refusesWithPythonsSentence)
{
    for (const auto &[text, sentence] : kRefusals)
        EXPECT_EQ(promptflowMessageOf([text] { json::parse(text); }), sentence) << text;
}

TEST(JsonReader, saysTheSameInOurWordsWithThePlace)
{
    const auto error = failureOf([] { json::parse("{\"a\": 1,\n  \"\uac00\" 2}"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::InvalidInput);
    EXPECT_EQ(error->message(),
              "This is not valid JSON: Expecting ':' delimiter: line 2 column 7 (char 15).");
    ASSERT_TRUE(error->place());
    EXPECT_EQ(*error->place(), (Place{"", 2, 7}));
    EXPECT_EQ(error->promptflow()->path(), "JSONDecodeError");
    EXPECT_FALSE(error->hint().empty());
}

TEST(JsonReader, refusesBytesThatAreNotUtf8WhereTheyStand)
{
    for (const char *text : {"\"a\xFF\"", "[1, \"\xC3\"]", "\xF0\x9F\x98", "{\"\xC0\xAF\": 1}"}) {
        const auto error = failureOf([text] { json::parse(text); });
        ASSERT_TRUE(error) << text;
        EXPECT_EQ(error->code(), ErrorCode::InvalidInput) << text;
        EXPECT_NE(error->message().find("Invalid UTF-8: line 1"), std::string::npos) << text;
    }
}

TEST(JsonReader, goesAThousandLevelsDeepAndNoFurther)
{
    EXPECT_TRUE(json::parse(nested(1'001)).isList());
    EXPECT_EQ(failureOf([] { json::parse(nested(1'002)); })->code(), ErrorCode::LimitExceeded);
    std::string objects;
    for (int i = 0; i < 1'002; ++i)
        objects += "{\"a\": ";
    EXPECT_EQ(failureOf([&objects] { json::parse(objects); })->code(), ErrorCode::LimitExceeded);
}

TEST(JsonReader, neverFailsOtherwiseThanByAnErrorOfItsOwn)
{
    rc::check([] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(
            rc::gen::elementOf(std::vector<std::string>{"{",
                                                        "}",
                                                        "[",
                                                        "]",
                                                        ",",
                                                        ":",
                                                        "\"",
                                                        "\\u",
                                                        "d83d",
                                                        "1",
                                                        "-",
                                                        ".",
                                                        "e",
                                                        "null",
                                                        " ",
                                                        "\n",
                                                        "NaN",
                                                        "\xFF",
                                                        "\uac00"}));
        std::string text;
        for (const std::string &piece : pieces)
            text += piece;
        try {
            // What was read is written and read again as the same.
            const std::string written = json::write(json::parse(text));
            RC_ASSERT(json::write(json::parse(written)) == written);
        } catch (const Error &error) {
            RC_ASSERT(error.code() == ErrorCode::InvalidInput);
            RC_ASSERT(error.place().has_value());
        }
    });
}

json::WriteOptions indented(int indent)
{
    json::WriteOptions options;
    options.indent = indent;
    return options;
}

TEST(JsonWriter, hasTheSeparatorsOfPython)
{
    // json.dumps(value, ...) of CPython 3.11
    const Value value = json::parse(R"({"a": [1, [], {}], "b": {"c": null}})");
    json::WriteOptions compact;
    compact.compact = true;
    json::WriteOptions both = indented(1);
    both.compact = true;
    json::WriteOptions tabs = indented(0);
    tabs.indentText = "\t";
    EXPECT_EQ(json::write(value), R"({"a": [1, [], {}], "b": {"c": null}})");
    EXPECT_EQ(json::write(value, compact), R"({"a":[1,[],{}],"b":{"c":null}})");
    EXPECT_EQ(json::write(value, indented(0)),
              "{\n\"a\": [\n1,\n[],\n{}\n],\n\"b\": {\n\"c\": null\n}\n}");
    EXPECT_EQ(json::write(value, indented(2)),
              "{\n  \"a\": [\n    1,\n    [],\n    {}\n  ],\n  \"b\": {\n    \"c\": null\n  }\n}");
    EXPECT_EQ(json::write(value, both),
              "{\n \"a\":[\n  1,\n  [],\n  {}\n ],\n \"b\":{\n  \"c\":null\n }\n}");
    EXPECT_EQ(json::write(value, tabs),
              "{\n\t\"a\": [\n\t\t1,\n\t\t[],\n\t\t{}\n\t],\n\t\"b\": {\n\t\t\"c\": null\n\t}\n}");
}

TEST(JsonWriter, escapesAsPython)
{
    const std::string text = "\"\\/\b\f\n\r\t\x01\x1f\x7f\u00e9\u2028\uac00\U0001F600";
    EXPECT_EQ(json::write(Value(text)),
              R"("\"\\/\b\f\n\r\t\u0001\u001f\u007f\u00e9\u2028\uac00\ud83d\ude00")");
    json::WriteOptions wide;
    wide.ensureAscii = false;
    EXPECT_EQ(json::write(Value(text), wide),
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\u00e9\u2028\uac00\U0001F600\"");
}

TEST(JsonWriter, turnsKeysIntoText)
{
    Dict dict;
    dict.set(Value(), 1);
    dict.set(true, 2);
    dict.set(7, 3);
    dict.set(1.5, 4);
    dict.set(std::numeric_limits<double>::infinity(), 5);
    dict.set(Value::integer("99999999999999999999"), 6);
    EXPECT_EQ(json::write(Value(dict)),
              R"({"null": 1, "true": 2, "7": 3, "1.5": 4, "Infinity": 5, "99999999999999999999": 6})");
}

TEST(JsonWriter, sortsKeysByTheirValueAndKeepsEqualOnes)
{
    json::WriteOptions sorted;
    sorted.sortKeys = true;
    EXPECT_EQ(json::write(json::parse(R"({"b": 1, "a": {"d": 1, "c": 2}, "B": 3, "\u00e9": 4})"),
                          sorted),
              R"({"B": 3, "a": {"c": 2, "d": 1}, "b": 1, "\u00e9": 4})");
    Dict numbers{{10, "ten"}, {9, "nine"}, {9.5, "between"}, {-1, "less"}};
    EXPECT_EQ(json::write(Value(numbers), sorted),
              R"({"-1": "less", "9": "nine", "9.5": "between", "10": "ten"})");
}

TEST(JsonWriter, refusesWhatJsonHasNoFormFor)
{
    const std::vector<std::pair<Value, const char *>> cases{
        {Bytes{"x"}, "Object of type bytes is not JSON serializable"},
        {DateTime{"2020-01-02 03:04:05"}, "Object of type datetime is not JSON serializable"},
        {DateTime{"2020-01-02", true}, "Object of type date is not JSON serializable"},
        {Image{"image/png", "x", ""}, "Object of type Image is not JSON serializable"},
        {Handle{"s", "DataFrame", "<...>", false, nullptr},
         "Object of type DataFrame is not JSON serializable"},
        {Dict{{Tuple{{1}}, 1}}, "keys must be str, int, float, bool or None, not tuple"},
        {Dict{{Bytes{"x"}, 1}}, "keys must be str, int, float, bool or None, not bytes"},
    };
    for (const auto &[value, sentence] : cases) {
        const auto error = failureOf([&v = value] { json::write(Value(List{Dict{{"a", v}}})); });
        ASSERT_TRUE(error) << sentence;
        EXPECT_EQ(error->message(), sentence);
        EXPECT_EQ(error->promptflow()->path(), "TypeError");
    }
}

TEST(JsonWriter, writesTheReprOfSuchWhenAskedTo)
{
    json::WriteOptions options;
    options.reprUnknown = true;
    const Value value(Dict{{Tuple{{1, "a"}}, Bytes{"\x01"}},
                           {"when", DateTime{"2020-01-02 03:04:05"}},
                           {"frame", Handle{"s", "Frame", "<Frame \"x\">", false, nullptr}}});
    EXPECT_EQ(
        json::write(value, options),
        R"j({"(1, 'a')": "b'\\x01'", "when": "2020-01-02 03:04:05", "frame": "<Frame \"x\">"})j");
}

TEST(JsonWriter, refusesToGoDeeperThanItReads)
{
    Value deep = List();
    for (int i = 0; i < 1'000; ++i)
        deep = List{deep};
    EXPECT_EQ(json::write(deep), nested(1'001));
    EXPECT_EQ(failureOf([&deep] { json::write(Value(List{deep})); })->code(),
              ErrorCode::LimitExceeded);
}

TEST(JsonLaws, whatIsWrittenIsReadAsTheSame)
{
    rc::check([] {
        const Value value = *anyJson();
        json::WriteOptions options;
        options.ensureAscii = *rc::gen::arbitrary<bool>();
        options.compact = *rc::gen::arbitrary<bool>();
        options.indent = *rc::gen::inRange(-1, 5);
        const std::string text = json::write(value, options);
        const Value back = json::parse(text);
        RC_ASSERT(back == value);
        RC_ASSERT(json::write(back, options) == text);
    });
}

TEST(JsonLaws, asciiIsAsciiAndOneLineIsOneLine)
{
    rc::check([] {
        const std::string text = json::write(*anyJson());
        RC_ASSERT(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }));
    });
}

TEST(JsonLaws, indentingChangesNothingButSpace)
{
    rc::check([] {
        const Value value = *anyJson();
        json::WriteOptions compact;
        compact.compact = true;
        RC_ASSERT(json::write(json::parse(json::write(value, indented(3))), compact)
                  == json::write(value, compact));
    });
}

} // namespace
