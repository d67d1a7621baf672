// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/templatechecker.h"
#include "tests/engine/tool/toolfixture.h"

namespace postern::tool {
namespace {

class TemplateChecker : public ToolTest
{
protected:
    std::vector<flow::Diagnostic> check(const flow::Node &node)
    {
        flow::Flow flow;
        flow.nodes.push_back(node);
        std::vector<flow::Diagnostic> diagnostics;
        const flow::FlowLocation location{m_folder, m_folder / "flow.dag.yaml", flow::FlowKind::Dag};
        templateChecker()(flow, location.folder, diagnostics);
        return diagnostics;
    }
};

TEST_F(TemplateChecker, FindsNothingInASoundNode)
{
    write("t.jinja2", "user:\n{{x}}{% for i in range(3) %}{{i}}{% endfor %}");
    EXPECT_TRUE(check(node("llm", {"x: 1", "temperature: 0"})).empty());
}

TEST_F(TemplateChecker, PointsAtTheSyntaxError)
{
    write("t.jinja2", "user:\n{{x}}\n{% if %}");
    const auto found = check(node("llm", {"x: 1"}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, flow::Severity::Error);
    EXPECT_EQ(found[0].code, "template-syntax");
    EXPECT_EQ(found[0].place.file, "t.jinja2");
    EXPECT_EQ(found[0].place.line, 3);
    EXPECT_EQ(found[0].node, "m");
}

TEST_F(TemplateChecker, WarnsOfVariablesWithoutAnInput)
{
    write("t.jinja2", "user: see questin below\n  {{ questin }}");
    const auto found = check(node("prompt", {"question: 1"}));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].severity, flow::Severity::Warning);
    EXPECT_EQ(found[0].code, "undefined-variable");
    EXPECT_EQ(toString(found[0].place), "t.jinja2:2:6");
    EXPECT_THAT(found[0].hint.english(), testing::HasSubstr("'question'"));
    EXPECT_EQ(found[1].severity, flow::Severity::Hint);
    EXPECT_EQ(found[1].code, "unused-input");
    EXPECT_GT(found[1].length, 0U);
}

TEST_F(TemplateChecker, RefusesReservedNames)
{
    write("t.jinja2", "user:\n{{max_tokens}}");
    const auto found = check(node("llm", {"max_tokens: 1"}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "reserved-variable");
    EXPECT_EQ(toString(found[0].place), "t.jinja2:2:3");
}

TEST_F(TemplateChecker, LeavesMissingFilesToOthersAndTellsUnreadableOnes)
{
    EXPECT_TRUE(check(node("prompt")).empty());
    write("t.jinja2", "\xFF");
    const auto found = check(node("prompt"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, "template-unreadable");
    EXPECT_EQ(toString(found[0].place), "t.jinja2:1:1");
}

} // namespace
} // namespace postern::tool
