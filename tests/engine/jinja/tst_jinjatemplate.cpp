// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/jinja/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace postern;
using namespace postern::jinja;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::string render(std::string_view source, const Dict &context = {}, const Options &options = {})
{
    return Template::compile(source, options).render(context);
}

/// The error that compiling or rendering ends in; fails when there is none.
Error errorOf(std::string_view source, const Dict &context = {}, const Options &options = {})
{
    try {
        const std::string output = render(source, context, options);
        ADD_FAILURE() << "rendered " << output;
    } catch (const Error &error) {
        return error;
    }
    return {ErrorCode::Internal, "no error"};
}

std::vector<std::string> undeclared(std::string_view source, const Options &options = {})
{
    return Template::compile(source, options).undeclaredVariables();
}

/// What was rendered, with the parts that come from values in brackets.
std::string marked(std::string_view source, const Dict &context = {}, const Options &options = {})
{
    const RenderedText rendered = Template::compile(source, options).renderMarked(context);
    std::string shown;
    std::size_t done = 0;
    for (const TextRange &range : rendered.inserted) {
        shown += rendered.text.substr(done, range.begin - done) + '['
                 + rendered.text.substr(range.begin, range.end - range.begin) + ']';
        done = range.end;
    }
    return shown + rendered.text.substr(done);
}

TEST(Template, MarksWhatComesFromValues)
{
    EXPECT_EQ(marked("Dear {{ name }}, you are {{ age }}.", Dict{{"name", "Jo"}, {"age", 7}}),
              "Dear [Jo], you are [7].");
    EXPECT_EQ(marked("no value here"), "no value here");
    EXPECT_EQ(marked("{{ a }}{{ b }}!", Dict{{"a", "x"}, {"b", "y"}}), "[xy]!");
    EXPECT_EQ(marked("<{{ a }}>", Dict{{"a", ""}}), "<>");
    EXPECT_EQ(marked("{% for n in all %}- {{ n|upper }}\n{% endfor %}",
                     Dict{{"all", List{"a", "b"}}}),
              "- [A]\n- [B]\n");
}

TEST(Template, MarksStandWhereAnIncludedOrInheritedTextPutThem)
{
    Options options;
    options.loader = [](std::string_view name) -> std::optional<std::string> {
        if (name == "base")
            return "top {% block body %}{% endblock %} end";
        return "part {{ x }}";
    };
    const Dict context{{"x", "X"}};
    EXPECT_EQ(marked("a {% include 'part' %} b {{ x }}", context, options), "a part [X] b [X]");
    EXPECT_EQ(marked("{% extends 'base' %}{% block body %}{{ x }}!{% endblock %}", context, options),
              "top [X]! end");
}

TEST(Template, rendersTheSameEachTime)
{
    const auto compiled = Template::compile("{% set l = [] %}{% set x = l.append(a) %}{{ l }}");
    EXPECT_EQ(compiled.render({{"a", 1}}), "[1]");
    EXPECT_EQ(compiled.render({{"a", 2}}), "[2]");
}

TEST(Template, leavesTheContextAsItWas)
{
    const Dict context{{"items", List{1, 2}}};
    EXPECT_EQ(render("{% set x = items.append(3) %}{{ items }}", context), "[1, 2, 3]");
    EXPECT_EQ(*context.find("items"), Value(List{1, 2}));
}

TEST(Template, keepsAnInputTheSameObjectHoweverItIsReached)
{
    const Dict context{{"user", Dict{{"tags", List{1}}}}};
    EXPECT_EQ(render("{% set x = user.tags.append(2) %}{{ user['tags'] }}{{ user }}", context),
              "[1, 2]{'tags': [1, 2]}");
}

TEST(Template, promptflowOptionsKeepTheLastNewlineAndTrimBlocks)
{
    EXPECT_EQ(render("{% if true %}\na\n{% endif %}\nb\n", {}, Options::promptflow()), "a\nb\n");
}

