// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/flow/floweditor.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;

const std::string kFlow = "# A flow to be edited\r\n"
                          "inputs:\r\n"
                          "  question: {type: string}  # asked\r\n"
                          "outputs:\r\n"
                          "  answer:\r\n"
                          "    type: string\r\n"
                          "    reference: '${answer.output}'\r\n"
                          "nodes:\r\n"
                          "- name: fetch # the fetch\r\n"
                          "  type: python\r\n"
                          "  source: {type: code, path: fetch.py}\r\n"
                          "  inputs:\r\n"
                          "    url: http://fetch/${fetch.output}x\r\n"
                          "    question: ${inputs.question}\r\n"
                          "- name: answer\r\n"
                          "  type: llm\r\n"
                          "  source:\r\n"
                          "    type: code\r\n"
                          "    path: answer.jinja2\r\n"
                          "  inputs:\r\n"
                          "    fetch: \"${fetch.output}\"\r\n"
                          "    more: ${fetch.output.items[0]}\r\n"
                          "    text: fetch\r\n"
                          "  activate:\r\n"
                          "    when: ${fetch.output}\r\n"
                          "    is: true\r\n"
                          "  use_variants: true\r\n"
                          "node_variants:\r\n"
                          "  answer:\r\n"
                          "    default_variant_id: v0\r\n"
                          "    variants:\r\n"
                          "      v0:\r\n"
                          "        node:\r\n"
                          "          type: llm\r\n"
                          "          source: {type: code, path: answer.jinja2}\r\n"
                          "          inputs:\r\n"
                          "            fetch: ${fetch.output}\r\n"
                          "            temperature: 0.2\r\n"
                          "  fetch:\r\n"
                          "    variants: {}\r\n";
const std::string kTemplate = "system:\r\n{# fetch #}{{ fetch.fetch }} fetch {{ fetch|upper }}\r\n";

/// A folder that is in memory only.
class FlowEditorTest : public testing::Test
{
protected:
    FlowEditorTest() { m_texts[kFolder / "answer.jinja2"] = kTemplate; }

    static FlowDocument document(const std::string &text, FlowKind kind = FlowKind::Dag)
    {
        const char *name = kind == FlowKind::Prompty ? "ask.prompty" : "flow.dag.yaml";
        return FlowDocument::fromText({kFolder, kFolder / name, kind}, text);
    }
    FlowEditor editor(const FlowDocument &document) const
    {
        return FlowEditor(document, [this](const fs::path &path) {
            const auto found = m_texts.find(path);
            if (found == m_texts.end())
                throw Error(ErrorCode::FileUnreadable, path.string() + " isn't there.");
            return found->second;
        });
    }
    /// The flow's text after that.
    std::string edited(const std::string &text, const std::function<void(FlowEditor &)> &act) const
    {
        const FlowDocument flow = document(text);
        FlowEditor made = editor(flow);
        act(made);
        const FolderEdit edit = made.edit();
        std::string result = text;
        if (const auto found = edit.files.find(kFolder / "flow.dag.yaml"); found != edit.files.end())
            found->second.applyTo(result);
        EXPECT_EQ(result, made.text());
        return result;
    }
    std::string refusal(const std::string &text, const std::function<void(FlowEditor &)> &act) const
    {
        const FlowDocument flow = document(text);
        FlowEditor made = editor(flow);
        try {
            act(made);
        } catch (const Error &error) {
            EXPECT_EQ(made.text(), text);
            EXPECT_TRUE(made.edit().isEmpty());
            return error.message();
        }
        return "no refusal: " + made.text();
    }

    inline static const fs::path kFolder = "/flow";
    std::map<fs::path, std::string> m_texts;
};

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

