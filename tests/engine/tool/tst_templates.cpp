// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/tool/templates.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::tool;

TEST(Templates, compileATextOnce)
{
    Templates templates;
    const auto first = templates.get("Hi {{name}}", ListStyle::Python, "a.jinja2");
    EXPECT_EQ(templates.get("Hi {{name}}", ListStyle::Python, "a.jinja2"), first);
    EXPECT_EQ(templates.compiledCount(), 1U);
    EXPECT_EQ(first->compiled.render({{"name", "you"}}), "Hi you");
    EXPECT_EQ(first->variables, std::vector<std::string>{"name"});
}

TEST(Templates, tellApartWhatRendersOrIsNamedDifferently)
{
    Templates templates;
    const Dict context{{"x", List{1, 2}}};
    const auto render = [&](ListStyle lists) {
        return templates.get("{{x}}", lists, "")->compiled.render(context);
    };
    EXPECT_EQ(render(ListStyle::Python), "[1, 2]");
    EXPECT_EQ(render(ListStyle::Lines), "1\n2");
    EXPECT_NE(templates.get("{{x}}", ListStyle::Python, "other"),
              templates.get("{{x}}", ListStyle::Python, ""));
}

TEST(Templates, keepNoMoreTextThanTheyMay)
{
    Templates templates(1000);
    const std::string tail(90, 'x');
    const auto textOf = [&tail](int number) { return std::to_string(number) + tail; };
    const auto held = templates.get(textOf(0), ListStyle::Python, "");
    for (int i = 1; i <= 500; ++i)
        templates.get(textOf(i), ListStyle::Python, "");
    EXPECT_LE(templates.keptText(), 1000U);
    EXPECT_GT(templates.keptText(), 800U);
    EXPECT_EQ(held->compiled.render({}), textOf(0)); // whoever holds one may go on with it
    const std::size_t before = templates.compiledCount();
    templates.get(textOf(500), ListStyle::Python, "");
    EXPECT_EQ(templates.compiledCount(), before);
    templates.get(textOf(0), ListStyle::Python, "");
    EXPECT_EQ(templates.compiledCount(), before + 1);
}

TEST(Templates, keepWhatIsUsedOften)
{
    Templates templates(1000);
    const std::string often = "often {{x}}";
    templates.get(often, ListStyle::Python, "");
    for (int i = 0; i < 100; ++i) {
        templates.get(std::string(300, 'a') + std::to_string(i), ListStyle::Python, "");
        templates.get(often, ListStyle::Python, "");
    }
    EXPECT_EQ(templates.compiledCount(), 101U);
}

TEST(Templates, dontKeepATextThatIsLargerThanAll)
{
    Templates templates(100);
    const std::string large(200, 'x');
    EXPECT_EQ(templates.get(large, ListStyle::Python, "")->compiled.render({}), large);
    EXPECT_EQ(templates.keptText(), 0U);
}

TEST(Templates, sayEachTimeWhatIsWrong)
{
    Templates templates;
    for (int i = 0; i < 2; ++i)
        EXPECT_THROW(templates.get("{% if x %}", ListStyle::Python, "a.jinja2"), Error);
    EXPECT_EQ(templates.keptText(), 0U);
}
