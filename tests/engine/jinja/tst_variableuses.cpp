// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/variableuses.h"

#include <gtest/gtest.h>

namespace postern::jinja {

namespace {

std::string renamed(std::string_view source)
{
    return withVariableRenamed(source, "q", "question", Options::promptflow()).value_or("unsure");
}

TEST(VariableUses, areRenamedWhereTheNameIsTheVariable)
{
    EXPECT_EQ(renamed("q {{ q }} {{q.q}} {{ q|q }}{% if q is q %}"), "unsure"); // not closed
    EXPECT_EQ(renamed("q {{ q }} {{q.q}} {{ 'q' ~ q|upper }}"),
              "q {{ question }} {{question.q}} {{ 'q' ~ question|upper }}");
    EXPECT_EQ(renamed("{% for x in q %}{{ x.q }}{{ q[x] }}{% endfor %}"),
              "{% for x in question %}{{ x.q }}{{ question[x] }}{% endfor %}");
    EXPECT_EQ(renamed("{% if q is defined and q %}{{ q | replace('q', q) }}{% endif %}"),
              "{% if question is defined and question %}{{ question | replace('q', question) }}{% "
              "endif %}");
    EXPECT_EQ(renamed("{{ f(q=q) }}{{ {'q': q} }}{# q #}{% raw %}{{ q }}{% endraw %}"),
              "{{ f(q=question) }}{{ {'q': question} }}{# q #}{% raw %}{{ q }}{% endraw %}");
    EXPECT_EQ(renamed("no use of it, q"), "no use of it, q");
}

TEST(VariableUses, keepEveryOtherByte)
{
    EXPECT_EQ(renamed("a\r\nb {{ q }}\r\n\r\n{{q}}\rc\n{{ q }}"),
              "a\r\nb {{ question }}\r\n\r\n{{question}}\rc\n{{ question }}");
    EXPECT_EQ(renamed("한글 {{ q }} é"), "한글 {{ question }} é");
}

TEST(VariableUses, areNotGuessedAt)
{
    for (const char *source : {"{% set q = q|trim %}{{ q }}",
                               "{% for q in list %}{{ q }}{% endfor %}",
                               "{% macro m(q) %}{{ q }}{% endmacro %}",
                               "{% macro q() %}{% endmacro %}{{ q() }}",
                               "{% with q = 1 %}{{ q }}{% endwith %}",
                               "{% include 'other' %}{{ q }}",
                               "{% import 'other' as q %}",
                               "{% from 'other' import x %}{{ q }}",
                               "{{ q",
                               "{{ q }}{{ question }}",
                               "{{ q }}{% set question = 1 %}"})
        EXPECT_EQ(renamed(source), "unsure") << source;
    EXPECT_FALSE(withVariableRenamed("{{ q }}", "q", "two words", Options::promptflow()));
    EXPECT_FALSE(withVariableRenamed("{{ q }}", "q", "loop", Options::promptflow()));
    EXPECT_FALSE(withVariableRenamed("{{ q }}", "q", "1st", Options::promptflow()));
}

} // namespace

} // namespace postern::jinja
