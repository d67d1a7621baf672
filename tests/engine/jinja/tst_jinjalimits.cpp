// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::jinja;

namespace {

Options withTags()
{
    Options options;
    options.doStatement = true;
    options.loopControls = true;
    return options;
}

/// The code of the error that compiling or rendering ends in.
ErrorCode codeOf(const std::string &source, const Options &options = withTags())
{
    try {
        Template::compile(source, options).render({});
    } catch (const Error &error) {
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::Internal;
}

std::string repeated(std::string_view unit, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += unit;
    return text;
}

TEST(Limits, deepNestingOfExpressions)
{
    EXPECT_EQ(codeOf("{{ " + repeated("(", 100'000) + " }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ " + repeated("[", 100'000) + " }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ " + repeated("not ", 100'000) + "x }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ " + repeated("-", 100'000) + "x }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ 1 if 1 else " + repeated("1 if 1 else ", 100'000) + "x }}"),
              ErrorCode::LimitExceeded);
}

TEST(Limits, longChainsOfOperators)
{
    EXPECT_EQ(codeOf("{{ x" + repeated(".y", 100'000) + " }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ 1" + repeated("+x", 100'000) + " }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ 1" + repeated("|string", 100'000) + " }}"), ErrorCode::LimitExceeded);
}

TEST(Limits, deepNestingOfStatements)
{
    EXPECT_EQ(codeOf(repeated("{% if x %}", 100'000)), ErrorCode::LimitExceeded);
}

TEST(Limits, endlessRecursion)
{
    EXPECT_EQ(codeOf("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}"),
              ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% block a %}{{ self.a() }}{% endblock %}"), ErrorCode::LimitExceeded);
    Options options;
    options.loader = [](std::string_view) {
        return std::optional<std::string>("{% include 'x' %}");
    };
    EXPECT_EQ(codeOf("{% include 'x' %}", options), ErrorCode::LimitExceeded);
}

TEST(Limits, hugeTextsAndLists)
{
    EXPECT_EQ(codeOf("{{ 'a' * 10000000000 }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ [1] * 10000000000 }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ 'a'.center(10000000000)|length }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ '%10000000000s' % 1 }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% set ns = namespace(t='aaaaaaaaaa') %}{% for i in range(100) %}{% set ns.t "
                     "= ns.t ~ ns.t %}{% endfor %}"),
              ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{{ range(1000000000)|list }}"), ErrorCode::LimitExceeded);
}

TEST(Limits, hugeIntegers)
{
    EXPECT_EQ(codeOf("{{ 10 ** (10 ** 10) }}"), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% set ns = namespace(n=3) %}{% for i in range(100) %}{% set ns.n = ns.n * "
                     "ns.n %}{% endfor %}"),
              ErrorCode::LimitExceeded);
}

TEST(Limits, loopsThatDontEnd)
{
    EXPECT_EQ(codeOf("{% for i in range(10 ** 15) if false %}{% endfor %}"),
              ErrorCode::LimitExceeded);
}

TEST(Limits, theSandboxsRange)
{
    EXPECT_EQ(Template::compile("{{ range(100000)|length }}", Options::promptflow()).render({}),
              "100000");
    EXPECT_EQ(codeOf("{{ range(100001)|length }}", Options::promptflow()), ErrorCode::InvalidInput);
}

TEST(Limits, structuresThatHoldThemselves)
{
    EXPECT_EQ(Template::compile("{% set l = [1] %}{% do l.append(l) %}{{ l }}{% set d = {} %}{% do "
                                "d.update(d=d) %}{{ d }}",
                                withTags())
                  .render({}),
              "[1, [...]]{'d': {...}}");
    EXPECT_EQ(codeOf("{% set l = [1] %}{% do l.append(l) %}{{ l|tojson }}"),
              ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% set l = [1] %}{% do l.append(l) %}{% set m = [1] %}{% do m.append(m) %}{{ "
                     "l == m }}"),
              ErrorCode::LimitExceeded);
}

TEST(Limits, structuresOfManyLevelsGoAwayAgain)
{
    constexpr std::string_view kSource = "{% set ns = namespace(l=[]) %}{% for i in range(200000) "
                                         "%}{% set ns.l = [ns.l] %}{% endfor %}done";
    EXPECT_EQ(Template::compile(kSource).render({}), "done");
}

} // namespace

TEST(JinjaLimits, HashesOfDeepOrSharedTuplesEnd)
{
    const std::string deep = "{% set ns=namespace(l=()) %}{% for i in range(99999) %}"
                             "{% set ns.l=(ns.l,) %}{% endfor %}";
    const std::string shared = "{% set ns=namespace(l=(1,)) %}{% for i in range(90) %}"
                               "{% set ns.l=(ns.l,ns.l) %}{% endfor %}";
    for (const std::string &tuples : {deep, shared}) {
        for (const char *use : {"{{ {ns.l:1}|length }}",
                                "{{ [ns.l]|unique|list|length }}",
                                "{{ ns.l in {} }}",
                                "{{ {}.get(ns.l) }}"})
            EXPECT_EQ(codeOf(tuples + use), ErrorCode::LimitExceeded) << use;
    }
}

TEST(JinjaLimits, TwoSharedTuplesAreNotComparedForEver)
{
    EXPECT_EQ(codeOf("{% set ns=namespace(l=(1,), m=(1,)) %}{% for i in range(90) %}"
                     "{% set ns.l=(ns.l,ns.l) %}{% set ns.m=(ns.m,ns.m) %}{% endfor %}"
                     "{{ ns.l == ns.m }}"),
              ErrorCode::LimitExceeded);
}

TEST(JinjaLimits, ANamespaceThatHoldsItselfIsWrittenAsPythonDoes)
{
    const auto rendered = [](const char *use) {
        return Template::compile(std::string("{% set ns=namespace() %}") + use, withTags())
            .render({});
    };
    EXPECT_EQ(rendered("{% set ns.a=ns %}{{ ns }}"), "<Namespace {'a': <Namespace {...}>}>");
    EXPECT_EQ(rendered("{% set ns.a=[ns] %}{{ ns ~ '' }}"),
              "<Namespace {'a': [<Namespace {...}>]}>");
    EXPECT_EQ(rendered("{% set ns.a={'b': ns} %}{{ ns|pprint }}"),
              "<Namespace {'a': {'b': <Namespace {...}>}}>");
    EXPECT_EQ(rendered("{% set ns.a=ns %}{{ '%r'|format([ns]) }}"),
              "[<Namespace {'a': <Namespace {...}>}>]");
}

TEST(JinjaLimits, ALongChainOfNamespacesIsNoCrash)
{
    EXPECT_EQ(codeOf("{% set ns=namespace(a=1) %}{% for i in range(9999) %}"
                     "{% set ns.a=namespace(a=ns.a) %}{% endfor %}{{ ns }}"),
              ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf("{% set ns=namespace(a=1) %}{% for i in range(9999) %}"
                     "{% set ns.a=namespace(a=ns.a) %}{% endfor %}{{ ns.a|pprint }}"),
              ErrorCode::LimitExceeded);
}

TEST(JinjaLimits, WrappingALongTextTakesOneWalk)
{
    for (const char *text : {"'a '*200000", "'a'*400000", "'a-'*200000", "'\u00e9-b '*100000"}) {
        const auto wrapped
            = Template::compile(std::string("{{ (") + text + ")|wordwrap(1)|length }}", withTags())
                  .render({});
        EXPECT_GT(std::stoi(wrapped), 300'000) << text;
    }
}
