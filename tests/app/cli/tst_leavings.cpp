// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

using namespace postern;
using testing::HasSubstr;

namespace {

/// Flows as they were left by portals and tools that are gone.
class Leavings : public test::CommandTest
{
protected:
    /// A lookup by such a tool, and a node that works with what it finds.
    void writeLookup(const std::string &tool) const
    {
        write("flow/flow.dag.yaml",
              "inputs:\n  q: {type: string, default: What is a gate?}\n"
              "outputs:\n  found: {type: list, reference: '${use.output}'}\n"
              "nodes:\n- name: look\n  type: python\n  source:\n    type: package\n    tool: "
                  + tool
                  + "\n  inputs: {queries: '${inputs.q}', top_k: 2, mlindex_content: x}\n"
                    "- name: use\n  type: python\n  source: {type: code, path: use.py}\n"
                    "  inputs: {found: '${look.output}'}\n");
        write("flow/use.py",
              "from promptflow.core import tool\n\n@tool\ndef use(found: list):\n"
              "    return [item['text'] for item in found]\n");
    }

    test::CommandResult test(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"flow", "test", "--flow", "flow"};
        words.insert(words.end(), more.begin(), more.end());
        return run(std::move(words));
    }
};

} // namespace

TEST_F(Leavings, aRetiredLookupGivesMadeUpPassagesInASimulatedRun)
{
    for (const char *tool : {"promptflow_vectordb.tool.common_index_lookup.search",
                             "promptflow_vectordb.tool.faiss_index_lookup.FaissIndexLookup.search",
                             "embeddingstore.tool.vector_db_lookup.search"}) {
        writeLookup(tool);
        const test::CommandResult result = test({"--simulate"});
        ASSERT_EQ(result.exitCode, 0) << result.error;
        const List found = result.json().find("found")->asList();
        ASSERT_EQ(found.size(), 2U);
        EXPECT_THAT(found.front().asString(), HasSubstr("What is a gate?"));
    }
}

TEST_F(Leavings, aRetiredToolIsNamedWithItsSuccessorAndItsPlace)
{
    writeLookup("promptflow_vectordb.tool.common_index_lookup.search");
    const test::CommandResult result = test();
    EXPECT_EQ(result.exitCode, 1) << result.error;
    EXPECT_THAT(result.error, HasSubstr("flow.dag.yaml:10:11: "));
    EXPECT_THAT(result.error, HasSubstr("Index Lookup"));
    EXPECT_THAT(result.error, HasSubstr("azure-search-documents"));
    EXPECT_THAT(result.error, HasSubstr("--answers look="));
    EXPECT_THAT(run({"flow", "validate", "--source", "flow"}).error, HasSubstr("retired"));
    writeLookup("promptflow.tools.open_source_llm.OpenSourceLLM.call");
    EXPECT_THAT(test().error, HasSubstr("open_model_llm"));
    writeLookup("team_search_tools.search.find");
    EXPECT_THAT(test().error, HasSubstr("team-search-tools"));
}

TEST_F(Leavings, aNodeCanBeAnsweredWithoutItsTool)
{
    writeLookup("team_search_tools.search.find");
    EXPECT_EQ(test({"--answers", R"(look=[{"text": "mine"}])"}).json(),
              json::parse(R"({"found": ["mine"]})"));
    write("answers.json", R"({"look": [{"text": "a"}, {"text": "b"}], "use": ["c"]})");
    EXPECT_EQ(test({"--answers", "answers.json"}).json(), json::parse(R"({"found": ["c"]})"));
    EXPECT_EQ(test({"--answers", "look=[]"}).json(), json::parse(R"({"found": []})"));
    write("flow/.postern/answers.json", R"({"look": [{"text": "recorded"}], "gone": 1})");
    EXPECT_EQ(test({"--simulate"}).json(), json::parse(R"({"found": ["recorded"]})"));
    EXPECT_EQ(test({"--simulate", "--answers", "look=[]"}).json(), json::parse(R"({"found": []})"));
    write("flow/.postern/answers.json", "[]");
    EXPECT_THAT(test({"--simulate"}).error, HasSubstr(".postern/answers.json"));
    const test::CommandResult unknown = test({"--answers", "other=1"});
    EXPECT_EQ(unknown.exitCode, 2);
    EXPECT_THAT(unknown.error, HasSubstr("'other'"));
}

TEST_F(Leavings, aConnectionOfAnUnknownKindNeedsNoneWhereItsNodeIsAnswered)
{
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs:\n  o: {type: string, reference: '${look.output}'}\n"
          "nodes:\n- name: look\n  type: python\n  source: {type: code, path: look.py}\n"
          "  inputs: {connection: our_search}\n");
    write("flow/look.py",
          "from promptflow.core import tool\n"
          "from promptflow.connections import CognitiveSearchConnection\n\n@tool\n"
          "def look(connection: CognitiveSearchConnection):\n    return connection.api_base\n");
    const test::CommandResult refused = test({"--simulate"});
    EXPECT_EQ(refused.exitCode, 4) << refused.error;
    EXPECT_THAT(refused.error, HasSubstr("--answers look="));
    EXPECT_EQ(test({"--simulate", "--answers", "look=here"}).json(),
              json::parse(R"({"o": "here"})"));
}

