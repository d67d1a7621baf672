// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// A tool that isn't one of the engine's is told in one place, and is known wherever tools are.

#include "engine/base/pyrepr.h"
#include "engine/check/nodecheck.h"
#include "engine/run/foldercheck.h"
#include "engine/run/toolcatalog.h"
#include "engine/tool/packagetool.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::run;

namespace {

/// Joins the template's variables to the word that its connection has.
class EchoTool final : public tool::PackageTool
{
public:
    EchoTool(const tool::ToolDescriptor &descriptor, const tool::ToolParts &parts)
        : PackageTool(descriptor)
        , m_templates(parts.templates)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override
    {
        static_cast<void>(connection);
        tool::checkVariables(node,
                             m_templates.reload(node, folder, tool::ListStyle::Python).variables(),
                             parameters());
        return node;
    }

    Task<Value> run(tool::ToolContext context) override
    {
        const connection::Connection &connection = requireConnection(context);
        std::string text(connection.get("word"));
        text += m_templates.get(context, tool::ListStyle::Python).render(variablesOf(context.inputs));
        co_return Value(text + py::str(inputOf(context, "times", 1)));
    }

private:
    tool::PromptTemplates m_templates;
};

tool::ToolDescriptor echoTool()
{
    tool::ToolDescriptor echo;
    echo.nodeType = flow::NodeType::CustomLlm;
    echo.kind = tool::ToolKind::Search;
    echo.module = "acme.tools.echo";
    echo.function = "echo";
    echo.formerIds = {"acme.old.echo"};
    echo.listName = "Echo";
    echo.name = "Echo";
    echo.connectionTypes = {"CustomConnection"};
    echo.parameters = {tool::connectionParameter(echo.connectionTypes),
                       tool::parameter("times", "int")};
    echo.simulated.emplace().type = "custom";
    echo.simulated->configs["word"] = "invented ";
    echo.make = tool::makes<EchoTool>();
    return echo;
}

constexpr std::string_view kEchoFlow = R"(inputs:
  word: {type: string, default: hill}
outputs:
  text: {type: string, reference: "${n.output}"}
nodes:
- {name: n, type: custom_llm, source: {type: package_with_prompt, tool: acme.old.echo, path: t.jinja2},
   inputs: {connection: team, times: "3", word: "${inputs.word}"}}
)";

class NewTool : public FlowFolder
{
protected:
    NewTool()
    {
        m_tools.add(echoTool());
        m_engine.setTools(m_tools);
        write("flow.dag.yaml", kEchoFlow);
        write("t.jinja2", "{{word}} ");
    }

    std::vector<std::string> problems()
    {
        const auto document = flow::FlowDocument::load(flow::locateFlow(m_root));
        std::vector<flow::Diagnostic> found;
        check::nodeChecker(m_tools)(document.flow(), flow::SourceFolder(m_root), found);
        std::vector<std::string> texts;
        for (const flow::Diagnostic &problem : found)
            texts.push_back(problem.message.english());
        return texts;
    }

    tool::ToolTable m_tools = tool::ToolTable::builtIn();
};

} // namespace

TEST_F(NewTool, runsUnderTheIdThatItHadBefore)
{
    const auto flow = prepared(specOf());
    const LineResult result = runLine(*flow, {});
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_EQ(result.outputs, Value(Dict{{"text", "invented hill 3"}}));
}

TEST_F(NewTool, getsTheConnectionThatTheNodeNames)
{
    RunSpec spec = specOf();
    spec.simulate = false;
    connection::Connection team;
    team.name = "team";
    team.type = "custom";
    team.configs["word"] = "given ";
    spec.connections.add(team);
    const auto flow = prepared(std::move(spec));
    EXPECT_EQ(runLine(*flow, {}).outputs, Value(Dict{{"text", "given hill 3"}}));
}

TEST_F(NewTool, isUnknownToAnEngineWithoutIt)
{
    Engine other(m_loop.get_executor());
    EXPECT_THROW(test::run(m_loop, prepare(other, specOf())), Error);
}

TEST_F(NewTool, isCheckedBeforeARun)
{
    EXPECT_THAT(problems(), testing::IsEmpty());
    write("t.jinja2", "{{times}}");
    EXPECT_THAT(problems(), testing::ElementsAre(testing::HasSubstr("'times'")));
    write("t.jinja2", "{{word");
    EXPECT_EQ(problems().size(), 1U);
    write("t.jinja2", "{{word}}");
    write("flow.dag.yaml",
          "nodes:\n- {name: n, type: custom_llm, source: {type: package_with_prompt,\n"
          "   tool: acme.tools.echo.echo, path: t.jinja2}, inputs: {times: often, word: a}}\n");
    EXPECT_THAT(problems(), testing::ElementsAre(testing::HasSubstr("is 'often', which is no int")));
}

TEST_F(NewTool, isKnownToTheCheckOfItsFolder)
{
    write("flow.dag.yaml",
          "inputs: {}\noutputs: {}\nnodes:\n- {name: n, type: custom_llm,\n"
          "   source: {type: package_with_prompt, tool: acme.tools.echo.echo, path: t.jinja2},\n"
          "   inputs: {times: often, word: a}}\n");
    const auto document = flow::FlowDocument::load(flow::locateFlow(m_root));
    const auto refuses = [&document](FolderCheck check) {
        const auto found = check.look(document, flow::Trust::Trusted).diagnostics;
        return std::ranges::any_of(found, [](const flow::Diagnostic &problem) {
            return problem.message.english().find("which is no int") != std::string::npos;
        });
    };
    EXPECT_TRUE(refuses(FolderCheck(m_tools)));
    EXPECT_FALSE(refuses(FolderCheck()));
}

TEST_F(NewTool, isListed)
{
    const ToolCatalog catalog({}, {}, flow::Trust::Restricted, m_tools);
    const Value tools = test::run(m_loop, catalog.list({}));
    const Value *manifest = tools.find("package")->find("acme.tools.echo.echo");
    ASSERT_NE(manifest, nullptr);
    EXPECT_EQ(*manifest->find("type"), Value("custom_llm"));
    EXPECT_EQ(test::run(m_loop, catalog.manifest("acme.old.echo")), *manifest);
}
