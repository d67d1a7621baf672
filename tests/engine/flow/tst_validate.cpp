// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/flow/flowdocument.h"
#include "engine/flow/includes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;
using testing::Contains;

/// A folder of its own below the system's temporary one, removed at the end.
class Folder
{
public:
    Folder()
    {
        static int count = 0;
        m_path = fs::temp_directory_path()
                 / ("postern-validate-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        fs::create_directories(m_path / "flow");
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;

    fs::path flow() const { return m_path / "flow"; }
    void write(const std::string &name, const std::string &text) const
    {
        fs::create_directories((flow() / name).parent_path());
        std::ofstream(flow() / name, std::ios::binary) << text;
    }
    std::vector<Diagnostic> validate(Trust trust = Trust::Trusted) const
    {
        return flow::validate(FlowDocument::load(locateFlow(flow())), trust);
    }
    std::vector<std::string> codes(Trust trust = Trust::Trusted) const
    {
        std::vector<std::string> result;
        for (const Diagnostic &diagnostic : validate(trust))
            result.push_back(diagnostic.code + "@" + toString(diagnostic.place));
        return result;
    }

private:
    fs::path m_path;
};

TEST(Validate, findsSyntaxErrorsOfPythonFilesWithTheirPlace)
{
    const Folder folder;
    folder.write("flow.dag.yaml",
                 "nodes:\n- name: a\n  type: python\n  source: {type: code, path: a.py}\n"
                 "- name: b\n  type: python\n  source: {type: code, path: b.py}\n");
    folder.write("a.py", "def f():\n    return 'é'\n");
    folder.write("b.py", "x = 1\ndef f(:\n    pass\n");
    EXPECT_THAT(folder.codes(Trust::Restricted), testing::ElementsAre("python-syntax@b.py:2:7"));
    folder.write("b.py", std::string("x = '\0'\n", 8));
    EXPECT_EQ(folder.codes().size(), 1U);
    folder.write("b.py", "\xFF\xFE not utf-8\n");
    EXPECT_EQ(folder.codes().size(), 1U);
    folder.write("b.py", std::string(200'000, '('));
    EXPECT_EQ(folder.codes().size(), 1U);
}

TEST(Validate, findsMissingFilesAndIncludes)
{
    const Folder folder;
    const std::string flow
        = "nodes:\n- name: a\n  type: prompt\n  source:\n    type: code\n    path: a.jinja2\n";
    folder.write("flow.dag.yaml", flow);
    EXPECT_THAT(folder.codes(), testing::ElementsAre("missing-file@flow.dag.yaml:6:11"));
    folder.write("../outside/a.jinja2", "x");
    folder.write("flow.dag.yaml", flow + "additional_includes:\n- ../outside/a.jinja2\n");
    EXPECT_TRUE(folder.codes().empty());
    EXPECT_THAT(folder.codes(Trust::Restricted),
                testing::ElementsAre("include-refused@flow.dag.yaml:8:3"));
    folder.write("flow.dag.yaml", flow + "additional_includes:\n- ../nope\n");
    const std::vector<Diagnostic> found = folder.validate();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(toString(found[1].place), "flow.dag.yaml:8:3");
    EXPECT_EQ(found[1].promptflow->message, "Unable to find additional include ../nope");
}

TEST(Validate, tellsTheFirstOfManyUnknownKeys)
{
    const Folder folder;
    std::string flow = "inputs: {}\noutputs: {}\nnodes: []\n";
    for (int i = 0; i < 20'000; ++i)
        flow += "k" + std::to_string(i) + ": 1\n";
    folder.write("flow.dag.yaml", flow);
    EXPECT_EQ(folder.validate().size(), 101U);
}

TEST(Validate, listsSomeHundredProblemsAndHowManyMoreThereAre)
{
    std::string nodes = "inputs: {}\noutputs: {}\nnodes:\n";
    std::string keys = "inputs:\n";
    std::string types = keys;
    for (int i = 0; i < 20'000; ++i) {
        nodes += "- name: same\n  type: python\n  source: {type: code, path: a.py}\n";
        keys += "  same: {type: string}\n";
        types += "  i" + std::to_string(i) + ": {type: text}\n";
    }
    for (const std::string &flow : {nodes, keys, types}) {
        const Folder folder;
        folder.write("flow.dag.yaml", flow);
        const std::vector<Diagnostic> found = folder.validate();
        ASSERT_EQ(found.size(), 301U);
        EXPECT_EQ(found.back().code, "more-problems");
        EXPECT_NE(found.back().message.english().find(" more problems"), std::string::npos);
    }
}

TEST(Validate, keepsErrorsWhereItLeavesWarningsOut)
{
    std::string flow = "inputs:\n";
    for (int i = 0; i < 400; ++i)
        flow += "  i" + std::to_string(i) + ": {type: string, unknown: 1}\n";
    const Folder folder;
    folder.write("flow.dag.yaml",
                 flow + "outputs:\n  o: {type: string, reference: '${no.output}'}\nnodes: []\n");
    const std::vector<Diagnostic> found = folder.validate();
    EXPECT_TRUE(std::ranges::any_of(found, [](const Diagnostic &problem) {
        return problem.severity == Severity::Error;
    }));
}

TEST(Includes, areLaidOnceHoweverOftenTheyAreNamed)
{
    const Folder folder;
    folder.write("../lib/x.py", "");
    folder.write("../other/x.py", "");
    std::string flow = "nodes: []\nadditional_includes:\n";
    for (int i = 0; i < 5'000; ++i)
        flow += "- ../lib\n- ../other\n";
    folder.write("flow.dag.yaml", flow + "- ../lib\n");
    const FlowLocation location = locateFlow(folder.flow());
    const std::vector<Include> includes = resolveIncludes(FlowDocument::load(location).flow(),
                                                          location.folder);
    ASSERT_EQ(includes.size(), 2U);
    EXPECT_EQ(includes[1].name, "lib"); // the last one replaces the others' files
}

TEST(Includes, areFoldersFilesAndArchives)
{
    const Folder folder;
    folder.write("../lib/sub/x.py", "");
    folder.write("flow.dag.yaml",
                 "nodes: []\nadditional_includes:\n- ../lib/\n- ../lib.zip\n- ../lib/sub/x.py\n");
    const FlowLocation location = locateFlow(folder.flow());
    const std::vector<Include> includes = resolveIncludes(FlowDocument::load(location).flow(),
                                                          location.folder);
    ASSERT_EQ(includes.size(), 3U);
    EXPECT_EQ(includes[0].name, "lib");
    EXPECT_EQ(includes[1].name, "lib.zip");
    EXPECT_TRUE(includes[1].isArchive);
    EXPECT_EQ(includes[2].name, "x.py");
    EXPECT_TRUE(findSource(location.folder, includes, "lib/sub/x.py").has_value());
    EXPECT_TRUE(findSource(location.folder, includes, "x.py").has_value());
    EXPECT_FALSE(findSource(location.folder, includes, "sub/x.py").has_value());
}

TEST(Validate, reportsEveryProblemOfANode)
{
    const Folder folder;
    folder.write("flow.dag.yaml",
                 "inputs:\n  q: {type: strin, is_chat_input: true}\nnodes:\n"
                 "- name: a\n  type: llm\n  source: {type: package, tool: x}\n"
                 "- name: b\n  type: pyton\n  source: {type: package, tool: x}\n  inputs: {x: "
                 "'${a.output[0]}'}\n"
                 "- name: c\n  source: {type: package, tool: x}\n  inptus: {}\n"
                 "  activate: {when: '${inputs.w}', is: 1}\n"
                 "- name: d\n  type: python\n  activate: {when: 1}\n"
                 "- name: e\n  use_variants: true\n");
    const std::vector<std::string> codes = folder.codes();
    for (const char *code : {"unknown-type@flow.dag.yaml:2:13",
                             "chat-flow@flow.dag.yaml:2:3",
                             "missing-connection@flow.dag.yaml:4:3",
                             "missing-api@flow.dag.yaml:4:3",
                             "unknown-node-type@flow.dag.yaml:8:9",
                             "unsupported-reference@flow.dag.yaml:10:15",
                             "missing-type@flow.dag.yaml:11:3",
                             "unknown-key@flow.dag.yaml:13:3",
                             "unknown-input@flow.dag.yaml:14:20",
                             "variant@flow.dag.yaml:18:3",
                             "missing-source@flow.dag.yaml:15:3",
                             "incomplete-activate@flow.dag.yaml:17:3"})
        EXPECT_THAT(codes, Contains(code));
}

TEST(Locate, followsPromptFlowsRules)
{
    const Folder folder;
    const auto message = [&](const fs::path &path) -> std::string {
        try {
            locateFlow(path);
        } catch (const Error &error) {
            return error.promptflow()->message;
        }
        return "none";
    };
    EXPECT_EQ(message(folder.flow()),
              "Have found neither flow.dag.yaml nor flow.flex.yaml in " + folder.flow().string());
    folder.write("flow.flex.yaml", "entry: a:b\n");
    EXPECT_EQ(locateFlow(folder.flow()).kind, FlowKind::Flex);
    folder.write("flow.dag.yaml", "nodes: []\n");
    EXPECT_EQ(message(folder.flow()),
              "Multiple files flow.dag.yaml, flow.flex.yaml exist in " + folder.flow().string()
                  + ". Please specify a file or remove the extra YAML file.");
    folder.write("a.prompty", "---\nname: x\n---\nsystem:\n");
    EXPECT_EQ(locateFlow(folder.flow() / "a.prompty").kind, FlowKind::Prompty);
    EXPECT_NE(message(folder.flow() / "no.yaml"), "none");
    folder.write("a.txt", "");
    EXPECT_EQ(message(folder.flow() / "a.txt"),
              "The flow file suffix must be yaml, yml or prompty; cannot be .txt");
}

TEST(Locate, namesThePromptiesOfAFolderWithoutAFlow)
{
    const Folder folder;
    const auto hint = [&]() -> std::string {
        try {
            locateFlow(folder.flow());
        } catch (const Error &error) {
            return error.hint();
        }
        return "none";
    };
    EXPECT_EQ(hint(), "Add a flow.dag.yaml, or name the folder of a flow.");
    folder.write("b.prompty", "---\nname: x\n---\nsystem:\n");
    folder.write("a.prompty", "---\nname: x\n---\nsystem:\n");
    EXPECT_EQ(hint(), "Name one of its prompties: a.prompty, b.prompty.");
    for (const char *name : {"c.prompty", "d.prompty", "e.prompty", "f.prompty"})
        folder.write(name, "");
    EXPECT_THAT(hint(), testing::EndsWith("e.prompty, ..."));
}

TEST(Validate, namesTheNodeOfAVariantThatNamesNone)
{
    const Folder folder;
    folder.write("ask.jinja2", "{{ text }}");
    folder.write("flow.dag.yaml",
                 "nodes:\n"
                 "- {name: ask, use_variants: true}\n"
                 "node_variants:\n"
                 "  ask:\n"
                 "    default_variant_id: v0\n"
                 "    variants:\n"
                 "      v0:\n"
                 "        node: {type: prompt, source: {type: code, path: ask.jinja2}}\n"
                 "      v1:\n"
                 "        node: {type: promt, activate: {when: x}}\n");
    std::vector<std::string> messages;
    for (const Diagnostic &diagnostic : folder.validate())
        messages.push_back(diagnostic.message.english());
    EXPECT_THAT(messages, Contains("The node 'ask' has the unknown type 'promt'."));
    EXPECT_THAT(messages, Contains("activate of the node 'ask' needs both 'when' and 'is'."));
}

TEST(Validate, withoutPythonLooksAtAllButItsSyntax)
{
    const Folder folder;
    folder.write("broken.py", "def (:\n");
    folder.write("flow.dag.yaml",
                 "nodes:\n"
                 "- {name: a, type: python, source: {type: code, path: broken.py}}\n"
                 "- {name: b, type: python, source: {type: code, path: missing.py}}\n");
    EXPECT_THAT(folder.codes(), Contains("python-syntax@broken.py:1:5"));
    std::vector<std::string> codes;
    const FlowDocument document = FlowDocument::load(locateFlow(folder.flow()));
    for (const Diagnostic &diagnostic : validateWithoutPython(document, Trust::Trusted))
        codes.push_back(diagnostic.code);
    EXPECT_EQ(codes, std::vector<std::string>{"missing-file"});
}

TEST(Validate, findsNothingToRefuseInFlowsThatRun)
{
    std::size_t count = 0;
    for (const auto &entry :
         fs::directory_iterator(fs::path(POSTERN_SOURCE_DIR) / "tests/conformance/flows")) {
        if (!fs::exists(entry.path() / "flow/flow.dag.yaml"))
            continue;
        std::ifstream stream(entry.path() / "expected.json");
        const Value answers = json::parse(std::string((std::istreambuf_iterator<char>(stream)), {}));
        const List &runs = answers.find("runs")->asList();
        const bool ran = std::ranges::any_of(runs, [](const Value &run) {
            return run.find("status")->asString() == "ok" && run.find("output") != nullptr;
        });
        if (!ran)
            continue;
        ++count;
        const FlowDocument document = FlowDocument::load(locateFlow(entry.path() / "flow"));
        for (const Diagnostic &diagnostic : validate(document, Trust::Trusted)) {
            const bool isRefusal = diagnostic.severity == Severity::Error
                                   && diagnostic.code != "variant";
            EXPECT_FALSE(isRefusal) << entry.path() << diagnostic.message;
        }
    }
    EXPECT_GT(count, 8U);
}

} // namespace

} // namespace postern::flow
