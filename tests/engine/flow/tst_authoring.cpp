// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What gestures on the graph do to a flow's text: each changes its own lines, and nothing else.

#include "engine/base/error.h"
#include "engine/flow/floweditor.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace postern::flow {

namespace {

const std::string kFlow = "inputs:\n"
                          "  question: {type: string}  # asked\n"
                          "outputs:\n"
                          "  reply:\n"
                          "    type: string\n"
                          "    reference: ${answer.output}\n"
                          "nodes:\n"
                          "# finds\n"
                          "- name: fetch # first\n"
                          "  type: python\n"
                          "  source: {type: code, path: fetch.py}\n"
                          "  inputs:\n"
                          "    # what is asked\n"
                          "    query: ${inputs.question}\n"
                          "- name: clean\n"
                          "  type: python\n"
                          "  source: {type: code, path: clean.py}\n"
                          "  inputs:\n"
                          "    text: \"${fetch.output.text}\" # raw\n"
                          "    limit: 5\n"
                          "- name: answer\n"
                          "  type: llm\n"
                          "  source:\n"
                          "    type: code\n"
                          "    path: answer.jinja2\n"
                          "  inputs:\n"
                          "    context: '${clean.output}'\n"
                          "    question: ${inputs.question}\n"
                          "    temperature: 0.2\n"
                          "  activate:\n"
                          "    when: ${clean.output}\n"
                          "    is: true\n";

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

FlowDocument documentOf(const std::string &text)
{
    return FlowDocument::fromText({"/flow", "/flow/flow.dag.yaml", FlowKind::Dag}, text);
}

using Act = std::function<void(FlowEditor &)>;

std::string edited(const std::string &text, const Act &act)
{
    FlowEditor editor(documentOf(text));
    act(editor);
    std::string again = text;
    if (const FolderEdit edit = editor.edit(); !edit.isEmpty()) {
        EXPECT_FALSE(edit.label.isEmpty());
        const TextEdits back = edit.files.at("/flow/flow.dag.yaml").applyTo(again);
        EXPECT_EQ(again, editor.text());
        std::string before = again;
        back.applyTo(before);
        EXPECT_EQ(before, text);
    }
    return again;
}

std::string refusal(const std::string &text, const Act &act)
{
    FlowEditor editor(documentOf(text));
    try {
        act(editor);
    } catch (const Error &error) {
        EXPECT_EQ(editor.text(), text);
        EXPECT_TRUE(editor.edit().isEmpty());
        return error.message();
    }
    return "no refusal: " + editor.text();
}

TEST(Authoring, healsWhatADeletedNodeStoodBetween)
{
    const std::string clean = kFlow.substr(kFlow.find("- name: clean"),
                                           kFlow.find("- name: answer")
                                               - kFlow.find("- name: clean"));
    std::string expected = replaced(kFlow, clean, "");
    expected = replaced(expected, "'${clean.output}'", "'${fetch.output.text}'");
    expected = replaced(expected, "${clean.output}", "${fetch.output.text}");
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.removeAndHeal("clean"); }), expected);
}

TEST(Authoring, leavesOutWhatNothingCanHeal)
{
    const std::string text = replaced(kFlow, "    limit: 5\n", "    limit: ${inputs.question}\n");
    const std::string left = edited(text, [](FlowEditor &editor) { editor.removeAndHeal("clean"); });
    EXPECT_EQ(left.find("clean"), std::string::npos);
    EXPECT_NE(left.find("  inputs:\n    question: ${inputs.question}\n    temperature: 0.2\n"),
              std::string::npos);
    EXPECT_EQ(left.find("activate"), std::string::npos);
    // An output is what others of the flow rely on.
    EXPECT_NE(edited(text, [](FlowEditor &editor) { editor.removeAndHeal("answer"); })
                  .find("reference: ${answer.output}"),
              std::string::npos);
}

TEST(Authoring, duplicatesANodeBelowItself)
{
    const std::string copy = "- name: fetch_2 # first\n"
                             "  type: python\n"
                             "  source: {type: code, path: fetch.py}\n"
                             "  inputs:\n"
                             "    # what is asked\n"
                             "    query: ${inputs.question}\n";
    std::string name;
    EXPECT_EQ(edited(kFlow, [&](FlowEditor &editor) { name = editor.duplicateNode("fetch"); }),
              replaced(kFlow, "- name: clean\n", copy + "- name: clean\n"));
    EXPECT_EQ(name, "fetch_2");
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.duplicateNode("fetch", "answer"); })
                  .find("already"),
              std::string::npos);
}

