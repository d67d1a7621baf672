// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Whatever the edits, a document says what a fresh one over the same text says.

#include "engine/base/pyrepr.h"
#include "engine/flow/flowdocument.h"
#include "engine/yaml/document.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <random>
#include <string>

namespace postern::flow {

namespace {

const std::string kFlow
    = "# é\r\ninputs:\r\n  q: {type: string, default: \"한\"}\r\n"
      "outputs:\n  o:\n    type: string\n    reference: ${b.output.k}\n"
      "nodes:\n- name: a\n  type: prompt\n  source: {type: code, path: a.jinja2}\n"
      "  inputs: &shared\n    q: ${inputs.q}\n"
      "- name: b\n  type: python\n  source:\n    type: code\n    path: b.py\n"
      "  inputs: *shared\n  activate: {when: '${a.output}', is: 1}\n  use_variants: true\n"
      "node_variants:\n  b:\n    default_variant_id: v\n    variants:\n"
      "      v: {node: {type: python, source: {type: code, path: v.py}}}\n"
      "additional_includes: [../x]\nenvironment_variables: {A: |- }\n";

TextEdit randomEdit(std::mt19937 &random, const std::string &text)
{
    static constexpr std::string_view kPieces[] = {"\n",
                                                   "- name: x\n",
                                                   "  ",
                                                   ":",
                                                   "${a}",
                                                   "[",
                                                   "}",
                                                   "'",
                                                   "\t",
                                                   "nodes:",
                                                   "&a ",
                                                   "*a",
                                                   "\xFF",
                                                   "가",
                                                   "|",
                                                   "# ",
                                                   "\r",
                                                   "~"};
    TextEdit edit;
    edit.offset = random() % (text.size() + 1);
    edit.removed = random() % 3 == 0
                       ? random() % (std::min<std::size_t>(text.size() - edit.offset, 20) + 1)
                       : 0;
    if (random() % 4 != 0)
        edit.inserted = kPieces[random() % std::size(kPieces)];
    return edit;
}

/// What a document says, for comparison.
std::string summary(const FlowDocument &document)
{
    std::string result = document.isCurrent() ? py::repr(document.flow().raw) : "broken";
    for (const Diagnostic &diagnostic : document.diagnostics())
        result += "\n" + diagnostic.code + " " + std::to_string(diagnostic.offset) + "+"
                  + std::to_string(diagnostic.length) + " " + toString(diagnostic.place);
    return result;
}

RC_GTEST_PROP(Edits, giveWhatAFreshParseGives, (unsigned seed))
{
    std::mt19937 random(seed);
    const FlowLocation location{"/flow", "/flow/flow.dag.yaml", FlowKind::Dag};
    FlowDocument document = FlowDocument::fromText(location, kFlow);
    std::vector<TextEdit> back;
    for (int i = 0; i < 6; ++i) {
        back.push_back(document.apply(randomEdit(random, document.text())));
        const FlowDocument fresh = FlowDocument::fromText(location, document.text());
        RC_ASSERT(summary(fresh) == summary(document));
        RC_ASSERT(document.isCurrent() || !document.diagnostics().empty());
        for (const Diagnostic &diagnostic : validate(document, Trust::Restricted))
            RC_ASSERT(diagnostic.offset + diagnostic.length <= document.text().size());
    }
    for (auto edit = back.rbegin(); edit != back.rend(); ++edit)
        document.apply(*edit);
    RC_ASSERT(document.text() == kFlow);
}

/// What a tree is, with all its places.
void describe(const yaml::Node &node, std::string &out)
{
    out += std::to_string(static_cast<int>(node.kind)) + "/"
           + std::to_string(static_cast<int>(node.style)) + " " + std::to_string(node.start) + " "
           + std::to_string(node.span.begin) + "-" + std::to_string(node.span.end) + " "
           + std::to_string(node.height) + " " + node.text + "\n";
    for (const yaml::Node *child : node.children)
        describe(*child, out);
}

std::string description(const FlowDocument &document)
{
    std::string out;
    if (document.tree() && document.tree()->root() != nullptr)
        describe(*document.tree()->root(), out);
    for (std::size_t at = 0; document.tree() && at <= document.text().size(); ++at)
        out += toString(document.tree()->place(at)) + " ";
    return out;
}

RC_GTEST_PROP(Edits, withinANodeLeaveTheTreeOfAFreshParse, (unsigned seed))
{
    std::mt19937 random(seed);
    std::string text = "inputs:\n  q: {type: string}\n";
    const std::string pad(random() % 3, ' ');
    const bool isMiddle = random() % 2 == 0;
    text += "nodes:\n";
    for (int i = 0; i < 4; ++i)
        text += pad + "- name: n" + std::to_string(i) + " # é\n" + pad + "  type: python\n" + pad
                + "  inputs:\n" + pad + "    text: |\n" + pad + "      of lines\n\n" + pad
                + "    q: ${inputs.q}\n" + pad + "    e:\n" + (random() % 3 == 0 ? "\n" : "");
    if (isMiddle)
        text += "# outputs\noutputs:\n  o: {type: string, reference: '${n1.output}'}\n";
    if (random() % 3 == 0) {
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
            text.insert(at, 1, '\r');
    }
    const FlowLocation location{"/flow", "/flow/flow.dag.yaml", FlowKind::Dag};
    FlowDocument document = FlowDocument::fromText(location, text);
    for (int i = 0; i < 8; ++i) {
        // What someone looks at stays as it is; what nobody does is changed in place.
        std::optional<FlowDocument> before;
        if (random() % 2 == 0)
            before = document;
        const std::string described = before ? description(*before) : std::string();
        TextEdit edit = randomEdit(random, document.text());
        const std::size_t nodes = document.text().find("nodes:");
        if (nodes != std::string::npos && random() % 4 != 0)
            edit.offset = std::min(document.text().size() - edit.removed,
                                   nodes + 9 + random() % 300);
        document.apply(edit);
        const FlowDocument fresh = FlowDocument::fromText(location, document.text());
        RC_LOG() << document.text();
        RC_ASSERT(description(document) == description(fresh));
        RC_ASSERT(summary(document) == summary(fresh));
        if (before)
            RC_ASSERT(description(*before) == described);
    }
}

TEST(Edits, withinANodeReadThatNodeAlone)
{
    std::string text
        = "inputs: {}\nnodes:\n- name: a\n  inputs:\n    x: 1\n- name: b\n  type: llm\n";
    yaml::Document tree = yaml::Document::parse(text);
    const yaml::Node *const other = tree.root()->find("nodes")->children[0];
    const TextEdit longer{text.find("llm"), 3, "python\n  inputs: {y: 2}"};
    postern::apply(text, longer);
    EXPECT_TRUE(tree.follow(text, longer));
    EXPECT_EQ(tree.root()->find("nodes")->children[0], other);
    EXPECT_EQ(tree.root()->find("nodes")->children[1]->find("inputs")->find("y")->text, "2");
    // What may change more than the node isn't followed.
    for (const TextEdit &edit : {TextEdit{0, 0, " "},
                                 TextEdit{text.find("name: b"), 0, "&x "},
                                 TextEdit{text.find("type"), 0, "\nother:\n"},
                                 TextEdit{text.find("- name: b"), 2, ""},
                                 TextEdit{text.find("x: 1"), 4, "'"},
                                 TextEdit{text.find("x: 1") + 4, 0, "\n    y:# "}, // no colon
                                 TextEdit{text.find("x: 1"), 0, "- name: c\n  - "}}) {
        std::string changed = text;
        postern::apply(changed, edit);
        EXPECT_FALSE(tree.follow(changed, edit)) << changed;
    }
}

} // namespace

} // namespace postern::flow
