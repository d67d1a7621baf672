// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Whatever the edits, a document says what a fresh one over the same text says.

#include "engine/base/pyrepr.h"
#include "engine/flow/flowdocument.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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

} // namespace

} // namespace postern::flow
