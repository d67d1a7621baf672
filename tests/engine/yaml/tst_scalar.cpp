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
