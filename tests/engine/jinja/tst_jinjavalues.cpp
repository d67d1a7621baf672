// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace postern;
using namespace postern::jinja;

namespace {

std::string show(Value value, std::string_view expression = "x")
{
    Options options;
    return Template::compile("{{ " + std::string(expression) + " }}", options)
        .render({{"x", std::move(value)}});
}

TEST(Values, printAsPythonPrintsThem)
{
    EXPECT_EQ(show(nullptr), "None");
    EXPECT_EQ(show(true), "True");
    EXPECT_EQ(show(std::int64_t{-5}), "-5");
    EXPECT_EQ(show(1.0), "1.0");
    EXPECT_EQ(show(1e22), "1e+22");
    EXPECT_EQ(show(std::nan("")), "nan");
    EXPECT_EQ(show("text"), "text");
    EXPECT_EQ(show(List{1, "a", nullptr}), "[1, 'a', None]");
    EXPECT_EQ(show(Tuple{{1}}), "(1,)");
    EXPECT_EQ(show(Dict{{"k", List{}}, {1, 2.5}}), "{'k': [], 1: 2.5}");
    EXPECT_EQ(show(Bytes{"a\n"}), "b'a\\n'");
    EXPECT_EQ(show(Value::integer("123456789012345678901234567890")),
              "123456789012345678901234567890");
}

TEST(Values, integersOfAnySizeCompute)
{
    EXPECT_EQ(show(Value::integer("9223372036854775807"), "x + 1"), "9223372036854775808");
    EXPECT_EQ(show(Value::integer("123456789012345678901234567890"), "x % 1000007"), "983962");
    EXPECT_EQ(show(Value::integer("-10000000000000000000000"), "x // 3"), "-3333333333333333333334");
}

TEST(Values, datesAndHandlesPassThrough)
{
    EXPECT_EQ(show(DateTime{"2024-05-06", true}), "2024-05-06");
    Handle handle;
    handle.typeName = "DataFrame";
    handle.repr = "<a frame>";
    EXPECT_EQ(show(handle, "[x]"), "[<a frame>]");
    EXPECT_EQ(show(handle, "x.column"), "");
}

TEST(Values, equalKeysOfDifferentTypesAreOneKey)
{
    EXPECT_EQ(show(1, "{1: 'a', 1.0: 'b', true: 'c'}"), "{1: 'c'}");
    EXPECT_EQ(show(Dict{{1, "a"}}, "x[1.0] ~ x[true]"), "aa");
}

TEST(Values, dictsWithManyMembersFindAndForget)
{
    constexpr std::string_view kSource
        = "{% set d = {} %}{% for i in range(1000) %}{% set _ = d.update({i: i * i}) %}{% endfor %}"
          "{% for i in range(0, 1000, 2) %}{% set _ = d.pop(i) %}{% endfor %}"
          "{{ d|length }} {{ d[999] }} {{ d[998] is defined }} {{ d.keys()|list|first }}";
    EXPECT_EQ(Template::compile(kSource).render({}), "500 998001 False 1");
}

TEST(Values, indicesCountCodePoints)
{
    EXPECT_EQ(show("añb😀c", "x[3] ~ x[-1] ~ x[1:3] ~ x|length ~ x.find('c')"), "😀cñb54");
}

} // namespace
