// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/engine.h"
#include "engine/run/flowrun.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

namespace fs = std::filesystem;
using namespace postern;
using namespace postern::run;

namespace {

/// Of a flow of three nodes, none of them Python: rules, answer and then check.
constexpr std::string_view kFlow = R"(inputs:
  question: {type: string, default: Why?}
nodes:
- name: rules
  type: prompt
  source: {type: code, path: rules.jinja2}
  inputs: {}
- name: answer
  type: llm
  source: {type: code, path: answer.jinja2}
  inputs:
    deployment_name: gpt-4o
    rules: ${rules.output}
  connection: team
  api: chat
- name: check
  type: prompt
  source: {type: code, path: check.jinja2}
  inputs:
    reply: ${answer.output}
outputs:
  text: {type: string, reference: "${check.output}"}
)";

class Blame
    : public testing::Test
    , public RunObserver
{
protected:
    Blame()
    {
        std::string pattern = (fs::temp_directory_path() / "tst_blame-XXXXXX").string();
        m_root = mkdtemp(pattern.data());
        write("rules.jinja2", "Be kind.");
        write("answer.jinja2", "system:\n{{rules}}\n");
        write("check.jinja2", "{{reply}}");
        write("flow.dag.yaml", kFlow);
    }
    ~Blame() override { fs::remove_all(m_root); }

    void write(const std::string &name, std::string_view text) const
    {
        std::ofstream(m_root / name, std::ios::binary) << text;
    }
    void replace(const std::string &what, const std::string &with) const
    {
        std::string text(kFlow);
        text.replace(text.find(what), what.size(), with);
        write("flow.dag.yaml", text);
    }

    /// The node that a run is said to have failed of.
    std::string failed(bool simulate = true)
    {
        return failedOf("flow.dag.yaml", flow::FlowKind::Dag, simulate);
    }
    std::string failedOf(const std::string &file, flow::FlowKind kind, bool simulate = true)
    {
        RunSpec spec;
        spec.trust = flow::Trust::Trusted;
        spec.document = flow::FlowDocument::load({m_root, m_root / file, kind});
        spec.simulate = simulate;
        spec.observers = {this};
        boost::asio::io_context loop;
        Engine engine(loop.get_executor());
        boost::asio::co_spawn(loop, runFlow(engine, std::move(spec)), [](auto...) {});
        loop.run();
        return m_last ? m_last->failedNode : "no end was told";
    }

    void onEvent(const RunEvent &event) override
    {
        if (const auto *finished = std::get_if<RunFinished>(&event.data))
            m_last = *finished;
    }

    fs::path m_root;
    std::optional<RunFinished> m_last;
};

} // namespace

TEST_F(Blame, isNobodysWhenAllIsWell)
{
    EXPECT_EQ(failed(), "");
    EXPECT_EQ(m_last->state, NodeState::Done);
}

TEST_F(Blame, isTheNodesWhoseConnectionIsMissing)
{
    EXPECT_EQ(failed(false), "answer");
    EXPECT_EQ(m_last->error->code(), ErrorCode::ConnectionMissing);
}

TEST_F(Blame, isTheNodesWhoseTemplateIsMissingOrBroken)
{
    write("check.jinja2", "{% if reply %}");
    EXPECT_EQ(failed(), "check");
    fs::remove(m_root / "check.jinja2");
    EXPECT_EQ(failed(), "check");
}

TEST_F(Blame, isTheNodesThatReadWhatIsNotThere)
{
    replace("${answer.output}", "${answer.output.nothing}");
    EXPECT_EQ(failed(), "check");
}

TEST_F(Blame, isTheNodesThatTheCheckOfTheWholeStandsAt)
{
    replace("${rules.output}", "${nobody.output}");
    EXPECT_EQ(failed(), "answer");
}

TEST_F(Blame, isTheNodesThatFailsWhileItRuns)
{
    write("answer.jinja2", "system:\n{{ rules.missing.deeper }}\n");
    EXPECT_EQ(failed(), "answer");
}

TEST_F(Blame, isNoNodesWhenTheOutputsAreWrong)
{
    replace("${check.output}", "${nobody.output}");
    EXPECT_EQ(failed(), "");
    EXPECT_EQ(m_last->state, NodeState::Failed);
}

TEST_F(Blame, isNoNodesWhenTheVariantIsUnknown)
{
    RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.document = flow::FlowDocument::load(
        {m_root, m_root / "flow.dag.yaml", flow::FlowKind::Dag});
    spec.simulate = true;
    spec.variant = "${answer.variant_9}";
    spec.observers = {this};
    boost::asio::io_context loop;
    Engine engine(loop.get_executor());
    boost::asio::co_spawn(loop, runFlow(engine, std::move(spec)), [](auto...) {});
    loop.run();
    EXPECT_EQ(m_last->state, NodeState::Failed);
    EXPECT_EQ(m_last->failedNode, "");
}

TEST_F(Blame, isTheEntrysThatIsRefusedWithThePlaceOfItsFunction)
{
    write("flow.flex.yaml", "entry: paint:Brush\n");
    write("paint.py", R"(import functools


class Brush:
    def __init__(self, strokes: complex = 1):
        self.strokes = strokes

    def __call__(self, colour: str) -> str:
        return colour
)");
    EXPECT_EQ(failedOf("flow.flex.yaml", flow::FlowKind::Flex), "entry");
    ASSERT_TRUE(m_last->error->place());
    EXPECT_EQ(toString(*m_last->error->place()), "paint.py:5");

    write("flow.flex.yaml", "entry: paint:mix\n");
    write("paint.py", R"(def loud(function):
    return function


@loud
@loud
def mix(colour: str) -> dict:
    return {"colour": colour}
)");
    EXPECT_EQ(failedOf("flow.flex.yaml", flow::FlowKind::Flex), "entry");
    ASSERT_TRUE(m_last->error->place());
    EXPECT_EQ(toString(*m_last->error->place()), "paint.py:7");
    EXPECT_NE(m_last->error->message().find("'mix'"), std::string::npos);
}

TEST_F(Blame, isTheEntrysThatIsNotThereWithThePlaceOfItsName)
{
    write("paint.py", "colour = 'red'\n");
    for (const char *entry : {"entry: paint:mix\n", "entry: nowhere:mix\n"}) {
        write("flow.flex.yaml", entry);
        EXPECT_EQ(failedOf("flow.flex.yaml", flow::FlowKind::Flex), "entry");
        ASSERT_TRUE(m_last->error->place());
        EXPECT_EQ(m_last->error->place()->file, "flow.flex.yaml");
        EXPECT_EQ(m_last->error->place()->line, 1);
    }
}

TEST_F(Blame, isNotTheEntrysForInputsThatItIsNotGiven)
{
    write("flow.flex.yaml", "entry: paint:mix\n");
    write("paint.py", "def mix(colour: str) -> str:\n    return colour\n");
    EXPECT_EQ(failedOf("flow.flex.yaml", flow::FlowKind::Flex), "");
    EXPECT_EQ(m_last->state, NodeState::Failed);
}

TEST_F(Blame, isThePromptysWhoseModelIsWrong)
{
    write("paint.prompty",
          "---\nname: Painter\nmodel:\n  configuration: [red]\n---\nsystem:\nPaint.\n");
    EXPECT_EQ(failedOf("paint.prompty", flow::FlowKind::Prompty), "Painter");
}
