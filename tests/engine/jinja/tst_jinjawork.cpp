// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/filters.h"
#include "engine/jinja/template.h"
#include "engine/pyobject/methods.h"

#include <gtest/gtest.h>

#include <set>

using namespace postern;
using namespace postern::jinja;

namespace {

enum class End { Done, Limit, Refused };

End endOf(const std::string &source,
          std::uint64_t mostWork = Options().mostWork,
          const Dict &context = {})
{
    Options options;
    options.doStatement = true;
    options.loopControls = true;
    options.mostWork = mostWork;
    try {
        Template::compile(source, options).render(context);
        return End::Done;
    } catch (const Error &error) {
        return error.code() == ErrorCode::LimitExceeded ? End::Limit : End::Refused;
    }
}

/// Large values: a text, one that is nearly in it, one that isn't ASCII, a list, a dict, the texts
/// as bytes, an integer.
Dict values(std::size_t size)
{
    const std::string text(size, 'a');
    const std::string nearly = std::string(size / 2, 'a') + 'b';
    std::string letters;
    List list;
    Dict dict;
    for (std::size_t i = 0; i < size / 2; ++i) {
        letters += "\u00e9 ";
        list.push_back(static_cast<std::int64_t>(i));
        if (i % 8 == 0)
            dict.append("k" + std::to_string(i), static_cast<std::int64_t>(i));
    }
    return Dict{{"t", text},
                {"n", nearly},
                {"u", letters},
                {"l", list},
                {"d", dict},
                {"b", Bytes{text}},
                {"c", Bytes{nearly}},
                {"i", Value::integer(std::string(4'000, '7'))}};
}

/// Whether an expression, worked out again and again, is stopped for its work; those that are
/// refused for their arguments count for nothing.
End endOfRepeated(const std::string &expression)
{
    static const Dict small = values(8'000);
    return endOf("{% for x in range(400) %}{% set y = " + expression + " %}{% endfor %}",
                 100'000,
                 small);
}

const std::vector<std::string> kArguments = {"",
                                             "t",
                                             "n, t",
                                             "7",
                                             "l",
                                             "c",
                                             "c, b",
                                             "i",
                                             "12345678901234567890",
                                             "u",
                                             "'a', 'b'",
                                             "[c, b]",
                                             "b[:256]",
                                             "7, 7"};

void expectBounded(std::string_view what,
                   const std::vector<std::string> &selves,
                   const auto &expression,
                   const std::set<std::string_view> &cheap)
{
    int counted = 0;
    for (const std::string &self : selves) {
        for (const std::string &arguments : kArguments) {
            const std::string source = expression(self, arguments);
            const End end = endOfRepeated(source);
            counted += end == End::Refused ? 0 : 1;
            if (end == End::Done && !cheap.contains(what))
                ADD_FAILURE() << source;
        }
    }
    // One takes small numbers alone, the other finds nothing the second time.
    if (what != "filesizeformat" && what != "remove")
        EXPECT_GT(counted, 0) << what << " was never called";
}

// Those whose time doesn't grow with what they are given, or grows with their steps.
const std::set<std::string_view> kCheapFilters
    = {"abs",     "attr",           "batch",      "center",  "count",    "d",
       "default", "filesizeformat", "first",      "float",   "int",      "items",
       "last",    "length",         "list",       "map",     "max",      "min",
       "random",  "reject",         "rejectattr", "reverse", "round",    "safe",
       "select",  "selectattr",     "slice",      "string",  "truncate", "unique"};
const std::set<std::string_view> kCheapMethods = {"append",
                                                  "clear",
                                                  "count",
                                                  "endswith",
                                                  "extend",
                                                  "get",
                                                  "index",
                                                  "insert",
                                                  "items",
                                                  "keys",
                                                  "pop",
                                                  "popitem",
                                                  "remove",
                                                  "removeprefix",
                                                  "removesuffix",
                                                  "setdefault",
                                                  "startswith",
                                                  "update",
                                                  "values"};

void expectBoundedMethods(std::span<const Method> methods,
                          const std::vector<std::string> &selves,
                          const std::set<std::string_view> &cheap = {})
{
    for (const Method &method : methods) {
        const auto call = [&](const std::string &self, const std::string &arguments) {
            return self + "." + std::string(method.name) + "(" + arguments + ")";
        };
        expectBounded(method.name, selves, call, cheap);
    }
}

TEST(JinjaWork, EveryFilterIsBounded)
{
    for (const auto filters :
         {textFilters(), markupFilters(), valueFilters(), sequenceFilters(), selectionFilters()}) {
        for (const FilterEntry &filter : filters) {
            const auto call = [&](const std::string &self, const std::string &arguments) {
                return self + "|" + std::string(filter.name)
                       + (arguments.empty() ? "" : "(" + arguments + ")");
            };
            expectBounded(filter.name, {"t", "u", "l", "d", "i"}, call, kCheapFilters);
        }
    }
}

TEST(JinjaWork, EveryMethodOfATextIsBounded)
{
    expectBoundedMethods(stringSearchMethods(), {"t", "u"}, kCheapMethods);
    expectBoundedMethods(stringShapeMethods(),
                         {"t", "u", "(t|e)"},
                         {"zfill", "center", "ljust", "rjust", "maketrans"});
    expectBoundedMethods(stringTestMethods(), {"t", "u"}, {"isascii"});
}

TEST(JinjaWork, EveryMethodOfAnotherValueIsBounded)
{
    expectBoundedMethods(bytesMethods(), {"b", "c"}, kCheapMethods);
    expectBoundedMethods(listMethods(), {"l"}, kCheapMethods);
    expectBoundedMethods(tupleMethods(), {"((1, 2) * 9999)"}, kCheapMethods);
    expectBoundedMethods(dictMethods(), {"d"}, kCheapMethods);
}

TEST(JinjaWork, EveryOperatorIsBounded)
{
    const Dict large = values(40'000);
    const auto endOfMany = [&large](const std::string &expression) {
        return endOf("{% for x in range(4000) %}" + expression + "{% endfor %}", 10'000'000, large);
    };
    for (const std::string expression :
         {"t + n",       "t ~ n",       "l + l",       "t * 2",          "l * 2",
          "n in t",      "t == t ~ ''", "l == l + []", "t < t ~ 'b'",    "'%s' % t",
          "-1 in l",     "i * i",       "i ** 2",      "i // 3 ** 9999", "i % 3 ** 9999",
          "i + i",       "i == i + 0",  "t[1:]",       "u[::2]",         "l[1:]",
          "l[:] < l[:]", "c in b",      "[*l]|length", "t|string ~ 1"})
        EXPECT_NE(endOfMany("{% set y = " + expression + " %}"), End::Done) << expression;
    EXPECT_EQ(endOfMany("{{ t }}{{ u }}"), End::Limit);
}

TEST(JinjaWork, PartsThatAreSharedAreNotWrittenWithoutEnd)
{
    constexpr std::uint64_t kWork = 20'000'000;
    const std::string shared
        = "{% set ns=namespace(v=[1], w=['x'*100000]) %}{% for i in range(70) %}"
          "{% set ns.v=[ns.v, ns.v] %}{% endfor %}"
          "{% for i in range(6) %}{% set ns.w=[ns.w]*99 %}{% endfor %}";
    const std::string alike = "{% set ns=namespace(v={1: 2}) %}{% for i in range(70) %}"
                              "{% set ns.v={'a': ns.v, 'b': ns.v} %}{% endfor %}";
    for (const auto filters :
         {textFilters(), markupFilters(), valueFilters(), sequenceFilters(), selectionFilters()}) {
        for (const FilterEntry &filter : filters) {
            const std::string use = "|" + std::string(filter.name) + "|string|length }}";
            for (const std::string &values :
                 {shared + "{{ ns.v", shared + "{{ ns.w", alike + "{{ ns.v"})
                endOf(values + use, kWork); // ends
        }
    }
    for (const char *use :
         {"{{ ns.v|tojson }}", "{{ ns.v|pprint }}", "{{ ns.v }}", "{{ ns.v|string|length }}"}) {
        EXPECT_EQ(endOf(shared + use, kWork), End::Limit) << use;
        EXPECT_EQ(endOf(alike + use, kWork), End::Limit) << use;
    }
    EXPECT_EQ(endOf(shared + "{{ ns.w|tojson }}", kWork), End::Limit);
    EXPECT_EQ(endOf(shared + "{{ ns.w|pprint }}", kWork), End::Limit);
}

TEST(JinjaWork, WhatIsNearlyThereIsSearchedForInOneWalk)
{
    const std::string values
        = "{% set t = 'a'*4000000 %}{% set n = 'a'*1000000 ~ 'b' ~ 'a'*1000000 %}{{ ";
    for (const char *expression : {"t.find(n)",
                                   "t.rfind(n)",
                                   "t.count(n)",
                                   "t.split(n)|length",
                                   "t.rsplit(n)|length",
                                   "t.partition(n)|length",
                                   "t.rpartition(n)|length",
                                   "t.replace(n, '')|length",
                                   "t|replace(n, '')|length",
                                   "n in t",
                                   "n.encode() in t.encode()",
                                   "t.encode().find(n.encode())"})
        EXPECT_EQ(endOf(values + expression + " }}"), End::Done) << expression;
}

TEST(JinjaWork, ThereIsNoWayRoundByWalkingAText)
{
    // Each index once, as authors do.
    EXPECT_EQ(endOf("{% set u = '\u00e9\u4e2d'*40000 %}{% for i in range(80000) %}{% set c = u[i] "
                    "~ u[i:i+2] %}{% endfor %}"),
              End::Done);
    EXPECT_EQ(Template::compile("{{ ('\u00e9\u4e2dx'*99)[199] }}{{ ('\u00e9\u4e2dx'*99)[198:200] "
                                "}}{{ ('\u00e9'*70)[64:]|length }}")
                  .render({}),
              "\u4e2d\u00e9\u4e2d6");
}

TEST(JinjaWork, NumbersAreRefusedBeforeTheyAreBuilt)
{
    EXPECT_EQ(endOf("{{ ('f'*20000000)|int(0, 16) }}"), End::Limit);
    EXPECT_EQ(endOf("{% set d = {} %}{% for i in range(99999) %}{% do d.update({2**100 + i: 1}) "
                    "%}{% endfor %}"),
              End::Limit);
    EXPECT_EQ(Template::compile(
                  "{{ (2**200).to_bytes(26, 'little')[25] }}{{ (2**200-1).bit_count() }}{{ "
                  "(-2).to_bytes(9, 'big', signed=true)[8] }}")
                  .render({}),
              "1200254");
}

} // namespace