TEST_F(FlowEditorTest, renamesANodeInTwoFilesAsOneStepThatIsUndoneAndDoneAgain)
{
    m_texts[kFolder / "flow.dag.yaml"] = kFlow;
    const FlowDocument flow = document(kFlow);
    FlowEditor made = editor(flow);
    made.renameNode("fetch", "search");
    made.requireSound();
    const FolderEdit edit = made.edit();
    EXPECT_EQ(edit.label, "Rename fetch");
    ASSERT_EQ(edit.files.size(), 2U);

    std::map<fs::path, TextEdits> back;
    std::map<fs::path, std::string> texts = m_texts;
    for (const auto &[path, edits] : edit.files)
        back[path] = edits.applyTo(texts[path]);
    std::string expected = replaced(kFlow, "name: fetch #", "name: search #");
    expected = replaced(expected, "  fetch: ${fetch.", "  search: ${search.");
    expected = replaced(expected, "fetch: \"${fetch.", "search: \"${search.");
    expected = replaced(expected, "more: ${fetch.", "more: ${search.");
    expected = replaced(expected, "when: ${fetch.", "when: ${search.");
    expected = replaced(expected, "  fetch:\r\n    variants", "  search:\r\n    variants");
    EXPECT_EQ(texts[kFolder / "flow.dag.yaml"], expected);
    EXPECT_EQ(texts[kFolder / "answer.jinja2"],
              "system:\r\n{# fetch #}{{ search.fetch }} fetch {{ search|upper }}\r\n");

    const std::map<fs::path, std::string> after = texts;
    for (const auto &[path, edits] : back)
        edits.applyTo(texts[path]);
    EXPECT_EQ(texts, m_texts);
    for (const auto &[path, edits] : edit.files)
        edits.applyTo(texts[path]);
    EXPECT_EQ(texts, after);
}

TEST_F(FlowEditorTest, leavesAVariableAloneThatIsSharedOrUnsure)
{
    const std::string other = kFlow + "# end\r\n";
    m_texts[kFolder / "answer.jinja2"] = "{% set fetch = 1 %}{{ fetch }}";
    const std::string unsure = edited(other, [](FlowEditor &editor) {
        editor.renameNode("fetch", "search");
        EXPECT_EQ(editor.edit().files.size(), 1U);
    });
    EXPECT_NE(unsure.find("    fetch: \"${search.output}\"\r\n"), std::string::npos);
    EXPECT_NE(refusal(kFlow,
                      [](FlowEditor &editor) { editor.renameNodeInput("answer", "fetch", "found"); })
                  .find("isn't sure"),
              std::string::npos);
    m_texts[kFolder / "answer.jinja2"] = kTemplate;
    const std::string shared = replaced(
        kFlow,
        "node_variants:",
        "- {name: b, type: llm, source: {type: code, path: answer.jinja2}}\r\nnode_variants:");
    EXPECT_NE(refusal(shared,
                      [](FlowEditor &editor) { editor.renameNodeInput("answer", "fetch", "found"); })
                  .find("that of the node 'b' too"),
              std::string::npos);
}

TEST_F(FlowEditorTest, renamesANodesInputInItsVariantsAndTemplate)
{
    const FlowDocument flow = document(kFlow);
    FlowEditor made = editor(flow);
    made.renameNodeInput("answer", "fetch", "found");
    EXPECT_EQ(made.edit().label, "Rename answer.fetch");
    EXPECT_EQ(made.text(),
              replaced(replaced(kFlow, "fetch: \"${", "found: \"${"),
                       "  fetch: ${fetch",
                       "  found: ${fetch"));
    std::string text = kTemplate;
    made.edit().files.at(kFolder / "answer.jinja2").applyTo(text);
    EXPECT_EQ(text, "system:\r\n{# fetch #}{{ found.fetch }} fetch {{ found|upper }}\r\n");
    EXPECT_NE(refusal(kFlow,
                      [](FlowEditor &editor) { editor.renameNodeInput("answer", "fetch", "more"); })
                  .find("already"),
              std::string::npos);
}

