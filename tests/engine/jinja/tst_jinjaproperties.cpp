// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/jinja/template.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

using namespace postern;
using namespace postern::jinja;

namespace {

/// Pieces of templates in any order: mostly nonsense, sometimes not.
rc::Gen<std::string> anyTemplate()
{
    const auto piece = rc::gen::elementOf(
        std::vector<std::string>{"{{",     "}}",        "{%",    "%}",       "{#",   "#}",
                                 "-",      "+",         " ",     "\n",       "x",    "y",
                                 "1",      "'a'",       "|",     "upper",    "(",    ")",
                                 "[",      "]",         "{",     "}",        ".",    ",",
                                 ":",      "if",        "else",  "endif",    "for",  "in",
                                 "endfor", "set",       "=",     "macro",    "m",    "endmacro",
                                 "raw",    "endraw",    "is",    "not",      "and",  "\"",
                                 "\\",     "é",         "block", "endblock", "with", "endwith",
                                 "filter", "endfilter", "call",  "endcall",  "~",    "**",
                                 "//",     "0x",        "1e5",   "_",        "loop", "self"});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string> &pieces) {
                            std::string text;
                            for (const std::string &part : pieces)
                                text += part;
                            return text;
                        });
}

std::string encoded(const std::vector<char32_t> &points)
{
    std::string text;
    for (const char32_t c : points)
        utf8::append(text, c);
    return text;
}

rc::Gen<std::string> anyText()
{
    const auto point = rc::gen::oneOf(rc::gen::inRange<char32_t>(1, 0x7F),
                                      rc::gen::inRange<char32_t>(0xA0, 0x2FF),
                                      rc::gen::inRange<char32_t>(0x1F600, 0x1F640));
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(point), encoded);
}

TEST(Properties, anyTemplateRendersOrTellsWhyNot)
{
    rc::check([] {
        const std::string source = *anyTemplate();
        try {
            Template::compile(source, Options::promptflow()).render({{"x", 1}, {"y", List{1, "a"}}});
        } catch (const Error &error) {
            RC_ASSERT(error.promptflow().has_value());
            RC_ASSERT(error.code() != ErrorCode::Internal);
        }
    });
}

TEST(Properties, anyBytesRenderOrTellWhyNot)
{
    rc::check([] {
        const auto source = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        try {
            Template::compile(source).render({});
        } catch (const Error &error) {
            RC_ASSERT(error.promptflow().has_value());
        }
    });
}

TEST(Properties, textWithoutTagsIsItself)
{
    rc::check([] {
        std::string source = *anyText();
        std::erase_if(source, [](char c) { return c == '{' || c == '\r'; });
        Options options;
        options.keepTrailingNewline = true;
        RC_ASSERT(Template::compile(source, options).render({}) == source);
    });
}

TEST(Properties, aTextPassesThroughAndItsReprReadsBack)
{
    rc::check([] {
        const std::string text = *anyText();
        RC_ASSERT(Template::compile("{{ x }}").render({{"x", text}}) == text);
        std::string literal = py::reprString(text);
        RC_ASSERT(Template::compile("{{ " + literal + " }}").render({}) == text);
    });
}

TEST(Properties, escapedTextHoldsNoMarkup)
{
    rc::check([] {
        const std::string text = *anyText();
        const std::string escaped = Template::compile("{{ x|e }}").render({{"x", text}});
        RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
        RC_ASSERT(Template::compile("{{ (x|e).unescape() }}").render({{"x", text}}) == text);
    });
}

TEST(Properties, divisionAndRemainderBelongTogether)
{
    rc::check([](std::int64_t a, std::int64_t b) {
        RC_PRE(b != 0);
        RC_ASSERT(Template::compile("{{ a // b * b + a % b == a }}").render({{"a", a}, {"b", b}})
                  == "True");
    });
}

TEST(Properties, splitAndJoinBelongTogether)
{
    rc::check([] {
        const std::string text = *anyText();
        RC_ASSERT(Template::compile("{{ ','.join(x.split(',')) }}").render({{"x", text}}) == text);
        RC_ASSERT(Template::compile("{{ x[::-1][::-1] }}").render({{"x", text}}) == text);
        RC_ASSERT(Template::compile("{{ ''.join(x.splitlines(true)) }}").render({{"x", text}})
                  == text);
    });
}

} // namespace
