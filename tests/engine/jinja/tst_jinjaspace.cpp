// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jinja/template.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace postern::jinja;

namespace {

struct Outcome
{
    std::string
        options; ///< sets of them, a blank between: t trim_blocks, l lstrip_blocks, k keep_trailing_newline
    std::string text;
};

struct Spaced
{
    const char *source;
    std::vector<Outcome> outcomes;
};

// What Jinja2 3.1.6 makes of the space around tags, by its three options.
const std::vector<Spaced> kSpaced{
    {"  {% if true %}\n  a\n  {% endif %}\n",
     {{"---", "  \n  a\n  "},
      {"--k", "  \n  a\n  \n"},
      {"-l-", "\n  a\n"},
      {"-lk", "\n  a\n\n"},
      {"t-- t-k", "    a\n  "},
      {"tl- tlk", "  a\n"}}},
    {"a\n{{ 1 }}\nb\n", {{"--- -l- t-- tl-", "a\n1\nb"}, {"--k -lk t-k tlk", "a\n1\nb\n"}}},
    {"a\n\n\n{% if true %}\n\nb{% endif %}\n\n",
     {{"--- -l-", "a\n\n\n\n\nb\n"},
      {"--k -lk", "a\n\n\n\n\nb\n\n"},
      {"t-- tl-", "a\n\n\n\nb"},
      {"t-k tlk", "a\n\n\n\nb\n"}}},
    {"\t{% set x = 1 %}\n\t{{ x }}\n",
     {{"---", "\t\n\t1"},
      {"--k", "\t\n\t1\n"},
      {"-l-", "\n\t1"},
      {"-lk", "\n\t1\n"},
      {"t--", "\t\t1"},
      {"t-k", "\t\t1\n"},
      {"tl-", "\t1"},
      {"tlk", "\t1\n"}}},
    {"a\r\n{% if true %}\r\nb\r\n{% endif %}\r\nc\r\n",
     {{"--- -l-", "a\n\nb\n\nc"},
      {"--k -lk", "a\n\nb\n\nc\n"},
      {"t-- tl-", "a\nb\nc"},
      {"t-k tlk", "a\nb\nc\n"}}},
    {"\n", {{"--- -l- t-- tl-", ""}, {"--k -lk t-k tlk", "\n"}}},
    {"\n\n", {{"--- -l- t-- tl-", "\n"}, {"--k -lk t-k tlk", "\n\n"}}},
    {"a\n", {{"--- -l- t-- tl-", "a"}, {"--k -lk t-k tlk", "a\n"}}},
    {"a\n\n", {{"--- -l- t-- tl-", "a\n"}, {"--k -lk t-k tlk", "a\n\n"}}},
    {"{{ \"x\n\" }}\n", {{"--- -l- t-- tl-", "x\n"}, {"--k -lk t-k tlk", "x\n\n"}}},
    {"{% if true %}{% endif %}\n", {{"--- -l- t-- t-k tl- tlk", ""}, {"--k -lk", "\n"}}},
    {"{% filter upper %}\n a\n{% endfilter %}\n",
     {{"--- -l-", "\n A\n"}, {"--k -lk", "\n A\n\n"}, {"t-- t-k tl- tlk", " A\n"}}},
    {"<div>\n  {% if true %}\n    <p>\n  {% endif %}\n</div>\n",
     {{"---", "<div>\n  \n    <p>\n  \n</div>"},
      {"--k", "<div>\n  \n    <p>\n  \n</div>\n"},
      {"-l-", "<div>\n\n    <p>\n\n</div>"},
      {"-lk", "<div>\n\n    <p>\n\n</div>\n"},
      {"t--", "<div>\n      <p>\n  </div>"},
      {"t-k", "<div>\n      <p>\n  </div>\n"},
      {"tl-", "<div>\n    <p>\n</div>"},
      {"tlk", "<div>\n    <p>\n</div>\n"}}},
    {"{% with x = 1 %}\n{{ x }}\n{% endwith %}\n",
     {{"--- -l-", "\n1\n"}, {"--k -lk", "\n1\n\n"}, {"t-- t-k tl- tlk", "1\n"}}},
    {"{% if true %}\na\n{% endif %}\nb", {{"--k -lk", "\na\n\nb"}, {"t-k tlk", "a\nb"}}},
    {"{% if true -%}\na\n{%- endif %}\nb", {{"--k -lk", "a\nb"}, {"t-k tlk", "ab"}}},
    {"a {%- if true %} b {% endif -%} c", {{"--k -lk t-k tlk", "a b c"}}},
    {"a\n  {{- 1 -}}  \nb", {{"--k -lk t-k tlk", "a1b"}}},
    {"{{ 1 }}\n{{ 2 }}", {{"--k -lk t-k tlk", "1\n2"}}},
    {"{# c #}\na", {{"--k -lk", "\na"}, {"t-k tlk", "a"}}},
    {"a {#- c -#} b", {{"--k -lk t-k tlk", "ab"}}},
    {"  {# c #}\nb", {{"--k", "  \nb"}, {"-lk", "\nb"}, {"t-k", "  b"}, {"tlk", "b"}}},
    {"{% raw %}\n{{ x }}\n{% endraw %}\ny",
     {{"--k -lk", "\n{{ x }}\n\ny"}, {"t-k tlk", "\n{{ x }}\ny"}}},
    {"{%- raw -%}\n {{ x }} \n{%- endraw -%}\ny", {{"--k -lk t-k tlk", "{{ x }}y"}}},
    {" {% raw %} a {% endraw %} ", {{"--k t-k", "  a  "}, {"-lk tlk", " a  "}}},
    {"{% for i in [1, 2] %}\n{{ i }}\n{% endfor %}",
     {{"--k -lk", "\n1\n\n2\n"}, {"t-k tlk", "1\n2\n"}}},
    {"{% for i in [1, 2] -%}\n  {{ i }}\n{%- endfor %}", {{"--k -lk t-k tlk", "12"}}},
    {"x  {%+ if true %}y{% endif +%}\nz", {{"--k -lk t-k tlk", "x  y\nz"}}},
    {"  {%+ if true %}y{% endif %}", {{"--k -lk t-k tlk", "  y"}}},
    {"{% if true +%}\na{% endif %}", {{"--k -lk t-k tlk", "\na"}}},
    {"a\rb\r{{ 1 }}", {{"--k -lk t-k tlk", "a\nb\n1"}}},
    {"", {{"--k -lk t-k tlk", ""}}},
    {"a", {{"--k -lk t-k tlk", "a"}}},
    {"  {% if true %}{% endif %}  \n  x", {{"--k t-k", "    \n  x"}, {"-lk tlk", "  \n  x"}}},
    {"{% macro m() %}\n a\n{% endmacro %}\n[{{ m() }}]",
     {{"--k -lk", "\n[\n a\n]"}, {"t-k tlk", "[ a\n]"}}},
    {"{% set x %}\n a \n{% endset %}\n[{{ x }}]",
     {{"--k -lk", "\n[\n a \n]"}, {"t-k tlk", "[ a \n]"}}},
    {"{%- if true -%}{%- endif -%}\n\n x", {{"--k -lk t-k tlk", "x"}}},
    {"a{% if true %}\t\n{% endif %}b", {{"--k -lk t-k tlk", "a\t\nb"}}},
    {"   {{ 1 }}", {{"--k -lk t-k tlk", "   1"}}},
    {"   {# c #}   {% if true %}\nx{% endif %}",
     {{"--k", "      \nx"}, {"-lk", "   \nx"}, {"t-k", "      x"}, {"tlk", "   x"}}},
    {"{% block a %}\nx\n{% endblock %}\ny", {{"--k -lk", "\nx\n\ny"}, {"t-k tlk", "x\ny"}}},
};

Options optionsOf(std::string_view letters)
{
    Options options;
    options.trimBlocks = letters[0] == 't';
    options.lstripBlocks = letters[1] == 'l';
    options.keepTrailingNewline = letters[2] == 'k';
    return options;
}

TEST(JinjaSpace, aroundTagsIsThatOfJinja2)
{
    for (const auto &[source, outcomes] : kSpaced) {
        for (const auto &[sets, text] : outcomes) {
            for (std::size_t at = 0; at < sets.size(); at += 4) {
                const std::string letters = sets.substr(at, 3);
                EXPECT_EQ(Template::compile(source, optionsOf(letters)).render({}), text)
                    << letters << ": " << source;
            }
        }
    }
}

TEST(JinjaSpace, isTheSameWhateverTheDelimiters)
{
    for (const auto &[source, outcomes] : kSpaced) {
        // Words that stand in no other place of these templates.
        std::string other = source;
        const std::vector<std::pair<std::string, std::string>> delimiters{{"{%", "<%"},
                                                                          {"%}", "%>"},
                                                                          {"{{", "<<"},
                                                                          {"}}", ">>"},
                                                                          {"{#", "<#"},
                                                                          {"#}", "#>"}};
        const bool hasMarkup = other.find('<') != std::string::npos;
        if (hasMarkup)
            continue;
        for (const auto &[from, to] : delimiters) {
            for (std::size_t at = other.find(from); at != std::string::npos;
                 at = other.find(from, at))
                other.replace(at, from.size(), to);
        }
        for (const auto &[sets, text] : outcomes) {
            Options options = optionsOf(sets.substr(0, 3));
            options.blockStart = "<%";
            options.blockEnd = "%>";
            options.variableStart = "<<";
            options.variableEnd = ">>";
            options.commentStart = "<#";
            options.commentEnd = "#>";
            // What is raw keeps its braces.
            std::string expected = text;
            if (std::string_view(source).find("raw") != std::string_view::npos)
                continue;
            EXPECT_EQ(Template::compile(other, options).render({}), expected) << other;
        }
    }
}

TEST(JinjaSpace, ofPromptFlowTrimsBlocksAndKeepsTheLastLineEnd)
{
    for (const auto &[source, outcomes] : kSpaced) {
        const auto found = std::ranges::find_if(outcomes, [](const Outcome &outcome) {
            return outcome.options.find("t-k") != std::string::npos;
        });
        ASSERT_NE(found, outcomes.end()) << source;
        EXPECT_EQ(Template::compile(source, Options::promptflow()).render({}), found->text)
            << source;
    }
}

TEST(JinjaSpace, lineEndsBecomeThoseThatAreAskedFor)
{
    Options options;
    options.newlineSequence = "\r\n";
    options.keepTrailingNewline = true;
    EXPECT_EQ(Template::compile("a\nb\r\nc\rd\n", options).render({}), "a\r\nb\r\nc\r\nd\r\n");
    options.newlineSequence = "\n";
    EXPECT_EQ(Template::compile("a\nb\r\nc\rd\n", options).render({}), "a\nb\nc\nd\n");
}

TEST(JinjaLines, mayBeStatementsAndComments)
{
    Options options;
    options.lineStatementPrefix = "%";
    options.lineCommentPrefix = "##";
    const std::vector<std::pair<const char *, const char *>> cases{
        {"% for i in [1, 2]\n{{ i }}\n% endfor\nx", "1\n2\nx"},
        {"% for i in [1, 2]:\n{{ i }}\n% endfor", "1\n2\n"},
        {"a ## c\nb", "a\nb"},
        {"## c\nb", "\nb"},
        {"a % b", "a % b"},
        {"% set x = (1,\n  2)\n{{ x }}", "(1, 2)"},
    };
    for (const auto &[source, text] : cases)
        EXPECT_EQ(Template::compile(source, options).render({}), text) << source;
}

} // namespace