TEST_F(FlowEditorTest, renamesInputsOutputsAndVariants)
{
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.renameInput("question", "q"); }),
              replaced(replaced(kFlow, "  question: {", "  q: {"),
                       "${inputs.question}",
                       "${inputs.q}"));
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.renameOutput("answer", "reply"); }),
              replaced(kFlow, "outputs:\r\n  answer:", "outputs:\r\n  reply:"));
    EXPECT_EQ(edited(kFlow,
                     [](FlowEditor &editor) { editor.renameVariant("answer", "v0", "short"); }),
              replaced(replaced(kFlow, "id: v0", "id: short"), "      v0:", "      short:"));
}

TEST_F(FlowEditorTest, refusesNamesThatAreTakenOrCanBeNone)
{
    for (const auto &[from, to] : {std::pair("fetch", "answer"),
                                   {"fetch", "inputs"},
                                   {"fetch", "a.b"},
                                   {"fetch", ""},
                                   {"none", "x"}}) {
        const std::string message = refusal(kFlow, [&](FlowEditor &editor) {
            editor.renameNode(from, to);
        });
        EXPECT_EQ(message.find("no refusal"), std::string::npos) << from << " " << to;
    }
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.renameInput("q", "x"); })
                  .find("no input 'q'"),
              std::string::npos);
}

TEST_F(FlowEditorTest, setsWhatAPathSays)
{
    const auto set = [](const std::string &path, const std::string &yaml) {
        return [=](FlowEditor &editor) { editor.set(path, yaml::Content::fromYaml(yaml)); };
    };
    EXPECT_EQ(edited(kFlow, set("nodes.answer.inputs.text", "'017'")),
              replaced(kFlow, "text: fetch", "text: '017'"));
    EXPECT_EQ(edited(kFlow, set("nodes.answer.connection", "my_aoai")),
              replaced(kFlow, "  activate:", "  connection: my_aoai\r\n  activate:"));
    EXPECT_EQ(edited(kFlow, set("inputs.question.default", "What?")),
              replaced(kFlow, "{type: string}", "{type: string, default: 'What?'}"));
    EXPECT_EQ(edited(kFlow, set("node_variants.answer.variants.v0.node.inputs.temperature", "1")),
              replaced(kFlow, "temperature: 0.2", "temperature: 1"));
    EXPECT_EQ(edited(kFlow, set("environment.python_requirements_txt", "requirements.txt")),
              replaced(kFlow,
                       "inputs:\r\n  question: {",
                       "environment:\r\n  python_requirements_txt: requirements.txt\r\ninputs:\r\n "
                       " question: {"));
    EXPECT_EQ(edited("nodes: []\nadditional_includes:\n- a\n", set("additional_includes.1", "b")),
              "nodes: []\nadditional_includes:\n- a\n- b\n");
    EXPECT_EQ(edited(kFlow, set("inputs.'a.b'.type", "int")),
              replaced(kFlow, "# asked\r\n", "# asked\r\n  a.b:\r\n    type: int\r\n"));
    EXPECT_NE(refusal(kFlow, set("nodes.fetsh.inputs.x", "1")).find("no node 'fetsh'"),
              std::string::npos);
    EXPECT_NE(refusal(kFlow, set("nodes.fetch.name.x", "1")).find("no mapping"), std::string::npos);
}

TEST_F(FlowEditorTest, unsetsAndConnects)
{
    EXPECT_EQ(edited(kFlow, [](FlowEditor &editor) { editor.unset("nodes.answer.activate"); }),
              replaced(kFlow, "  activate:\r\n    when: ${fetch.output}\r\n    is: true\r\n", ""));
    EXPECT_EQ(edited(kFlow,
                     [](FlowEditor &editor) { editor.connect("fetch", "url", "inputs.question"); }),
              replaced(kFlow, "http://fetch/${fetch.output}x", "${inputs.question}"));
    // The variants take the node's place: it is theirs.
    EXPECT_EQ(edited(kFlow,
                     [](FlowEditor &editor) { editor.connect("answer", "temperature", "fetch"); }),
              replaced(kFlow, "temperature: 0.2", "temperature: ${fetch.output}"));
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.connect("fetch", "url", "inputs.q"); })
                  .find("no input 'q'"),
              std::string::npos);
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.connect("fetch", "url", "fetch"); })
                  .find("own output"),
              std::string::npos);
    EXPECT_NE(refusal(kFlow, [](FlowEditor &editor) { editor.unset("nodes.fetch.module"); })
                  .find("There is no"),
              std::string::npos);
}

