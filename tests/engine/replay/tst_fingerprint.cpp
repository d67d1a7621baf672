// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/fingerprint.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <string>

namespace postern::replay {

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char *kFlow = R"(inputs:
  x: {type: string}
environment:
  python_requirements_txt: requirements.txt
additional_includes:
- ../shared/tools.py
- ../shared/pack
nodes:
- name: ask
  type: llm
  source: {type: code, path: ask.jinja2}
  inputs: {deployment_name: gpt, temperature: 0, q: '${inputs.x}'}
  connection: c
  api: chat
  use_variants: false
- {name: work, type: python, source: {type: code, path: work.py}, inputs: {x: '${inputs.x}', k: 1}}
- {name: search, type: python, source: {type: package, tool: promptflow.tools.serpapi.SerpAPI.search}, inputs: {query: a}}
)";

class FingerprintsOf : public run::FlowFolder
{
protected:
    FingerprintsOf()
    {
        write("flow/flow.dag.yaml", kFlow);
        write("flow/ask.jinja2", "user:\n{{q}}\n");
        write("flow/work.py",
              "from tools import t\nimport pack.deep\nfrom own import o\ndef work(x, k):\n    "
              "return t(x)\n");
        write("flow/own.py", "o = 1\n");
        write("flow/unused.py", "u = 1\n");
        write("shared/tools.py", "def t(x):\n    return x\n");
        write("shared/pack/__init__.py", "");
        write("shared/pack/deep.py", "d = 1\n");
    }

    run::RunSpec spec() const
    {
        run::RunSpec made = specOf("flow");
        connection::Connection connection;
        connection.name = "c";
        connection.type = "azure_open_ai";
        connection.configs["api_base"] = m_base;
        connection.secrets["api_key"] = m_key;
        made.connections.add(connection);
        return made;
    }

    std::string hash(const std::string &node) const { return fingerprintsOf(spec()).at(node).hash; }

    std::vector<std::string> doubts(const std::string &node) const
    {
        std::vector<std::string> told;
        const Fingerprints fingerprints = fingerprintsOf(spec());
        for (const Message &doubt : fingerprints.at(node).doubts)
            told.push_back(doubt.english());
        return told;
    }

    /// Whether the node's hash is another after the change.
    template<typename Change>
    bool isChanged(const std::string &node, Change change)
    {
        const std::string before = hash(node);
        change();
        return hash(node) != before;
    }

    std::string m_base = "https://one.example";
    std::string m_key = "one-secret";
};

TEST_F(FingerprintsOf, nodesAreTheSameTwice)
{
    EXPECT_EQ(hash("ask"), hash("ask"));
    EXPECT_NE(hash("ask"), hash("work"));
    EXPECT_THAT(doubts("ask"), IsEmpty());
    EXPECT_THAT(doubts("work"), IsEmpty());
}

TEST_F(FingerprintsOf, codeHaveAllThatItImportsFromTheFolder)
{
    EXPECT_TRUE(isChanged("work", [this] { write("flow/own.py", "o = 2\n"); }));
    EXPECT_TRUE(
        isChanged("work", [this] { write("shared/tools.py", "def t(x):\n    return 2\n"); }));
    EXPECT_TRUE(isChanged("work", [this] { write("shared/pack/deep.py", "d = 2\n"); }));
    EXPECT_TRUE(isChanged("work", [this] { write("shared/pack/__init__.py", "x = 1\n"); }));
    EXPECT_FALSE(isChanged("work", [this] { write("flow/unused.py", "u = 2\n"); }));
    EXPECT_FALSE(isChanged("ask", [this] { write("flow/own.py", "o = 3\n"); }));
}

TEST_F(FingerprintsOf, modelsHaveTemplateParametersAndConnection)
{
    EXPECT_TRUE(isChanged("ask", [this] { write("flow/ask.jinja2", "user:\nx {{q}}\n"); }));
    EXPECT_TRUE(isChanged("ask", [this] { m_base = "https://two.example"; }));
    EXPECT_FALSE(isChanged("ask", [this] { m_key = "another-secret"; })); // it answers the same
    EXPECT_TRUE(isChanged("ask", [this] {
        std::string flow = kFlow;
        flow.replace(flow.find("temperature: 0"), 14, "temperature: 1");
        write("flow/flow.dag.yaml", flow);
    }));
    run::RunSpec variables = spec();
    variables.environment = {{"A", "b"}};
    EXPECT_NE(fingerprintsOf(variables).at("ask").hash, hash("ask"));
    run::RunSpec network = spec();
    network.simulate = false;
    EXPECT_NE(fingerprintsOf(network).at("ask").hash, hash("ask"));
}

TEST_F(FingerprintsOf, codeSayWhatIsDoubted)
{
    EXPECT_THAT(doubts("search"), Contains(HasSubstr("it asks a service")));
    write("flow/own.py", "import requests\no = 1\n");
    EXPECT_THAT(doubts("work"), Contains(HasSubstr("it imports 'requests'")));
    write("flow/own.py", "# postern: repeatable\nimport requests\no = 1\n");
    EXPECT_THAT(doubts("work"), IsEmpty());
    write("flow/own.py", "# postern: not repeatable\no = 1\n");
    EXPECT_THAT(doubts("work"), Contains(HasSubstr("'own.py' says that it isn't repeatable")));
    std::filesystem::remove(m_root / "flow/work.py");
    EXPECT_THAT(doubts("work"), Contains(HasSubstr("'work.py' can't be read")));
    std::filesystem::remove(m_root / "flow/ask.jinja2");
    EXPECT_THAT(doubts("ask"), Contains(HasSubstr("template can't be read")));
}

TEST_F(FingerprintsOf, importsThatGoInCirclesEnd)
{
    write("flow/own.py", "import work\nfrom . import own\no = 1\n");
    EXPECT_FALSE(hash("work").empty());
}

TEST_F(FingerprintsOf, otherKindsOfFlowsThereAreNone)
{
    write("p/p.prompty",
          "---\nname: p\nmodel:\n  api: chat\n  configuration: {type: "
          "azure_openai}\n---\nuser:\nx\n");
    EXPECT_THAT(fingerprintsOf(specOf("p/p.prompty")), IsEmpty());
}

} // namespace

} // namespace postern::replay