TEST(Template, tellsClassSentenceAndLineOfASyntaxError)
{
    const Error error = errorOf("a\nb {{ 1 2 }}");
    EXPECT_EQ(error.code(), ErrorCode::InvalidFlow);
    EXPECT_THAT(error.promptflow()->codes, ElementsAre("TemplateSyntaxError"));
    EXPECT_EQ(error.promptflow()->message, "expected token 'end of print statement', got 'integer'");
    EXPECT_EQ(error.place()->line, 2);
}

TEST(Template, tellsClassSentenceAndLineOfAnErrorWhileRendering)
{
    const Error error = errorOf("a\n{% for i in [1] %}\n{{ missing.x }}\n{% endfor %}");
    EXPECT_EQ(error.code(), ErrorCode::InvalidInput);
    EXPECT_THAT(error.promptflow()->codes, ElementsAre("UndefinedError"));
    EXPECT_EQ(error.promptflow()->message, "'missing' is undefined");
    EXPECT_EQ(error.place()->line, 3);
}

TEST(Template, namesTheFileOfAnError)
{
    try {
        Template::compile("{{", {}, "chat.jinja2");
        FAIL();
    } catch (const Error &error) {
        EXPECT_EQ(error.place()->file, "chat.jinja2");
    }
}

TEST(Template, theSandboxRefusesAttributesThatBeginWithAnUnderscore)
{
    const Error error = errorOf("{{ x.__class__.__mro__ }}", {{"x", 1}}, Options::promptflow());
    EXPECT_THAT(error.promptflow()->codes, ElementsAre("SecurityError"));
    EXPECT_EQ(error.promptflow()->message,
              "access to attribute '__class__' of 'int' object is unsafe.");
}

TEST(Template, loadsOtherTemplatesByName)
{
    Options options;
    options.loader = [](std::string_view name) -> std::optional<std::string> {
        if (name == "base")
            return "<{% block a %}{% endblock %}>";
        return std::nullopt;
    };
    EXPECT_EQ(render("{% extends 'base' %}{% block a %}x{% endblock %}", {}, options), "<x>");
    EXPECT_THAT(errorOf("{% include 'other' %}", {}, options).promptflow()->codes,
                ElementsAre("TemplateNotFound"));
}

TEST(Template, seesWhatALoaderAnswersAnew)
{
    std::string source = "one";
    Options options;
    options.loader = [&source](std::string_view) { return std::optional(source); };
    const auto compiled = Template::compile("{% include 'x' %}", options);
    EXPECT_EQ(compiled.render({}), "one");
    source = "two";
    EXPECT_EQ(compiled.render({}), "two");
}

TEST(UndeclaredVariables, areThoseTakenFromOutside)
{
    EXPECT_THAT(
        undeclared(
            "{% set a = b %}{{ a }}{% for i in c %}{{ i }}{{ loop.index }}{% endfor %}{{ d.e }}"),
        ElementsAre("b", "c", "d"));
}

TEST(UndeclaredVariables, leaveGlobalsOut)
{
    Options options;
    options.globals["g"] = 1;
    EXPECT_THAT(undeclared("{{ range(3) }}{{ g }}{{ h }}", options), ElementsAre("h"));
}

TEST(UndeclaredVariables, includeWhatIsSetInOnlyOneBranch)
{
    EXPECT_THAT(undeclared("{% if x %}{% set y = 1 %}{% endif %}{{ y }}"), ElementsAre("x", "y"));
}

TEST(UndeclaredVariables, lookIntoMacrosAndBlocks)
{
    EXPECT_THAT(
        undeclared(
            "{% macro m(a) %}{{ a }}{{ b }}{% endmacro %}{% block c %}{{ d }}{% endblock %}"),
        ElementsAre("b", "d"));
    EXPECT_THAT(undeclared("plain"), IsEmpty());
}

} // namespace