TEST(Authoring, copiesNodesAndPastesThemUnderFreeNames)
{
    FlowEditor source(documentOf(kFlow));
    const std::string yaml = source.nodesAsYaml({"answer", "clean"});
    EXPECT_EQ(yaml, kFlow.substr(kFlow.find("- name: clean")));
    EXPECT_EQ(source.nodesAsYaml({"fetch"}),
              kFlow.substr(kFlow.find("# finds"),
                           kFlow.find("- name: clean") - kFlow.find("# finds")));
    const auto pasting = [&](Outside outside) {
        return [&yaml, outside](FlowEditor &editor) {
            EXPECT_EQ(editor.pasteNodes(yaml, outside),
                      (std::vector<std::string>{"clean_2", "answer_2"}));
        };
    };
    std::string pasted = replaced(yaml, "name: clean", "name: clean_2");
    pasted = replaced(pasted, "name: answer\n", "name: answer_2\n");
    pasted = replaced(pasted, "${clean.", "${clean_2.");
    EXPECT_EQ(edited(kFlow, pasting(Outside::Kept)), kFlow + pasted);
    pasted = replaced(pasted, "    text: \"${fetch.output.text}\" # raw\n", "");
    pasted = replaced(pasted, "    question: ${inputs.question}\n", "");
    EXPECT_EQ(edited(kFlow, pasting(Outside::LeftOut)), kFlow + pasted);
    // Into an empty flow they keep their names.
    EXPECT_EQ(edited("inputs: {}\noutputs: {}\nnodes: []\n",
                     [&](FlowEditor &editor) { editor.pasteNodes(yaml, Outside::Kept); }),
              "inputs: {}\noutputs: {}\nnodes:\n" + yaml);
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.pasteNodes("just words"); })
                  .find("no node"),
              std::string::npos);
}

TEST(Authoring, movesANodeWithItsComments)
{
    const std::string fetch = kFlow.substr(kFlow.find("# finds"),
                                           kFlow.find("- name: clean") - kFlow.find("# finds"));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.moveNode("fetch", 2); }),
              replaced(kFlow, fetch, "") + fetch);
}

TEST(Authoring, unbindsOnlyWhatIsBound)
{
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.unbind("clean", "text"); }),
              replaced(kFlow, "    text: \"${fetch.output.text}\" # raw\n", ""));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.unbind("", "reply"); }),
              replaced(kFlow, "    reference: ${answer.output}\n", ""));
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.unbind("clean", "limit"); })
                  .find("Nothing is connected to clean.limit."),
              std::string::npos);
}

TEST(Authoring, splicesANodeIntoAWire)
{
    EXPECT_EQ(edited(replaced(kFlow, "    text: \"${fetch.output.text}\" # raw\n", ""),
                     [](FlowEditor &editor) {
                         editor.splice("clean", "limit", "answer", "question");
                     }),
              replaced(replaced(replaced(kFlow, "    text: \"${fetch.output.text}\" # raw\n", ""),
                                "limit: 5",
                                "limit: ${inputs.question}"),
                       "    question: ${inputs.question}",
                       "    question: ${clean.output}"));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.connect("", "reply", "clean"); }),
              replaced(kFlow, "reference: ${answer.output}", "reference: ${clean.output}"));
    EXPECT_NE(refusal(kFlow,
                      [](FlowEditor &editor) { editor.splice("answer", "x", "clean", "text"); })
                  .find("itself needs"),
              std::string::npos);
}

TEST(Authoring, refusesNodesThatWaitForEachOther)
{
    EXPECT_EQ(refusal(kFlow, [](FlowEditor &editor) { editor.connect("fetch", "x", "answer"); }),
              "The node 'fetch' can't take the output of 'answer', which itself needs 'fetch'.");
    EXPECT_NE(refusal(kFlow,
                      [](FlowEditor &editor) { editor.setActivate("fetch", "answer", Value(1)); })
                  .find("itself needs"),
              std::string::npos);
}

TEST(Authoring, setsWhenANodeRuns)
{
    EXPECT_EQ(edited(kFlow,
                     [](FlowEditor &editor) { editor.setActivate("answer", "fetch", Value(true)); }),
              replaced(kFlow, "when: ${clean.output}", "when: ${fetch.output}"));
    EXPECT_EQ(edited(kFlow,
                     [](FlowEditor &editor) { editor.setActivate("clean", "fetch", Value("x")); }),
              replaced(kFlow,
                       "    limit: 5\n",
                       "    limit: 5\n  activate:\n    when: ${fetch.output}\n    is: x\n"));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.setActivate("answer", "", Value()); }),
              kFlow.substr(0, kFlow.find("  activate:")));
}

