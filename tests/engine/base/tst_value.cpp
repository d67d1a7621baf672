// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textedit.h"
#include "engine/base/value.h"

#include <gtest/gtest.h>

#include <limits>

namespace postern {
namespace {

std::string roundTrip(std::string_view text)
{
    return json::write(json::parse(text));
}

TEST(Json, WritesTheBytesOfPython)
{
    EXPECT_EQ(roundTrip(R"({"b":1,"a":[1.0,1e16,1e-5,0.1,-0.0,123456789012345678901234567890]})"),
              R"({"b": 1, "a": [1.0, 1e+16, 1e-05, 0.1, -0.0, 123456789012345678901234567890]})");
    EXPECT_EQ(roundTrip(R"([NaN,Infinity,-Infinity,null,true,false,"\u00e9\ud83d\ude00\n\u0001"])"),
              R"([NaN, Infinity, -Infinity, null, true, false, "\u00e9\ud83d\ude00\n\u0001"])");
    EXPECT_EQ(roundTrip("1e400"), "Infinity");
    EXPECT_EQ(roundTrip("-1e-400"), "-0.0");
    EXPECT_EQ(roundTrip(R"("\ud800")"), R"("\ud800")");
}

TEST(Json, IndentsAsPythonDoes)
{
    json::WriteOptions options;
    options.indent = 4;
    options.ensureAscii = false;
    EXPECT_EQ(
        json::write(json::parse(R"({"a":[1,{}],"b":[],"ㄱ":"é"})"), options),
        "{\n    \"a\": [\n        1,\n        {}\n    ],\n    \"b\": [],\n    \"ㄱ\": \"é\"\n}");
}

TEST(Json, KeepsTheLastOfEqualKeysInTheFirstPlace)
{
    EXPECT_EQ(roundTrip(R"({"a":1,"b":2,"a":3})"), R"({"a": 3, "b": 2})");
}

struct BadJson
{
    std::string text;
    std::string sentence;
};

class JsonErrors : public testing::TestWithParam<BadJson>
{};

TEST_P(JsonErrors, HaveTheSentenceOfPython)
{
    try {
        json::parse(GetParam().text);
        FAIL() << "no error";
    } catch (const Error &error) {
        ASSERT_TRUE(error.promptflow());
        EXPECT_EQ(error.promptflow()->message, GetParam().sentence);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Known,
    JsonErrors,
    testing::Values(BadJson{"", "Expecting value: line 1 column 1 (char 0)"},
                    BadJson{"[1,", "Expecting value: line 1 column 4 (char 3)"},
                    BadJson{"{\"a\" 1}", "Expecting ':' delimiter: line 1 column 6 (char 5)"},
                    BadJson{"{a: 1}",
                            "Expecting property name enclosed in double quotes: line 1 column 2 "
                            "(char 1)"},
                    BadJson{"[1\n 2]", "Expecting ',' delimiter: line 2 column 2 (char 4)"},
                    BadJson{"1 x", "Extra data: line 1 column 3 (char 2)"},
                    BadJson{"\"abc", "Unterminated string starting at: line 1 column 1 (char 0)"},
                    BadJson{"\"a\\x\"", "Invalid \\escape: line 1 column 3 (char 2)"},
                    BadJson{"\"a\nb\"", "Invalid control character at: line 1 column 3 (char 2)"}));

TEST(Json, RefusesWhatIsNotUtf8)
{
    EXPECT_THROW(json::parse("[\"\xe1\"]"), Error);
    EXPECT_THROW(json::parse("\"\xc0\xaf\""), Error);
    EXPECT_EQ(roundTrip("\"\xed\xa0\x80\""), R"("\ud800")");
}

TEST(Json, RefusesBottomlessNesting)
{
    EXPECT_THROW(json::parse(std::string(100'000, '[')), Error);
}

TEST(PyRepr, PrintsAsPython)
{
    EXPECT_EQ(py::repr(json::parse(R"({"a":[null,true,1.5,"it's"],"b":{}})")),
              R"({'a': [None, True, 1.5, "it's"], 'b': {}})");
    EXPECT_EQ(py::repr(Value(Tuple{{Value(1)}})), "(1,)");
    EXPECT_EQ(py::repr(Value("a\"'\n\u200b\xC2\xA0")), R"('a"\'\n\u200b\xa0')");
    EXPECT_EQ(py::str(Value("x'")), "x'");
    EXPECT_EQ(py::repr(Value(Bytes{std::string("a\0\xff", 3)})), R"(b'a\x00\xff')");
    EXPECT_EQ(py::reprDouble(1e22), "1e+22");
    EXPECT_EQ(py::reprDouble(123456789012345680.0), "1.2345678901234568e+17");
    EXPECT_EQ(py::reprDouble(1234567890123456.0), "1234567890123456.0");
    EXPECT_EQ(py::reprDouble(0.0001), "0.0001");
    EXPECT_EQ(py::reprDouble(0.00001), "1e-05");
    EXPECT_EQ(py::repr(Value(DateTime{"2020-01-02T03:04:05+00:00"})),
              "datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)");
    EXPECT_EQ(py::repr(Value(DateTime{"2020-01-02", true})), "datetime.date(2020, 1, 2)");
}

TEST(Value, ComparesAsPython)
{
    EXPECT_EQ(Value(1), Value(true));
    EXPECT_EQ(Value(1), Value(1.0));
    EXPECT_EQ(Value::integer("100000000000000000000"), Value(1e20));
    EXPECT_NE(Value::integer("100000000000000000001"), Value(1e20));
    EXPECT_NE(Value("1"), Value(1));
    EXPECT_EQ(json::parse(R"({"a":1,"b":2})"), json::parse(R"({"b":2.0,"a":true})"));
    EXPECT_NE(Value(List{Value(1)}), Value(Tuple{{Value(1)}}));
    EXPECT_NE(Value(std::numeric_limits<double>::quiet_NaN()),
              Value(std::numeric_limits<double>::quiet_NaN()));
}

TEST(TextEdit, TakesItselfBack)
{
    std::string text = "key: value # comment";
    const TextEdit inverse = apply(text, {5, 5, "other"});
    EXPECT_EQ(text, "key: other # comment");
    apply(text, inverse);
    EXPECT_EQ(text, "key: value # comment");
    EXPECT_THROW(apply(text, {100, 0, "x"}), Error);
}

TEST(TextEdit, DifferenceNeverSplitsACharacter)
{
    const std::string from = "가나다";
    const std::string to = "각나다"; // differs in the last byte of the first character
    const TextEdit edit = difference(from, to);
    EXPECT_EQ(edit.offset, 0U);
    EXPECT_EQ(edit.removed, 3U);
    std::string text = from;
    apply(text, edit);
    EXPECT_EQ(text, to);
}

TEST(Log, RedactsWhatIsSecret)
{
    log::registerSecret("s3cr3t-key-value");
    EXPECT_EQ(log::redact("key s3cr3t-key-value end"), "key ****** end");
    EXPECT_EQ(log::redact("Authorization: Bearer abc.def\nnext"), "Authorization: ******\nnext");
    EXPECT_EQ(log::redact("https://x.blob/?sv=1&sig=AbC%2F&se=2"),
              "https://x.blob/?sv=1&sig=******&se=2");
}

} // namespace
} // namespace postern
