// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::jinja;

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

/// What a template that may hold one megabyte ends with; empty when it comes to its end.
std::string refusalOf(const std::string &source, const Dict &context = {})
{
    Options options;
    options.doStatement = true;
    options.mostMemory = kMegabyte;
    try {
        Template::compile(source, options).render(context);
        return {};
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::LimitExceeded) << source;
        return error.promptflow().value_or(PromptflowError{}).message;
    }
}

/// A template that keeps what an expression gives, again and again.
std::string kept(const std::string &expression)
{
    return "{% set l = [] %}{% set t = 'a' * 100000 %}{% set n = 2 ** 99999 %}{% for i in "
           "range(99999) %}"
           "{% do l.append("
           + expression + ") %}{% endfor %}";
}

TEST(JinjaMemory, whateverIsKeptIsBounded)
{
    for (const char *value : {"t ~ i",
                              "t[i % 9:]",
                              "t.encode()",
                              "i ~ ''",
                              "n + i",
                              "[0] * 10000",
                              "(0,) * 10000",
                              "[i]",
                              "(i,)",
                              "{'a': i}",
                              "{i: {i: i}}",
                              "range(i)",
                              "missing",
                              "{}.missing",
                              "t.upper",
                              "namespace(a=i)",
                              "cycler(1, 2)",
                              "joiner(t ~ i)",
                              "[i]|map('string')",
                              "[i]|batch(2)",
                              "dict(a=i).items()",
                              "t.split('a')",
                              "t|list",
                              "lipsum(n=1)"})
        EXPECT_EQ(refusalOf(kept(value)), "the template needs too much memory") << value;
}

TEST(JinjaMemory, oneDictOrListThatGrowsIsBounded)
{
    for (const char *change : {"{% do d.update({i: i}) %}",
                               "{% do d.setdefault(i, []) %}",
                               "{% do l.append(i) %}",
                               "{% do l.extend(l[:1000]) %}",
                               "{% do l.insert(0, i) %}",
                               "{% set ns.t = ns.t ~ 'aaaaaaaaaaaaaaaaaaaa' * 50 %}",
                               "{% set ns.t = (ns.t, 'a' ~ i) %}"})
        EXPECT_EQ(refusalOf("{% set d = {} %}{% set l = [0] %}{% set ns = namespace(t='') %}"
                            "{% for i in range(99999) %}"
                            + std::string(change) + "{% endfor %}"),
                  "the template needs too much memory")
            << change;
}

TEST(JinjaMemory, whatIsBeingWrittenCounts)
{
    std::string nested;
    for (int i = 0; i < 20; ++i)
        nested += "{% set x %}{{ 'a' * 100000 }}";
    for (int i = 0; i < 20; ++i)
        nested += "{% endset %}";
    EXPECT_EQ(refusalOf(nested), "the template needs too much memory");
    EXPECT_EQ(refusalOf("{% macro m(n) %}{{ 'a' * 50000 }}{% if n %}{{ m(n - 1) }}{% endif %}"
                        "{% endmacro %}{{ m(99)|length }}"),
              "the template needs too much memory");
    EXPECT_EQ(refusalOf("{% for i in range(99) %}" + std::string(20'000, 'x') + "{% endfor %}"),
              "the template needs too much memory");
    EXPECT_EQ(refusalOf("{% filter upper %}{% for i in range(99) %}" + std::string(20'000, 'x')
                        + "{% endfor %}{% endfilter %}"),
              "the template needs too much memory");
    EXPECT_EQ(refusalOf("{% for i in [1] recursive %}{{ 'a' * 50000 }}{{ loop([1]) }}{% endfor %}"),
              "the template needs too much memory");
}

TEST(JinjaMemory, whatWasLetGoDoesNotCount)
{
    EXPECT_EQ(refusalOf("{% for i in range(500) %}{% set x = 'a' * 100000 ~ i %}{% set y = [i] * "
                        "5000 %}{% set z = {i: x} %}{% set n = 2 ** 9999 + i %}{% set b = "
                        "x.encode() %}{% endfor %}"),
              "");
    EXPECT_EQ(refusalOf("{% macro m() %}{{ 'a' * 100000 }}{% endmacro %}"
                        "{% for i in range(500) %}{% set x = m() %}{% endfor %}"),
              "");
}

TEST(JinjaMemory, rendersOneAfterAnotherHaveAllOfItEach)
{
    Options options;
    options.mostMemory = kMegabyte;
    options.doStatement = true;
    const Template greedy = Template::compile(kept("t ~ i"), options);
    const Template modest = Template::compile("{{ ('a' * 300000)|length }}", options);
    for (int i = 0; i < 50; ++i) {
        EXPECT_THROW(greedy.render({}), Error);
        EXPECT_EQ(modest.render({}), "300000");
    }
}

TEST(JinjaMemory, aTextFromOutsideIsShared)
{
    const Dict large{{"text", std::string(4 * kMegabyte, 'a')}};
    EXPECT_EQ(refusalOf("{{ text|length }}{% set x = [text, text, text] %}", large), "");
}

TEST(JinjaMemory, linesAndWordsAreCountedWhileTheyAreCut)
{
    Options options;
    for (const char *use : {"splitlines()|length",
                            "split('\\n')|length",
                            "rsplit('\\n')|length",
                            "split()|length",
                            "rsplit()|length"}) {
        const std::string source = "{{ ('a\\n' * 6000000)." + std::string(use) + " }}";
        EXPECT_THROW(Template::compile(source, options).render({}), Error) << use;
    }
    for (const char *use : {"indent", "wordwrap", "pprint"}) {
        const std::string source = "{{ ('a\\n' * 6000000)|" + std::string(use) + "|length }}";
        EXPECT_THROW(Template::compile(source, options).render({}), Error) << use;
    }
}

TEST(JinjaMemory, aLongWordIsNotCutIntoLinesWithoutEnd)
{
    EXPECT_THROW(Template::compile("{{ ('a' * 6000000)|wordwrap(1)|length }}").render({}), Error);
}

TEST(JinjaMemory, constantsThatShareTheirPartsAreNotWalkedWhenCompiled)
{
    // 4096 to the power of three, were each looked at.
    EXPECT_EQ(Template::compile("{{ ([[[1] * 4096] * 4096] * 4096)|length }}").render({}), "4096");
}

} // namespace
