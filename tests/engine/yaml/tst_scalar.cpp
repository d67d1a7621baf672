// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"
#include "engine/yaml/scalar.h"

#include <gtest/gtest.h>

namespace postern::yaml {

namespace {

/// Python's type and repr of a plain scalar's value.
std::string typed(std::string_view plain)
{
    const Value value = typedScalar(plain);
    if (value.kind() == Value::Kind::DateTime)
        return (value.asDateTime().dateOnly ? "date " : "datetime ") + value.asDateTime().iso;
    return value.typeName() + " " + py::repr(value);
}

struct PlainScalar
{
    const char *text;
    const char *value;
};

// What ruamel.yaml, with which prompt flow reads flows, makes of `k: TEXT`; dates with times are below.
const std::vector<PlainScalar> kPlain{
    {"0", "int 0"},
    {"1", "int 1"},
    {"-1", "int -1"},
    {"+1", "int 1"},
    {"00", "int 0"},
    {"007", "int 7"},
    {"017", "int 17"},
    {"0o17", "int 15"},
    {"0o8", "str '0o8'"},
    {"0O17", "str '0O17'"},
    {"0x1f", "int 31"},
    {"0X1F", "str '0X1F'"},
    {"0xg", "str '0xg'"},
    {"0b101", "int 5"},
    {"0b2", "str '0b2'"},
    {"0B1", "str '0B1'"},
    {"1_000", "int 1000"},
    {"1__0", "int 10"},
    {"_1", "str '_1'"},
    {"1_", "int 1"},
    {"-0", "int 0"},
    {"+0", "int 0"},
    {"1 000", "str '1 000'"},
    {"123456789012345678901", "int 123456789012345678901"},
    {"1.0", "float 1.0"},
    {"1.", "float 1.0"},
    {".5", "float 0.5"},
    {"-.5", "float -0.5"},
    {"+.5", "float 0.5"},
    {"1e3", "float 1000.0"},
    {"1E3", "float 1000.0"},
    {"1e+3", "float 1000.0"},
    {"1e-3", "float 0.001"},
    {"1.5e3", "float 1500.0"},
    {"1.e3", "float 1000.0"},
    {".5e3", "str '.5e3'"},
    {"1e", "str '1e'"},
    {"e1", "str 'e1'"},
    {"1.2.3", "str '1.2.3'"},
    {"1_0.5", "float 10.5"},
    {"1._5", "float 1.5"},
    {".inf", "float inf"},
    {"-.inf", "float -inf"},
    {"+.inf", "float inf"},
    {".INF", "float inf"},
    {".Inf", "float inf"},
    {".iNf", "str '.iNf'"},
    {"inf", "str 'inf'"},
    {".nan", "float nan"},
    {".NaN", "float nan"},
    {".NAN", "float nan"},
    {".Nan", "str '.Nan'"},
    {"nan", "str 'nan'"},
    {"-.nan", "str '-.nan'"},
    {"true", "bool True"},
    {"True", "bool True"},
    {"TRUE", "bool True"},
    {"tRue", "str 'tRue'"},
    {"false", "bool False"},
    {"False", "bool False"},
    {"FALSE", "bool False"},
    {"yes", "str 'yes'"},
    {"Yes", "str 'Yes'"},
    {"no", "str 'no'"},
    {"on", "str 'on'"},
    {"off", "str 'off'"},
    {"y", "str 'y'"},
    {"n", "str 'n'"},
    {"null", "NoneType None"},
    {"Null", "NoneType None"},
    {"NULL", "NoneType None"},
    {"nUll", "str 'nUll'"},
    {"~", "NoneType None"},
    {"none", "str 'none'"},
    {"None", "str 'None'"},
    {"nil", "str 'nil'"},
    {"2020-01-02", "date 2020-01-02"},
    {"2020-1-2", "str '2020-1-2'"},
    {"2020-01-02T03:04", "str '2020-01-02T03:04'"},
    {"20200102", "int 20200102"},
    {"12:30:45", "str '12:30:45'"},
    {"1:30", "str '1:30'"},
    {".", "str '.'"},
    {"..", "str '..'"},
    {"...x", "str '...x'"},
    {"a", "str 'a'"},
    {"a b", "str 'a b'"},
    {"0.1", "float 0.1"},
    {"1e400", "float inf"},
    {"1e-400", "float 0.0"},
    {"-1e400", "float -inf"},
    {"1e16", "float 1e+16"},
    {"1e15", "float 1000000000000000.0"},
    {"123456.789", "float 123456.789"},
    {"0.1e-6", "float 1e-07"},
    {"0x", "str '0x'"},
    {"0o", "str '0o'"},
    {"0b", "str '0b'"},
    {"-0x1f", "int -31"},
    {"+0x1f", "int 31"},
    {"-0o17", "int -15"},
    {"1,000", "str '1,000'"},
    {"1%", "str '1%'"},
    {"$1", "str '$1'"},
    {"a:b", "str 'a:b'"},
    {"http://x", "str 'http://x'"},
    {"x", "str 'x'"},
    {"0.0", "float 0.0"},
    {"-0.0", "float -0.0"},
    {"00.5", "float 0.5"},
    {"01.5", "float 1.5"},
    {"1_000.5", "float 1000.5"},
    {"é", "str 'é'"},
    {"가", "str '가'"},
    {"１２", "str '１２'"},
    {"0777", "int 777"},
    {"08", "int 8"},
    {"09", "int 9"},
    {"1e1_0", "str '1e1_0'"},
    {".e3", "str '.e3'"},
    {"+", "str '+'"},
    {"+.", "str '+.'"},
    {"9223372036854775807", "int 9223372036854775807"},
    {"9223372036854775808", "int 9223372036854775808"},
    {"-9223372036854775808", "int -9223372036854775808"},
    {"-9223372036854775809", "int -9223372036854775809"},
    {"0xffffffffffffffffffff", "int 1208925819614629174706175"},
    {"1.7976931348623157e309", "float inf"},
};

TEST(TypedScalar, isWhatPromptFlowReads)
{
    for (const auto &[text, value] : kPlain)
        EXPECT_EQ(typed(text), value) << text;
}

TEST(TypedScalar, readsIntegersOfEveryBase)
{
    EXPECT_EQ(typed("5"), "int 5");
    EXPECT_EQ(typed("-5"), "int -5");
    EXPECT_EQ(typed("+5"), "int 5");
    EXPECT_EQ(typed("0"), "int 0");
    EXPECT_EQ(typed("-0"), "int 0");
    EXPECT_EQ(typed("017"), "int 17");
    EXPECT_EQ(typed("0o17"), "int 15");
    EXPECT_EQ(typed("0x1F"), "int 31");
    EXPECT_EQ(typed("0b101"), "int 5");
    EXPECT_EQ(typed("1_000"), "int 1000");
    EXPECT_EQ(typed("123456789012345678901"), "int 123456789012345678901");
    EXPECT_EQ(typed("0xFFFFFFFFFFFFFFFFFF"), "int 4722366482869645213695");
}

TEST(TypedScalar, readsFloats)
{
    EXPECT_EQ(typed("1e3"), "float 1000.0");
    EXPECT_EQ(typed("1.5"), "float 1.5");
    EXPECT_EQ(typed("1."), "float 1.0");
    EXPECT_EQ(typed(".5"), "float 0.5");
    EXPECT_EQ(typed("1_0.2_5"), "float 10.25");
    EXPECT_EQ(typed("-1.5E+2"), "float -150.0");
    EXPECT_EQ(typed("+.inf"), "float inf");
    EXPECT_EQ(typed("-.INF"), "float -inf");
    EXPECT_EQ(typed(".nan"), "float nan");
    EXPECT_EQ(typed("1e999"), "float inf");
    EXPECT_EQ(typed("1e-999"), "float 0.0");
}

TEST(TypedScalar, leavesTextThatIsNoNumber)
{
    for (const char *text :
         {"yes", "no",  "on",  "off", "y",    "_1", "1 2",   ".",   "-",   "+",    "-_",
          "0x",  "0b2", "0o9", "1e",  ".5e3", "..", "1.2.3", "nan", "inf", "tRue", "-.nan"})
        EXPECT_EQ(typedScalar(text), Value(text)) << text;
}

TEST(TypedScalar, readsNullsAndBools)
{
    for (const char *text : {"", "~", "null", "Null", "NULL"})
        EXPECT_TRUE(typedScalar(text).isNull()) << text;
    EXPECT_EQ(typed("true"), "bool True");
    EXPECT_EQ(typed("FALSE"), "bool False");
}

TEST(TypedScalar, readsDatesAsPythonsIsoformat)
{
    EXPECT_EQ(typed("2020-01-02"), "date 2020-01-02");
    EXPECT_EQ(typed("2020-01-02T03:04:05Z"), "datetime 2020-01-02T03:04:05+00:00");
    EXPECT_EQ(typed("2020-1-2 3:04:05"), "datetime 2020-01-02 03:04:05");
    EXPECT_EQ(typed("2020-01-02t03:04:05.5+2"), "datetime 2020-01-02T03:04:05.500000+02:00");
    EXPECT_EQ(typed("2020-01-02 03:04:05 -05:30"), "datetime 2020-01-02 03:04:05-05:30");
    for (const char *text :
         {"2020-13-01", "2021-02-29", "2020-1-2", "2020-01-02T25:00:00", "2020-01-02T"})
        EXPECT_TRUE(typedScalar(text).isString()) << text;
}

TEST(ScalarValue, readsTheTypesOfYamlsRepository)
{
    const auto read = [](const std::string &text) {
        const Document document = Document::parse(text);
        return py::repr(toValue(*document.root()));
    };
    EXPECT_EQ(read("!!binary aGVsbG8="), "b'hello'");
    EXPECT_EQ(read("!!binary |\n  aGVs\n  bG8=\n"), "b'hello'");
    EXPECT_EQ(read("!!binary aGk"), "'aGk'");
    EXPECT_EQ(read("!!omap [b: 1, a: 2, b: 3]"), "{'b': 3, 'a': 2}");
    EXPECT_EQ(read("!!pairs [b: 1, b: 2]"), "[['b', 1], ['b', 2]]");
    EXPECT_EQ(read("- !!pairs [b: !!omap [c: d]]"), "[[['b', {'c': 'd'}]]]");
    EXPECT_EQ(read("!!python/tuple [1, 2]"), "[1, 2]");
}

TEST(ScalarValue, takesQuotesAndTagsIntoAccount)
{
    const Document document = Document::parse(
        "[5, '5', \"5\", !!str 5, !!int \"5\", !mine 5, !!float _1]");
    ASSERT_NE(document.root(), nullptr);
    EXPECT_EQ(py::repr(toValue(*document.root())), "[5, '5', '5', '5', 5, '5', 1.0]");
}

} // namespace

} // namespace postern::yaml