TEST_F(Leavings, placeholdersAndCopiesOfRunsAreSaid)
{
    const std::string flow
        = "outputs:\n  o: {type: string, reference: '${ask.output}'}\nnodes:\n- name: ask\n"
          "  type: llm\n  source: {type: code, path: ask.jinja2}\n"
          "  inputs: {deployment_name: your-deployment}\n  connection: <your-connection>\n"
          "  api: chat\n";
    write(".runs/one/flow.dag.yaml", flow);
    write(".runs/one/ask.jinja2", "user:\nhi\n");
    const std::string told = run({"flow", "validate", "--source", ".runs/one"}).error;
    EXPECT_THAT(told, HasSubstr("'<your-connection>'"));
    EXPECT_THAT(told, HasSubstr("'your-deployment'"));
    EXPECT_THAT(told, HasSubstr(".runs"));
    const test::CommandResult result = run({"flow", "test", "--flow", ".runs/one"});
    EXPECT_EQ(result.exitCode, 4);
    EXPECT_THAT(result.error, HasSubstr("placeholder"));
}

TEST_F(Leavings, whatEveryRunRefusesIsFoundWithoutARun)
{
    const auto validated = [this](const std::string &type, const std::string &node) {
        write("flow/flow.dag.yaml",
              "inputs:\n  q: {type: int, default: " + std::string(type == "int" ? "many" : "1")
                  + "}\noutputs:\n  o: {type: string, reference: '${ask.output}'}\nnodes:\n"
                    "- name: ask\n  type: "
                  + (type == "int" ? "llm" : type)
                  + "\n  source: {type: code, path: ask.jinja2}\n  connection: c\n" + node);
        write("flow/ask.jinja2", "user:\n{{q}}\n");
        return run({"flow", "validate", "--source", "flow"});
    };
    const std::string inputs = "  inputs: {deployment_name: d, q: '${inputs.q}'";
    const std::string api = "  api: chat\n";
    EXPECT_EQ(validated("llm", api + inputs + "}\n").exitCode, 0);
    const std::vector<std::array<std::string, 3>> cases{
        {"llm", api + inputs + "}\n  module: promptflow.tools.none\n", "promptflow.tools.none"},
        {"llm", "  api: talk\n" + inputs + "}\n", "'talk'"},
        {"csharp", inputs + "}\n", "'csharp'"},
        {"llm", api + inputs + ", temperature: hot}\n", "'temperature'"}};
    for (const auto &[type, node, words] : cases) {
        const test::CommandResult result = validated(type, node);
        EXPECT_EQ(result.exitCode, 3) << node;
        EXPECT_THAT(result.error, HasSubstr(words));
        EXPECT_EQ(test({"--simulate"}).exitCode, 3) << node;
    }
    EXPECT_THAT(validated("int", api + inputs + "}\n").error, HasSubstr("warning: The default"));
}

TEST_F(Leavings, aPromptyOfTheSecondFormRunsWhereItCan)
{
    const std::string head = "---\nname: basic\nmodel:\n  id: gpt-4o\n  provider: azure\n"
                             "  options: {maxOutputTokens: 90}\n";
    write("p.prompty",
          head
              + "inputs:\n  - {name: who, kind: string, default: Jane}\n"
                "  - {name: q, kind: string}\n---\nuser:\n{{who}} asks {{q}}\n");
    const test::CommandResult result = run(
        {"flow", "test", "--flow", "p.prompty", "--simulate", "--inputs", "q=why"});
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_THAT(result.output, HasSubstr("Jane asks why"));
    EXPECT_THAT(run({"flow", "validate", "--source", "p.prompty"}).error,
                HasSubstr("p.prompty:3:1: warning: This is a prompty of the second form"));
    EXPECT_THAT(run({"flow", "test", "--flow", "p.prompty", "--simulate"}).error, HasSubstr("'q'"));
    write("t.prompty", head + "tools:\n  - {name: f, kind: function}\n---\nuser:\nhi\n");
    const test::CommandResult tools = run({"flow", "test", "--flow", "t.prompty", "--simulate"});
    EXPECT_EQ(tools.exitCode, 3);
    EXPECT_THAT(tools.error, HasSubstr("t.prompty:7:1: "));
    EXPECT_THAT(tools.error, HasSubstr("second form"));
    EXPECT_THAT(tools.error, HasSubstr("tools"));
}