TEST_F(FlowEditorTest, addsAndRemovesNodes)
{
    const std::string node = "# a third\nname: third\ntype: prompt\ninputs:\n  x: 1 # one\n";
    EXPECT_EQ(edited(kFlow, [&](FlowEditor &editor) { editor.addNodes(node); }),
              replaced(kFlow,
                       "node_variants:",
                       "# a third\r\n- name: third\r\n  type: prompt\r\n  inputs:\r\n    x: 1 # "
                       "one\r\nnode_variants:"));
    EXPECT_EQ(edited("inputs: {}\n",
                     [&](FlowEditor &editor) { editor.addNodes("- name: a\n- name: b\n"); }),
              "inputs: {}\nnodes:\n- name: a\n- name: b\n");
    const std::string without = edited(kFlow, [](FlowEditor &editor) {
        editor.removeNode("answer");
        EXPECT_THROW(editor.requireSound(), Error); // the output still refers to it
        EXPECT_EQ(editor.edit().label, "Delete answer");
    });
    EXPECT_EQ(without.find("name: answer"), std::string::npos);
    EXPECT_NE(without.find("node_variants:\r\n  fetch:"), std::string::npos);
    EXPECT_NE(refusal(kFlow,
                      [&](FlowEditor &editor) { editor.addNodes("- name: new\n- name: fetch\n"); })
                  .find("already"),
              std::string::npos);
}

TEST_F(FlowEditorTest, renamesAPromptysInputInItsPrompt)
{
    const std::string text = "---\nname: Ask\ninputs:\n  question:\n    type: string # "
                             "it\nsample:\n  question: why\n---\n"
                             "system:\n{{question}} question {{ question }}\n";
    const FlowDocument flow = document(text, FlowKind::Prompty);
    FlowEditor made(flow);
    made.renameInput("question", "q");
    made.set("model.api", "chat");
    EXPECT_EQ(made.text(),
              "---\nname: Ask\ninputs:\n  q:\n    type: string # it\nsample:\n  q: why\nmodel:\n  "
              "api: chat\n---\n"
              "system:\n{{q}} question {{ q }}\n");
    std::string again = text;
    const FolderEdit edit = made.edit();
    EXPECT_EQ(edit.label, "Edit ask.prompty");
    const TextEdits back = edit.files.at(kFolder / "ask.prompty").applyTo(again);
    EXPECT_EQ(again, made.text());
    back.applyTo(again);
    EXPECT_EQ(again, text);
}

TEST_F(FlowEditorTest, followsAliasesOnceAndRefusesToWriteThroughThem)
{
    const std::string text
        = "nodes:\n- name: a\n  type: python\n  inputs: &shared\n    x: ${b.output}\n"
          "- name: c\n  type: python\n  inputs: *shared\n- name: b\n  type: python\n";
    EXPECT_EQ(edited(text, [](FlowEditor &editor) { editor.renameNode("b", "d"); }),
              replaced(replaced(text, "${b.", "${d."), "name: b", "name: d"));
    EXPECT_NE(refusal(text, [](FlowEditor &editor) { editor.connect("c", "x", "b"); })
                  .find("alias *shared"),
              std::string::npos);
}

TEST_F(FlowEditorTest, saysWhatIsWrongWithATextThatIsNoTree)
{
    const FlowDocument flow = document("nodes: [\n");
    EXPECT_THROW(editor(flow), Error);
}

