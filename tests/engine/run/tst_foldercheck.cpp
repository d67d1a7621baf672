// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/foldercheck.h"
#include "tests/engine/run/flowfolder.h"

#include <algorithm>

using namespace postern;
using namespace postern::run;

namespace {

class FolderChecks : public FlowFolder
{
protected:
    FolderChecks()
    {
        write(
            "flow.dag.yaml",
            "inputs:\n  q: {type: string}\noutputs: {}\nnodes:\n"
            "- {name: ask, type: prompt, source: {type: code, path: ask.jinja2}, "
            "inputs: {q: '${inputs.q}'}}\n"
            "- {name: answer, type: llm, source: {type: code, path: answer.jinja2}, connection: c, "
            "api: chat, inputs: {deployment_name: gpt, q: '${ask.output}'}}\n"
            "- {name: tell, type: python, source: {type: code, path: tell.py}, "
            "inputs: {text: '${answer.output}'}}\n");
        write("ask.jinja2", "{{ q }}?\n");
        write("answer.jinja2", "user:\n{{ q }}\n");
        write("tell.py", "def tell(text):\n    return text\n");
    }
    flow::FlowDocument document(const std::string &name = {}, std::string text = {}) const
    {
        auto found = flow::FlowDocument::load(flow::locateFlow(m_root));
        if (name.empty())
            return found;
        auto texts = std::make_shared<flow::UnsavedTexts>();
        texts->set(m_root / name, std::make_shared<const std::string>(std::move(text)));
        found.setUnsaved(std::move(texts));
        return found;
    }
    bool finds(const flow::FlowDocument &document, const char *code)
    {
        const FolderCheck::Found found = m_check.look(document, flow::Trust::Trusted);
        return std::ranges::any_of(found.diagnostics,
                                   [code](const auto &each) { return each.code == code; });
    }

    FolderCheck m_check;
};

} // namespace

TEST_F(FolderChecks, compileAndReadEachTextOnce)
{
    EXPECT_FALSE(finds(document(), "template-syntax"));
    EXPECT_EQ(m_check.compiledCount(), 2U); // not twice, though two look at each
    EXPECT_EQ(m_check.python().askedCount(), 1U);
    EXPECT_FALSE(finds(document(), "template-syntax"));
    EXPECT_EQ(m_check.compiledCount(), 2U);
    EXPECT_EQ(m_check.python().askedCount(), 1U);
}

TEST_F(FolderChecks, lookAtWhatWasTypedAlone)
{
    EXPECT_FALSE(finds(document(), "undefined-variable"));
    EXPECT_TRUE(finds(document("ask.jinja2", "{{ other }}"), "undefined-variable"));
    EXPECT_EQ(m_check.compiledCount(), 3U);
    EXPECT_EQ(m_check.python().askedCount(), 1U);
    EXPECT_TRUE(finds(document("tell.py", "def tell(\n"), "python-syntax"));
    EXPECT_EQ(m_check.compiledCount(), 3U);
    EXPECT_EQ(m_check.python().askedCount(), 2U);
    EXPECT_EQ(m_check.python().startedCount(), 1U); // the same interpreter
}

TEST_F(FolderChecks, compileAPromptysTemplateOnce)
{
    write("ask.prompty",
          "---\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\n"
          "    azure_deployment: gpt\n  parameters: {}\ninputs:\n  q: {type: "
          "string}\n---\nuser:\n{{ q }}\n");
    const auto prompty = flow::FlowDocument::load(flow::locateFlow(m_root / "ask.prompty"));
    EXPECT_FALSE(finds(prompty, "refused-prompty"));
    EXPECT_FALSE(finds(prompty, "refused-prompty"));
    EXPECT_EQ(m_check.compiledCount(), 1U);
}
