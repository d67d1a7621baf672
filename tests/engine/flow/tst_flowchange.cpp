// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowchange.h"
#include "engine/flow/flowdocument.h"

#include <gtest/gtest.h>

#include <string>

using namespace postern;
using namespace postern::flow;

namespace {

const std::string kFlow
    = "# a flow\n"
      "inputs:\n  who: {type: string}\n"
      "outputs:\n  text: {type: string, reference: '${tell.output}'}\n"
      "nodes:\n"
      "- name: ask\n  type: prompt\n  source: {type: code, path: ask.jinja2}\n"
      "  inputs:\n    who: ${inputs.who}\n"
      "- name: tell\n  type: python\n  source: {type: code, path: tell.py}\n"
      "  inputs:\n    text: ${ask.output}\n"
      "node_variants:\n  ask:\n    default_variant_id: v0\n    variants:\n"
      "      v0:\n        node: {type: prompt, source: {type: code, path: a.jinja2}}\n";

FlowDocument documentOf(const std::string &text)
{
    return FlowDocument::fromText({"/flow", "/flow/flow.dag.yaml", FlowKind::Dag}, text);
}

FlowChange changed(const std::string &before, const std::string &after)
{
    return changeBetween(documentOf(before).flow(), before, documentOf(after).flow(), after);
}

/// What an edit of the flow is.
FlowChange edited(const std::string &from, const std::string &to)
{
    std::string text = kFlow;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed(kFlow, text.replace(at, from.size(), to));
}

} // namespace

TEST(FlowChanges, ofCommentsAndPlacesAreNone)
{
    EXPECT_TRUE(changed(kFlow, kFlow).isEmpty());
    EXPECT_TRUE(edited("# a flow", "# another flow\n\n").isEmpty());
    EXPECT_TRUE(edited("nodes:", "\n# all that is done\nnodes:").isEmpty());
}

TEST(FlowChanges, nameTheNodesWhoseLinesAreOthers)
{
    const FlowChange change = edited("path: tell.py", "path: say.py");
    EXPECT_EQ(change.nodes, std::set<std::string>{"tell"});
    EXPECT_TRUE(change.isOfGraph());
    EXPECT_TRUE(change.concerns("tell"));
    EXPECT_FALSE(change.concerns("ask"));
    EXPECT_FALSE(change.order || change.ports || change.variants || change.settings);
}

TEST(FlowChanges, ofTheOrderConcernAllNodes)
{
    for (const FlowChange &change :
         {edited("name: tell\n", "name: say\n"),
          edited("node_variants:", "- name: more\n  type: python\nnode_variants:")}) {
        EXPECT_TRUE(change.order);
        EXPECT_TRUE(change.concerns("ask"));
        EXPECT_FALSE(change.ports || change.variants);
    }
}

TEST(FlowChanges, tellPortsVariantsAndSettingsApart)
{
    const FlowChange ports = edited("who: {type: string}", "who: {type: int}");
    EXPECT_TRUE(ports.ports);
    EXPECT_FALSE(ports.concerns("ask"));
    EXPECT_TRUE(edited("outputs:\n  text: {type: string,", "outputs:\n  text: {type: list,").ports);
    const FlowChange variants = edited("path: a.jinja2", "path: b.jinja2");
    EXPECT_TRUE(variants.variants);
    EXPECT_TRUE(variants.nodes.empty());
    const FlowChange settings = edited("outputs:", "additional_includes: [../x]\noutputs:");
    EXPECT_TRUE(settings.settings);
    EXPECT_FALSE(settings.isOfGraph());
}

TEST(FlowChanges, areOfEverythingWhereOneEntryMaySpeakForAnother)
{
    const std::string before = "inputs: {}\noutputs: {}\nnodes:\n"
                               "- {name: a, type: python, inputs: &x {k: 1}}\n"
                               "- {name: b, type: python, inputs: *x}\n";
    std::string after = before;
    after.replace(after.find("k: 1"), 4, "k: 2");
    EXPECT_TRUE(changed(before, after).concerns("b"));
}

TEST(FlowChanges, addUp)
{
    FlowChange change = edited("path: tell.py", "path: say.py");
    change.add(edited("who: {type: string}", "who: {type: int}"));
    EXPECT_TRUE(change.ports);
    EXPECT_TRUE(change.concerns("tell"));
    change.add(FlowChange::everything());
    EXPECT_TRUE(change.concerns("ask"));
}
