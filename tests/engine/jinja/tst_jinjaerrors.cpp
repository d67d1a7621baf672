// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"
#include "tests/support/failure.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::jinja;
using postern::test::failureOf;

namespace {

struct SyntaxCase
{
    const char *source;
    const char *type;
    const char *sentence;
    int line;
};

// What Jinja2 3.1.6 raises for the source, with its extensions for `do` and for loop controls.
const std::vector<SyntaxCase> kSyntaxErrors{
    {"{{", "TemplateSyntaxError", "unexpected 'end of template'", 1},
    {"{{ }}", "TemplateSyntaxError", "Expected an expression, got 'end of print statement'", 1},
    {"{{ 1",
     "TemplateSyntaxError",
     "unexpected end of template, expected 'end of print statement'.",
     1},
    {"{{ 1 }", "TemplateSyntaxError", "unexpected '}'", 1},
    {"{{ (1 }}", "TemplateSyntaxError", "unexpected '}', expected ')'", 1},
    {"{{ [1, 2 }}", "TemplateSyntaxError", "unexpected '}', expected ']'", 1},
    {"{{ {1: 2 }}", "TemplateSyntaxError", "unexpected '}'", 1},
    {"{{ 1) }}", "TemplateSyntaxError", "unexpected ')'", 1},
    {"{{ 1] }}", "TemplateSyntaxError", "unexpected ']'", 1},
    {"{{ {1 2} }}", "TemplateSyntaxError", "expected token ':', got 'integer'", 1},
    {"{{ {1: } }}", "TemplateSyntaxError", "unexpected '}'", 1},
    {"{{ [1 2] }}", "TemplateSyntaxError", "expected token ',', got 'integer'", 1},
    {"{{ a b }}", "TemplateSyntaxError", "expected token 'end of print statement', got 'b'", 1},
    {"{{ a. }}", "TemplateSyntaxError", "expected name or number", 1},
    {"{{ a[ }}", "TemplateSyntaxError", "unexpected '}', expected ']'", 1},
    {"{{ a| }}", "TemplateSyntaxError", "expected token 'name', got 'end of print statement'", 1},
    {"{{ a|1 }}", "TemplateSyntaxError", "expected token 'name', got 'integer'", 1},
    {"{{ a|nofilter }}", "TemplateAssertionError", "No filter named 'nofilter'.", 1},
    {"{{ a|upper|missing }}", "TemplateAssertionError", "No filter named 'missing'.", 1},
    {"{{ a is }}", "TemplateSyntaxError", "expected token 'name', got 'end of print statement'", 1},
    {"{{ a is 1 }}", "TemplateSyntaxError", "expected token 'name', got 'integer'", 1},
    {"{{ a is notest }}", "TemplateAssertionError", "No test named 'notest'.", 1},
    {"{{ a is not }}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of print statement'",
     1},
    {"{{ f(a b) }}", "TemplateSyntaxError", "expected token ',', got 'b'", 1},
    {"{{ f(a=1, 2) }}", "TemplateSyntaxError", "invalid syntax for function call expression", 1},
    {"{{ f(*a, *b) }}", "TemplateSyntaxError", "invalid syntax for function call expression", 1},
    {"{{ f(**a, *b) }}", "TemplateSyntaxError", "invalid syntax for function call expression", 1},
    {"{{ f(**a, b) }}", "TemplateSyntaxError", "invalid syntax for function call expression", 1},
    {"{{ not }}", "TemplateSyntaxError", "unexpected 'end of print statement'", 1},
    {"{{ a if }}", "TemplateSyntaxError", "unexpected 'end of print statement'", 1},
    {"{{ a if b else }}", "TemplateSyntaxError", "unexpected 'end of print statement'", 1},
    {"{{ and a }}", "TemplateSyntaxError", "expected token 'end of print statement', got 'a'", 1},
    {"{{ a + }}", "TemplateSyntaxError", "unexpected 'end of print statement'", 1},
    {"{{ a == }}", "TemplateSyntaxError", "unexpected 'end of print statement'", 1},
    {"{{ a not b }}", "TemplateSyntaxError", "expected token 'end of print statement', got 'not'", 1},
    {"{{ 'a }}", "TemplateSyntaxError", "unexpected char \"'\" at 3", 1},
    {"{{ \"a }}", "TemplateSyntaxError", "unexpected char '\"' at 3", 1},
    {"{{ $ }}", "TemplateSyntaxError", "unexpected char '$' at 3", 1},
    {"{{ a ? b }}", "TemplateSyntaxError", "unexpected char '?' at 5", 1},
    {"{{ a ! b }}", "TemplateSyntaxError", "unexpected char '!' at 5", 1},
    {"{{ a & b }}", "TemplateSyntaxError", "unexpected char '&' at 5", 1},
    {"{{ a @ b }}", "TemplateSyntaxError", "unexpected char '@' at 5", 1},
    {"{{ ' \\x4' }}", "TemplateSyntaxError", "truncated \\xXX escape", 1},
    {"{{ '\\N{NO SUCH NAME}' }}", "TemplateSyntaxError", "unknown Unicode character name", 1},
    {"{{ 0777 }}",
     "TemplateSyntaxError",
     "expected token 'end of print statement', got 'integer'",
     1},
    {"{{ 1__0 }}", "TemplateSyntaxError", "expected token 'end of print statement', got '__0'", 1},
    {"{{ a := 1 }}", "TemplateSyntaxError", "expected token 'end of print statement', got ':'", 1},
    {"{{ lambda: 1 }}", "TemplateSyntaxError", "expected token 'end of print statement', got ':'", 1},
    {"{{ a; }}", "TemplateSyntaxError", "expected token 'end of print statement', got ';'", 1},
    {"{{ a = 1 }}", "TemplateSyntaxError", "expected token 'end of print statement', got '='", 1},
    {"{{ {% }}", "TemplateSyntaxError", "unexpected '%'", 1},
    {"{% %}", "TemplateSyntaxError", "tag name expected", 1},
    {"{% 1 %}", "TemplateSyntaxError", "tag name expected", 1},
    {"{% foo %}", "TemplateSyntaxError", "Encountered unknown tag 'foo'.", 1},
    {"{% if %}{% endif %}",
     "TemplateSyntaxError",
     "Expected an expression, got 'end of statement block'",
     1},
    {"{% if a %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or "
     "'endif'. The innermost block that needs to be closed is 'if'.",
     1},
    {"{% if a %}{% else %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endif'. The innermost "
     "block that needs to be closed is 'if'.",
     1},
    {"{% if a %}{% endfor %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'endfor'. Jinja was looking for the following tags: 'elif' or 'else' "
     "or 'endif'. The innermost block that needs to be closed is 'if'.",
     1},
    {"{% if a %}{% elif %}{% endif %}",
     "TemplateSyntaxError",
     "Expected an expression, got 'end of statement block'",
     1},
    {"{% if a %}{% else %}{% else %}{% endif %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'else'. Jinja was looking for the following tags: 'endif'. The "
     "innermost block that needs to be closed is 'if'.",
     1},
    {"{% if a %}{% else %}{% elif b %}{% endif %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'elif'. Jinja was looking for the following tags: 'endif'. The "
     "innermost block that needs to be closed is 'if'.",
     1},
    {"{% if a b %}{% endif %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'b'",
     1},
    {"{% else %}", "TemplateSyntaxError", "Encountered unknown tag 'else'.", 1},
    {"{% endif %}", "TemplateSyntaxError", "Encountered unknown tag 'endif'.", 1},
    {"{% elif a %}", "TemplateSyntaxError", "Encountered unknown tag 'elif'.", 1},
    {"{% endfor %}", "TemplateSyntaxError", "Encountered unknown tag 'endfor'.", 1},
    {"{% for %}{% endfor %}",
     "TemplateSyntaxError",
     "Expected an expression, got 'end of statement block'",
     1},
    {"{% for a %}{% endfor %}",
     "TemplateSyntaxError",
     "expected token 'in', got 'end of statement block'",
     1},
    {"{% for a in %}{% endfor %}",
     "TemplateSyntaxError",
     "Expected an expression, got 'end of statement block'",
     1},
    {"{% for a in b %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
     "The innermost block that needs to be closed is 'for'.",
     1},
    {"{% for a in b %}{% endif %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'endif'. Jinja was looking for the following tags: 'endfor' or "
     "'else'. The innermost block that needs to be closed is 'for'.",
     1},
    {"{% for a.b in c %}{% endfor %}", "TemplateSyntaxError", "expected token 'in', got '.'", 1},
    {"{% for 1 in c %}{% endfor %}", "TemplateSyntaxError", "can't assign to 'const'", 1},
    {"{% for loop in c %}{% endfor %}",
     "TemplateAssertionError",
     "Can't assign to special loop variable in for-loop target",
     1},
    {"{% for a, in b %}{% endfor %}{% for", "TemplateSyntaxError", "expected token 'in', got 'b'", 1},
    {"{% for a in b if %}{% endfor %}",
     "TemplateSyntaxError",
     "unexpected 'end of statement block'",
     1},
    {"{% for a in b recursive c %}{% endfor %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'c'",
     1},
    {"{% set %}", "TemplateSyntaxError", "Expected an expression, got 'end of statement block'", 1},
    {"{% set a %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endset'. The "
     "innermost block that needs to be closed is 'set'.",
     1},
    {"{% set a = %}",
     "TemplateSyntaxError",
     "Expected an expression, got 'end of statement block'",
     1},
    {"{% set 1 = 2 %}", "TemplateSyntaxError", "can't assign to 'const'", 1},
    {"{% set a.b.c = 2 %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got '.'",
     1},
    {"{% set a[1] = 2 %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got '['",
     1},
    {"{% set a | nofilter %}{% endset %}",
     "TemplateAssertionError",
     "No filter named 'nofilter'.",
     1},
    {"{% macro %}{% endmacro %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% macro a %}{% endmacro %}",
     "TemplateSyntaxError",
     "expected token '(', got 'end of statement block'",
     1},
    {"{% macro a( %}{% endmacro %}", "TemplateSyntaxError", "expected token 'name', got '%'", 1},
    {"{% macro a(b=1, c) %}{% endmacro %}",
     "TemplateSyntaxError",
     "non-default argument follows default argument",
     1},
    {"{% macro a(1) %}{% endmacro %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'integer'",
     1},
    {"{% macro a(*b) %}{% endmacro %}", "TemplateSyntaxError", "expected token 'name', got '*'", 1},
    {"{% macro a(b) %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endmacro'. The "
     "innermost block that needs to be closed is 'macro'.",
     1},
    {"{% macro a() %}{% endcall %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'endcall'. Jinja was looking for the following tags: 'endmacro'. The "
     "innermost block that needs to be closed is 'macro'.",
     1},
    {"{% call %}{% endcall %}", "TemplateSyntaxError", "unexpected 'end of statement block'", 1},
    {"{% call a %}{% endcall %}", "TemplateSyntaxError", "expected call", 1},
    {"{% call a() %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endcall'. The "
     "innermost block that needs to be closed is 'call'.",
     1},
    {"{% call(1) a() %}{% endcall %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'integer'",
     1},
    {"{% filter %}{% endfilter %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% filter nofilter %}{% endfilter %}",
     "TemplateAssertionError",
     "No filter named 'nofilter'.",
     1},
    {"{% filter upper %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endfilter'. The "
     "innermost block that needs to be closed is 'filter'.",
     1},
    {"{% block %}{% endblock %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% block a %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endblock'. The "
     "innermost block that needs to be closed is 'block'.",
     1},
    {"{% block a %}{% endblock b %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'b'",
     1},
    {"{% block a %}{% endblock %}{% block a %}{% endblock %}",
     "TemplateAssertionError",
     "block 'a' defined twice",
     1},
    {"{% block a-b %}{% endblock %}",
     "TemplateSyntaxError",
     "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an "
     "underscore instead.",
     1},
    {"{% block 1 %}{% endblock %}", "TemplateSyntaxError", "expected token 'name', got 'integer'", 1},
    {"{% block a required %}x{% endblock %}",
     "TemplateSyntaxError",
     "Required blocks can only contain comments or whitespace",
     1},
    {"{% extends %}", "TemplateSyntaxError", "unexpected 'end of statement block'", 1},
    {"{% include %}", "TemplateSyntaxError", "unexpected 'end of statement block'", 1},
    {"{% include 'a' ignore %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'ignore'",
     1},
    {"{% include 'a' with %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'with'",
     1},
    {"{% import %}", "TemplateSyntaxError", "unexpected 'end of statement block'", 1},
    {"{% import 'a' %}",
     "TemplateSyntaxError",
     "expected token 'as', got 'end of statement block'",
     1},
    {"{% import 'a' as %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% import 'a' as 1 %}", "TemplateSyntaxError", "expected token 'name', got 'integer'", 1},
    {"{% from 'a' %}",
     "TemplateSyntaxError",
     "expected token 'import', got 'end of statement block'",
     1},
    {"{% from 'a' import %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% from 'a' import _b %}",
     "TemplateAssertionError",
     "names starting with an underline can not be imported",
     1},
    {"{% from 'a' import b as %}",
     "TemplateSyntaxError",
     "expected token 'name', got 'end of statement block'",
     1},
    {"{% from 'a' import b c %}",
     "TemplateSyntaxError",
     "expected token 'end of statement block', got 'c'",
     1},
    {"{% with a %}{% endwith %}",
     "TemplateSyntaxError",
     "expected token '=', got 'end of statement block'",
     1},
    {"{% with a = %}{% endwith %}", "TemplateSyntaxError", "unexpected 'end of statement block'", 1},
    {"{% with a = 1 %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endwith'. The "
     "innermost block that needs to be closed is 'with'.",
     1},
    {"{% autoescape %}{% endautoescape %}",
     "TemplateSyntaxError",
     "unexpected 'end of statement block'",
     1},
    {"{% autoescape true %}",
     "TemplateSyntaxError",
     "Unexpected end of template. Jinja was looking for the following tags: 'endautoescape'. The "
     "innermost block that needs to be closed is 'autoescape'.",
     1},
    {"{% raw x %}{% endraw %}", "TemplateSyntaxError", "Encountered unknown tag 'raw'.", 1},
    {"{% do %}", "TemplateSyntaxError", "Expected an expression, got 'end of statement block'", 1},
    {"{# open", "TemplateSyntaxError", "Missing end of comment tag", 1},
    {"{#- open -", "TemplateSyntaxError", "Missing end of comment tag", 1},
    {"a\n\n{{ b c }}", "TemplateSyntaxError", "expected token 'end of print statement', got 'c'", 3},
    {"{% if a %}\n{{ b\n+\n}}\n{% endif %}",
     "TemplateSyntaxError",
     "unexpected 'end of print statement'",
     4},
    {"{% for a in b %}\n\n{% endif %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'endif'. Jinja was looking for the following tags: 'endfor' or "
     "'else'. The innermost block that needs to be closed is 'for'.",
     3},
    {"\n\n{% raw %}\n\n", "TemplateSyntaxError", "Missing end of raw directive", 3},
    {"{{ 'a\nb' c }}", "TemplateSyntaxError", "expected token 'end of print statement', got 'c'", 2},
    {"{% if a %}\n  {% for b in c %}\n{% endif %}",
     "TemplateSyntaxError",
     "Encountered unknown tag 'endif'. You probably made a nesting mistake. Jinja is expecting "
     "this tag, but currently looking for 'endfor' or 'else'. The innermost block that needs to be "
     "closed is 'for'.",
     3},
};

Options everything()
{
    Options options;
    options.doStatement = true;
    options.loopControls = true;
    return options;
}

TEST(JinjaSyntax, isRefusedInTheWordsAndOnTheLineOfJinja2)
{
    for (const auto &[source, type, sentence, line] : kSyntaxErrors) {
        const auto error = failureOf([s = source] { Template::compile(s, everything()); });
        ASSERT_TRUE(error) << source;
        ASSERT_TRUE(error->promptflow()) << source;
        EXPECT_EQ(error->code(), ErrorCode::InvalidFlow) << source;
        EXPECT_EQ(error->promptflow()->path(), type) << source;
        EXPECT_EQ(error->promptflow()->message, sentence) << source;
        ASSERT_TRUE(error->place()) << source;
        EXPECT_EQ(error->place()->line, line) << source;
    }
}

TEST(JinjaSyntax, isRefusedWhereverTheBrokenTagStands)
{
    // A line further down for every line before it, and after any other text.
    for (const auto &[source, type, sentence, line] : kSyntaxErrors) {
        const std::string after = "text {{ fine }}\n{# x\ny #}\n" + std::string(source);
        const auto error = failureOf([&after] { Template::compile(after, everything()); });
        ASSERT_TRUE(error) << after;
        // Such a sentence counts the characters before it.
        if (!std::string_view(sentence).starts_with("unexpected char"))
            EXPECT_EQ(error->promptflow()->message, sentence) << after;
        EXPECT_EQ(error->place()->line, line + 3) << after;
    }
}

TEST(JinjaSyntax, theExtensionsAreOffUnlessAskedFor)
{
    for (const char *source : {"{% do a %}",
                               "{% for x in y %}{% break %}{% endfor %}",
                               "{% for x in y %}{% continue %}{% endfor %}"}) {
        EXPECT_FALSE(failureOf([source] { Template::compile(source, everything()); })) << source;
        const auto error = failureOf([source] { Template::compile(source); });
        ASSERT_TRUE(error) << source;
        EXPECT_TRUE(error->promptflow()->message.starts_with("Encountered unknown tag '"))
            << source;
    }
}

} // namespace
