// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/advice.h"
#include "engine/check/quickfix.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace postern;
using namespace postern::check;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr std::string_view kFlow = "inputs:\n"
                                   "  question: {type: string}\n"
                                   "  lost: {type: int} # nobody's\n"
                                   "outputs:\n"
                                   "  answer: {type: string, reference: \"${answer.output}\"}\n"
                                   "nodes:\n"
                                   "- name: answer\n"
                                   "  type: llm\n"
                                   "  source: {type: code, path: answer.jinja2}\n"
                                   "  inputs:\n"
                                   "    question: ${inputs.questoin}\n"
                                   "    model: old-1 # why\n"
                                   "    stop: \"\"\n"
                                   "  connection: azure\n"
                                   "  api: chat\n"
                                   "- name: t\xD0\xBEo\n"
                                   "  type: prompt\n"
                                   "  source: {type: code, path: too.jinja2}\n"
                                   "  inputs: {}\n";

const RetiredModels kRetired("models:\n- {name: old-1, date: 2020-01-01, instead: new-1}\n");

class Mending : public testing::Test
{
protected:
    Mending()
        : m_document(flow::FlowDocument::fromText({m_folder.path(),
                                                   m_folder.path() / "flow.dag.yaml",
                                                   flow::FlowKind::Dag},
                                                  std::string(kFlow)))
        , m_found(flow::validate(m_document,
                                 flow::Trust::Restricted,
                                 {adviceChecker(m_document, kRetired)}))
    {}

    /// The text after the first fix for the first problem of that code.
    std::string mended(const std::string &code, const std::string &id) const
    {
        for (const flow::Diagnostic &problem : m_found) {
            if (problem.code != code)
                continue;
            const std::vector<QuickFix> fixes = quickFixes(m_document, problem, kRetired);
            if (fixes.empty())
                return "no fix";
            EXPECT_EQ(fixes.front().id, id);
            EXPECT_FALSE(fixes.front().title.isEmpty());
            const flow::FolderEdit edit = editOf(m_document, fixes.front());
            std::string text(kFlow);
            edit.files.at(m_document.location().file).applyTo(text);
            return text;
        }
        return "no problem";
    }

private:
    test::TemporaryFolder m_folder;
    const flow::FlowDocument m_document;
    const std::vector<flow::Diagnostic> m_found;
};

} // namespace

TEST_F(Mending, changesOnlyWhatIsWrong)
{
    std::string wished(kFlow);
    wished.replace(wished.find("questoin"), 8, "question");
    EXPECT_EQ(mended("unknown-input", "change-text"), wished);

    wished = kFlow;
    wished.replace(wished.find("old-1"), 5, "new-1");
    EXPECT_EQ(mended("retired-model", "change-model"), wished);

    wished = kFlow;
    wished.erase(wished.find("    stop: \"\"\n"), 13);
    EXPECT_EQ(mended("idle-parameter", "remove-parameter"), wished);

    wished = kFlow;
    wished.insert(wished.find("  connection: azure"), "    max_tokens: 512\n");
    EXPECT_EQ(mended("no-max-tokens", "set-max-tokens"), wished);
}

TEST_F(Mending, removesAndRenames)
{
    EXPECT_THAT(mended("unused-flow-input", "remove-input"), Not(HasSubstr("question: {type")));
    EXPECT_THAT(mended("unused-node", "remove-node"), Not(HasSubstr("too.jinja2")));
    EXPECT_THAT(mended("look-alike-name", "rename"), HasSubstr("- name: too\n"));
}
