// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowdocument.h"
#include "engine/tool/tooltable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

using namespace postern;
using namespace postern::tool;

namespace {

flow::Node nodeOf(const std::string &fields)
{
    const flow::FlowLocation location{"/flow", "/flow/flow.dag.yaml", flow::FlowKind::Dag};
    const std::string text = "inputs: {}\noutputs: {}\nnodes:\n- {name: n, " + fields + "}\n";
    return flow::FlowDocument::fromText(location, text).flow().nodes.at(0);
}

flow::Node packageNode(const std::string &id)
{
    return nodeOf("type: python, source: {type: package, tool: " + id + "}");
}

ToolKind builtInKind(const flow::Node &node)
{
    return ToolTable::builtIn().kindOf(node);
}

} // namespace

TEST(ToolTable, namesEveryToolOnceByItsIdAndByThoseBefore)
{
    std::set<std::string> ids;
    for (const ToolDescriptor &tool : ToolTable::builtIn().all()) {
        EXPECT_TRUE(ids.insert(tool.id()).second) << tool.id();
        if (!tool.isPackage())
            continue;
        EXPECT_EQ(ToolTable::builtIn().findPackage(tool.id()), &tool);
        EXPECT_TRUE(tool.make) << tool.id();
        EXPECT_TRUE(ToolTable::builtIn().hasPromptflowModule(tool.module)) << tool.id();
        for (const std::string &former : tool.formerIds) {
            EXPECT_TRUE(ids.insert(former).second) << former;
            EXPECT_EQ(ToolTable::builtIn().findPackage(former), &tool);
        }
    }
    EXPECT_TRUE(ids.contains("llm"));
    EXPECT_TRUE(ids.contains("python"));
    EXPECT_EQ(ToolTable::builtIn().findPackage("llm"), nullptr);
}

TEST(ToolTable, findsWhatRunsANode)
{
    const ToolTable &table = ToolTable::builtIn();
    EXPECT_EQ(table.find(nodeOf("type: prompt, source: {type: code, path: p}"))->id(), "prompt");
    EXPECT_FALSE(table.find(nodeOf("type: python, source: {type: code, path: p.py}"))->make);
    EXPECT_EQ(table.find(packageNode("promptflow.tools.embedding.embedding"))->kind,
              ToolKind::Embedding);
    EXPECT_EQ(table.find(packageNode("somebody.else.does")), nullptr);
    EXPECT_EQ(table.find(nodeOf("type: csharp")), nullptr);
    // A package's tool under the wrong type isn't taken for it.
    EXPECT_EQ(table.find(nodeOf("type: custom_llm, source: {type: package, tool: "
                                "promptflow.tools.llm.llm, path: p}")),
              nullptr);
}

TEST(ToolTable, tellsTheKindOfToolsThatAreNotHereByTheirIds)
{
    EXPECT_EQ(builtInKind(packageNode("promptflow.tools.azure_content_safety.analyze_text")),
              ToolKind::Package);
    EXPECT_EQ(builtInKind(packageNode("mine.search_documents.ask")), ToolKind::Search);
    EXPECT_EQ(builtInKind(packageNode("mine.embedding_of.text")), ToolKind::Embedding);
    EXPECT_EQ(builtInKind(packageNode("mine.translate.text")), ToolKind::Package);
    EXPECT_EQ(builtInKind(packageNode("embeddingstore.tool.vector_index.search")), ToolKind::Search);
    EXPECT_EQ(builtInKind(nodeOf("type: custom_llm, source: {type: package_with_prompt, "
                                 "tool: mine.search.ask, path: p}")),
              ToolKind::Llm);
    EXPECT_EQ(builtInKind(nodeOf("type: python")), ToolKind::Python);
}

TEST(ToolTable, listsManifestsAsPackagesDo)
{
    const Dict manifests = ToolTable::builtIn().manifests();
    const Value *search = manifests.find(
        std::string_view("promptflow.tools.serpapi.SerpAPI.search"));
    ASSERT_NE(search, nullptr);
    EXPECT_EQ(*search->find("class_name"), Value("SerpAPI"));
    EXPECT_EQ(*search->find("inputs")->find("connection")->find("type"),
              Value(List{"SerpConnection"}));
    const Value *safety = manifests.find(
        std::string_view("promptflow.tools.azure_content_safety.analyze_text"));
    ASSERT_NE(safety, nullptr);
    EXPECT_EQ(safety->find("class_name"), nullptr);
    EXPECT_EQ(safety->find("deprecated_tools")->asList().size(), 1U);
    EXPECT_FALSE(manifests.contains("python"));
}

TEST(ToolTable, knowsTheModulesOfThePackageWithAndWithoutTools)
{
    ToolTable table = ToolTable::builtIn();
    EXPECT_TRUE(table.hasPromptflowModule("promptflow.tools.serpapi"));
    EXPECT_TRUE(table.hasPromptflowModule("promptflow.tools.aoai"));
    EXPECT_FALSE(table.hasPromptflowModule("promptflow.tools.serpapi.SerpAPI"));
    EXPECT_FALSE(table.hasPromptflowModule("promptflow.tools"));
    EXPECT_FALSE(table.hasPromptflowModule("mine.serpapi"));
    EXPECT_FALSE(table.hasPromptflowModule("promptflow.tools.mine"));
    ToolDescriptor mine;
    mine.module = "promptflow.tools.mine";
    table.add(mine);
    EXPECT_TRUE(table.hasPromptflowModule("promptflow.tools.mine"));
}
