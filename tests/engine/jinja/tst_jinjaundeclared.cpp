// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace postern;
using namespace postern::jinja;

namespace {

struct Undeclared
{
    const char *source;
    std::vector<std::string> names;
};

// jinja2.meta.find_undeclared_variables of Jinja2 3.1.6: what prompt flow asks for as the inputs of
// a node with a template.
const std::vector<Undeclared> kUndeclared{
    {"plain", {}},
    {"{{ a }}", {"a"}},
    {"{{ a.b.c }}", {"a"}},
    {"{{ a[b] }}", {"a", "b"}},
    {"{{ a(b, c=d, *e, **f) }}", {"a", "b", "d", "e", "f"}},
    {"{{ a|default(b) }}", {"a", "b"}},
    {"{{ a is divisibleby(b) }}", {"a", "b"}},
    {"{{ a if b else c }}", {"a", "b", "c"}},
    {"{{ [a, (b, c), {d: e}] }}", {"a", "b", "c", "d", "e"}},
    {"{{ a[b:c:d] }}", {"a", "b", "c", "d"}},
    {"{{ not a and b or c }}", {"a", "b", "c"}},
    {"{{ a ~ b in c }}", {"a", "b", "c"}},
    {"{{ range(3) }}{{ dict(a=b) }}{{ lipsum }}{{ cycler }}{{ joiner }}{{ namespace }}", {"b"}},
    {"{{ loop }}", {"loop"}},
    {"{{ self }}", {}},
    {"{{ super() }}", {"super"}},
    {"{{ caller() }}", {"caller"}},
    {"{{ varargs }}{{ kwargs }}", {"kwargs", "varargs"}},
    {"{{ true }}{{ True }}{{ none }}{{ None }}{{ false }}", {}},
    {"{{ _ }}{{ gettext }}", {"_", "gettext"}},
    {"{% set a = b %}{{ a }}", {"b"}},
    {"{% set a = a %}", {"a"}},
    {"{% set a, b = c %}{{ a }}{{ b }}", {"c"}},
    {"{% set a %}{{ b }}{% endset %}{{ a }}", {"b"}},
    {"{{ a }}{% set a = 1 %}", {"a"}},
    {"{% set ns = namespace(x=a) %}{% set ns.x = b %}{{ ns.x }}", {"a", "b"}},
    {"{% set ns.x = 1 %}", {"ns"}},
    {"{% if a %}{% set b = 1 %}{% endif %}{{ b }}", {"a", "b"}},
    {"{% if a %}{% set b = 1 %}{% else %}{% set b = 2 %}{% endif %}{{ b }}", {"a", "b"}},
    {"{% if a %}{% elif b %}{{ c }}{% else %}{{ d }}{% endif %}", {"a", "b", "c", "d"}},
    {"{% if a %}{% set x = 1 %}{% elif b %}{% set x = 2 %}{% endif %}{{ x }}", {"a", "b", "x"}},
    {"{% for a in b %}{{ a }}{{ loop.index }}{{ c }}{% endfor %}{{ a }}", {"a", "b", "c"}},
    {"{% for a, b in c.items() %}{{ a }}{% else %}{{ b }}{% endfor %}", {"b", "c"}},
    {"{% for a in b if a > c %}{% endfor %}", {"b", "c"}},
    {"{% for a in a %}{{ a }}{% endfor %}", {"a"}},
    {"{% for a in b recursive %}{{ loop(a.c) }}{% endfor %}", {"b"}},
    {"{% for a in b %}{% set c = 1 %}{% endfor %}{{ c }}", {"b", "c"}},
    {"{% for a in b %}{% for d in a %}{{ loop.parent }}{{ d }}{{ e }}{% endfor %}{% endfor %}",
     {"b", "e"}},
    {"{% macro m(a, b=c) %}{{ a }}{{ b }}{{ d }}{{ varargs }}{{ kwargs }}{{ caller() }}{% endmacro "
     "%}{{ m(e) }}",
     {"c", "d", "e"}},
    {"{{ m() }}{% macro m() %}{% endmacro %}", {"m"}},
    {"{% call(a) m(b) %}{{ a }}{{ c }}{% endcall %}", {"b", "c", "m"}},
    {"{% call m() %}{{ loop }}{% endcall %}", {"loop", "m"}},
    {"{% filter replace(a, b) %}{{ c }}{% endfilter %}", {"a", "b", "c"}},
    {"{% block a %}{{ b }}{% endblock %}", {"b"}},
    {"{% set a = 1 %}{% block b %}{{ a }}{% endblock %}", {"a"}},
    {"{% block a scoped %}{{ b }}{{ super() }}{% endblock %}", {"b"}},
    {"{% for a in b %}{% block c scoped %}{{ a }}{% endblock %}{% endfor %}", {"a", "b"}},
    {"{% with a = b, c = a %}{{ a }}{{ c }}{{ d }}{% endwith %}{{ a }}", {"a", "b", "d"}},
    {"{% with %}{% set a = 1 %}{{ a }}{% endwith %}{{ a }}", {"a"}},
    {"{% include a %}", {"a"}},
    {"{% include 'a' %}{{ b }}", {"b"}},
    {"{% include [a, b] ignore missing %}", {"a", "b"}},
    {"{% extends a %}", {"a"}},
    {"{% import a as b %}{{ b.c }}", {"a"}},
    {"{% from a import b, c as d %}{{ b }}{{ c }}{{ d }}", {"a", "c"}},
    {"{% import 'x' as a with context %}{{ a }}{{ b }}", {"b"}},
    {"{% autoescape a %}{{ b }}{% endautoescape %}", {"a", "b"}},
    {"{% raw %}{{ a }}{% endraw %}", {}},
    {"{# {{ a }} #}", {}},
    {"{% set a = 1 %}{% macro m() %}{{ a }}{{ b }}{% endmacro %}", {"b"}},
    {"{% macro m() %}{% set a = 1 %}{% endmacro %}{{ a }}", {"a"}},
    {"{% macro outer() %}{% macro inner(x) %}{{ x }}{{ y }}{% endmacro %}{{ inner(z) }}{% endmacro "
     "%}",
     {"y", "z"}},
    {"{% set x = x or 1 %}{{ x }}", {"x"}},
    {"{{ x.y|map(attribute=z)|list }}", {"x", "z"}},
    {"{{ \u00e9a }}{{ \ud55c\uae00 }}", {"\u00e9a", "\ud55c\uae00"}},
};

TEST(Undeclared, areTheNamesThatJinja2Finds)
{
    for (const auto &[source, names] : kUndeclared)
        EXPECT_EQ(Template::compile(source).undeclaredVariables(), names) << source;
}

TEST(Undeclared, ofTwoTemplatesAreThoseOfBoth)
{
    // Templates that set nothing at their top level don't touch each other's names.
    for (const auto &[first, firstNames] : kUndeclared) {
        if (std::string_view(first).find("{% set") != std::string_view::npos
            || std::string_view(first).find("import") != std::string_view::npos
            || std::string_view(first).find("macro") != std::string_view::npos
            || std::string_view(first).find("block") != std::string_view::npos
            || std::string_view(first).find("extends") != std::string_view::npos)
            continue;
        std::vector<std::string> names = firstNames;
        names.emplace_back("zzz");
        std::ranges::sort(names);
        EXPECT_EQ(Template::compile(std::string(first) + "{{ zzz }}").undeclaredVariables(), names)
            << first;
    }
}

} // namespace