TEST_F(FlowEditorTest, makesListsWhereAFlowHasLists)
{
    const std::string text = "inputs: {}\noutputs: {}\nnodes:\n- name: a\n  type: python\n";
    const auto include = [](FlowEditor &editor) {
        editor.set("additional_includes.0", Value("../shared"));
    };
    EXPECT_EQ(edited(text, include), "additional_includes:\n- ../shared\n" + text);
    EXPECT_EQ(edited("additional_includes:\n" + text, include),
              "additional_includes:\n- ../shared\n" + text);
    EXPECT_EQ(refusal(text,
                      [](FlowEditor &editor) {
                          editor.set("additional_includes.1", Value("../shared"));
                      }),
              "additional_includes has no item 1.");
    EXPECT_EQ(refusal(text, [](FlowEditor &editor) { editor.set("nodes.3", Value(Dict())); }),
              "nodes has no item 3.");
    // Elsewhere a number is a name like another.
    EXPECT_EQ(edited(text, [](FlowEditor &editor) { editor.set("inputs.0.type", Value("int")); }),
              "inputs:\n  '0':\n    type: int\n" + text.substr(text.find("outputs")));
}

/// A folder on the disk, with others beside it.
class FlowEditorFolders : public testing::Test
{
protected:
    FlowEditorFolders()
    {
        for (const std::string name : {"one", "two"})
            m_folder.write(name + "/flow.dag.yaml",
                           "inputs: {}\noutputs: {}\nadditional_includes:\n- ../shared/" + name
                               + ".jinja2\nnodes:\n- name: fetch\n  type: python\n"
                                 "  source: {type: code, path: fetch.py}\n- name: say\n"
                                 "  type: prompt\n  source: {type: code, path: "
                               + name + ".jinja2}\n  inputs:\n    fetch: ${fetch.output}\n");
        m_folder.write("shared/one.jinja2", "{{ fetch }}\n");
        m_folder.write("shared/two.jinja2", "{{ fetch }}\n");
    }
    FlowDocument load(const std::string &flow) const
    {
        return FlowDocument::load(locateFlow(m_folder.path() / flow));
    }
    std::string refusal(const FlowDocument &document, Trust trust = Trust::Trusted) const
    {
        FlowEditor editor(document, {}, trust);
        try {
            editor.renameNodeInput("say", "fetch", "found");
        } catch (const Error &error) {
            EXPECT_TRUE(editor.edit().isEmpty());
            return error.message();
        }
        return "no refusal";
    }

    const test::TemporaryFolder m_folder;
};

TEST_F(FlowEditorFolders, renameInATemplateThatIsIncluded)
{
    const FlowDocument document = load("one");
    FlowEditor editor(document);
    editor.renameNode("fetch", "find");
    const FolderEdit edit = editor.edit();
    const fs::path file = m_folder.path() / "shared/one.jinja2";
    ASSERT_TRUE(edit.files.contains(file));
    std::string text = m_folder.read("shared/one.jinja2");
    edit.files.at(file).applyTo(text);
    EXPECT_EQ(text, "{{ find }}\n");
}

TEST_F(FlowEditorFolders, nameTheFlowWhoseTemplateItIsToo)
{
    m_folder.write("two/flow.dag.yaml",
                   "inputs: {}\noutputs: {}\nadditional_includes: [../shared/one.jinja2]\nnodes:\n"
                   "- {name: tell, type: prompt, source: {type: code, path: one.jinja2}}\n");
    const std::string shared = (m_folder.path() / "shared/one.jinja2").string();
    const std::string other = (m_folder.path() / "two/flow.dag.yaml").string();
    EXPECT_EQ(refusal(load("one")),
              "The input 'fetch' of the node 'say' can't be renamed: its template " + shared
                  + " is that of the node 'tell' of " + other + " too.");
    // A node's own name is another's business only as far as its references go.
    const FlowDocument document = load("one");
    FlowEditor editor(document);
    editor.renameNode("fetch", "find");
    EXPECT_EQ(editor.edit().files.size(), 1U);
    EXPECT_NE(editor.text().find("    fetch: ${find.output}"), std::string::npos);
}

TEST_F(FlowEditorFolders, ofRestrictedFoldersTakeNothingFromOutside)
{
    EXPECT_NE(refusal(load("one"), Trust::Restricted).find("can't be read"), std::string::npos);
}

} // namespace

} // namespace postern::flow