TEST(Authoring, givesANodeVariantsAndTakesThemBack)
{
    const std::string two = edited(kFlow, [](FlowEditor &editor) {
        editor.addVariant("fetch", "variant_1");
    });
    std::string expected = replaced(kFlow,
                                    "  type: python\n"
                                    "  source: {type: code, path: fetch.py}\n"
                                    "  inputs:\n"
                                    "    # what is asked\n"
                                    "    query: ${inputs.question}\n",
                                    "  use_variants: true\n");
    const std::string body = "          type: python\n"
                             "          source: {type: code, path: fetch.py}\n"
                             "          inputs:\n"
                             "            # what is asked\n"
                             "            query: ${inputs.question}\n";
    expected += "node_variants:\n  fetch:\n    default_variant_id: variant_0\n    variants:\n"
                "      variant_0:\n        node:\n"
                + body + "      variant_1:\n        node:\n" + body;
    EXPECT_EQ(two, expected);
    EXPECT_EQ(edited(two,
                     [](FlowEditor &editor) { editor.setDefaultVariant("fetch", "variant_1"); }),
              replaced(two, "id: variant_0", "id: variant_1"));
    const std::string one = edited(two, [](FlowEditor &editor) {
        editor.removeVariant("fetch", "variant_0");
    });
    EXPECT_EQ(one,
              replaced(replaced(two, "      variant_0:\n        node:\n" + body, ""),
                       "id: variant_0",
                       "id: variant_1"));
    EXPECT_EQ(edited(one, [](FlowEditor &editor) { editor.removeVariant("fetch", "variant_1"); }),
              replaced(kFlow, "fetch # first", "fetch"));
    EXPECT_NE(refusal(two, [](FlowEditor &editor) { editor.addVariant("fetch", "variant_1"); })
                  .find("already"),
              std::string::npos);
    EXPECT_NE(refusal(two, [](FlowEditor &editor) { editor.addVariant("fetch", "v", "none"); })
                  .find("no variant 'none'"),
              std::string::npos);
    // Copied and duplicated, they come along.
    const std::string yaml = FlowEditor(documentOf(two)).nodesAsYaml({"fetch"});
    EXPECT_TRUE(yaml.starts_with("nodes:\n# finds\n- name: fetch # first\n")) << yaml;
    const std::string twice = edited(two, [&](FlowEditor &editor) {
        editor.duplicateNode("fetch");
        EXPECT_EQ(editor.pasteNodes(yaml, Outside::Kept), std::vector<std::string>{"fetch_3"});
        editor.requireSound();
    });
    EXPECT_NE(twice.find("\n  fetch_2:\n    default_variant_id: variant_0\n"), std::string::npos);
    const std::string added
        = edited("inputs:\n  question: {type: string}\noutputs: {}\nnodes: []\n",
                 [&](FlowEditor &editor) {
                     editor.addNodes(yaml);
                     editor.requireSound();
                 });
    EXPECT_NE(added.find("\n  fetch:\n    default_variant_id: variant_0\n"), std::string::npos);
    EXPECT_NE(twice.find("\n  fetch_3:\n    default_variant_id: variant_0\n"), std::string::npos);
}

TEST(Authoring, addsAndRemovesInputsAndOutputs)
{
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.addInput("top", "int"); }),
              replaced(kFlow, "# asked\n", "# asked\n  top: {type: int}\n"));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.addOutput("raw", "fetch"); }),
              replaced(kFlow,
                       "    reference: ${answer.output}\n",
                       "    reference: ${answer.output}\n"
                       "  raw:\n    type: string\n    reference: ${fetch.output}\n"));
    const std::string without = edited(kFlow,
                                       [](FlowEditor &editor) { editor.removeInput("question"); });
    EXPECT_EQ(without.find("question"), std::string::npos) << without;
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.removeOutput("reply"); }).find("reply"),
              std::string::npos);
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.addOutput("x", "none"); })
                  .find("no node 'none'"),
              std::string::npos);
}

TEST(Authoring, findsFreeNames)
{
    const auto taken = [](const std::string &name) { return name == "a" || name == "a_2"; };
    EXPECT_EQ(freeName("b", taken), "b");
    EXPECT_EQ(freeName("a", taken), "a_3");
    EXPECT_EQ(freeName("a_2", taken), "a_3");
    EXPECT_EQ(freeName("a b.c", taken), "a_b_c");
    EXPECT_EQ(freeName("inputs", taken), "inputs_2");
    EXPECT_EQ(freeName("", taken), "node");
}

} // namespace

} // namespace postern::flow
