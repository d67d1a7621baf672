// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/flexschema.h"
#include "engine/check/sourcecheck.h"
#include "engine/flow/workingfolder.h"
#include "tests/engine/run/testflow.h"
#include "tests/support/failure.h"
#include "tests/support/loop.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::run;
using namespace postern::test;
namespace fs = std::filesystem;

namespace {

flow::Node nodeOf(const std::string &text)
{
    return flowOf("nodes:\n- {name: n, " + text + "}\n").nodes.front();
}

TEST(Modules, belowPromptflowsToolsAreThoseThatThereAre)
{
    for (const char *module : {"promptflow.tools.aoai",
                               "promptflow.tools.openai",
                               "promptflow.tools.serpapi",
                               "promptflow.toolsx",
                               "promptflow",
                               "my.tools.x",
                               ""})
        EXPECT_FALSE(failureOf([&] {
            check::checkModule(nodeOf("type: llm, source: {type: code, path: p}, module: '"
                                      + std::string(module) + "'"));
        })) << module;
    const std::vector<std::pair<const char *, const char *>> missing{
        {"promptflow.tools.nothing", "No module named 'promptflow.tools.nothing'"},
        {"promptflow.tools.nothing.deep", "No module named 'promptflow.tools.nothing'"},
        {"promptflow.tools.aoai.chat",
         "No module named 'promptflow.tools.aoai.chat'; 'promptflow.tools.aoai' is not a package"},
    };
    for (const auto &[module, cause] : missing) {
        const auto error = failureOf([m = module] {
            check::checkModule(
                nodeOf("type: llm, source: {type: code, path: p}, module: " + std::string(m)));
        });
        ASSERT_TRUE(error) << module;
        EXPECT_EQ(error->promptflow()->path(), "UserError/FailedToImportModule");
        EXPECT_NE(error->promptflow()->message.find(cause), std::string::npos)
            << error->promptflow()->message;
        EXPECT_EQ(error->place()->line, 2);
    }
}

TEST(Sources, areThereOrSayWhichIsMeant)
{
    const TemporaryFolder folder;
    folder.write("tools/Find.py", "");
    const auto failure = [&](const std::string &source) {
        return failureOf(
            [&] { check::checkSource(nodeOf("type: python" + source), folder.path()); });
    };
    EXPECT_FALSE(failure(", source: {type: code, path: tools/Find.py}"));
    const auto near = failure(", source: {type: code, path: 'tools\\find.py'}");
    ASSERT_TRUE(near);
    EXPECT_EQ(near->promptflow()->path(), "UserError/ValidationError/InvalidSource");
    EXPECT_EQ(near->promptflow()->message,
              "Load tool failed for node 'n'. Tool file 'tools\\find.py' can not be found.");
    EXPECT_TRUE(near->hint().starts_with("Write tools/Find.py")) << near->hint();
    const auto folderAsFile = failure(", source: {type: code, path: tools}");
    EXPECT_TRUE(folderAsFile);
    const auto none = failure(", source: {type: code}");
    ASSERT_TRUE(none);
    EXPECT_EQ(none->message(), "Node 'n' has no source file.");
}

TEST(Sources, thatCanNotRunHereSaySo)
{
    EXPECT_EQ(check::missingSource(nodeOf("type: python")).promptflow()->message,
              "Node n does not have source defined.");
    EXPECT_EQ(check::unsupportedType(nodeOf("type: csharp")).promptflow()->message,
              "Tool type csharp is not supported yet.");
    EXPECT_EQ(check::unsupportedType(nodeOf("source: {type: code, path: p}")).promptflow()->message,
              "Tool type None is not supported yet.");
}

TEST(Ports, ofTheFileAreThoseOfTheEntry)
{
    flow::Flow flow;
    flow.raw = Dict{{"inputs", Dict{{"a", Dict()}, {"b", Dict()}}}};
    const auto message = [&](const std::vector<std::string> &ports, bool isThere = true) {
        return promptflowMessageOf([&] { check::checkPorts(flow, "inputs", ports, isThere); });
    };
    EXPECT_EQ(message({"a", "b"}), "no error");
    EXPECT_EQ(message({"b", "a"}), "no error");
    EXPECT_EQ(message({"a"}),
              "Provided signature of inputs does not match the entry.\nPorts from signature: a, b\n"
              "Ports from entry: a\n");
    EXPECT_EQ(message({"a", "c"}),
              "Provided signature of inputs does not match the entry.\nPorts from signature: a, b\n"
              "Ports from entry: a, c\n");
    EXPECT_EQ(message({}, false),
              "Provided signature for inputs, which can't be overridden according to the entry.");
    EXPECT_EQ(promptflowMessageOf([&] { check::checkPorts(flow, "init", {"x"}); }),
              "no error"); // not declared
}

TEST(SourceFolders, readAheadSayWhatStoodThereAndLeaveTheRestToReaders)
{
    const TemporaryFolder folder;
    const fs::path root = folder.path() / "flow";
    folder.write("flow/ask.txt", "before");
    folder.write("flow/typed.txt", "saved");
    folder.write("flow/huge.txt", std::string(100, 'x'));
    folder.write("outside.txt", "outside");
    auto unsaved = std::make_shared<flow::UnsavedTexts>();
    unsaved->set(root / "typed.txt", std::make_shared<const std::string>("typed"));
    const flow::SourceFolder ahead
        = flow::readAhead({root, flow::Trust::Restricted, unsaved},
                          {"ask.txt", "typed.txt", "huge.txt", "missing.txt", "../outside.txt"},
                          50);
    for (const char *name : {"ask.txt", "typed.txt", "huge.txt", "missing.txt"})
        folder.write(fs::path("flow") / name, "after");
    EXPECT_EQ(flow::openInFolder(ahead, "ask.txt", 50), "before");
    EXPECT_EQ(flow::openInFolder(ahead, "./ask.txt", 50), "before");
    EXPECT_EQ(flow::openInFolder(ahead, "typed.txt", 50), "typed");
    EXPECT_EQ(flow::openInFolder(ahead, "huge.txt", 50), "after");
    EXPECT_EQ(flow::openInFolder(ahead, "missing.txt", 50), "after");
    EXPECT_EQ(failureOf([&] { flow::openInFolder(ahead, "../outside.txt", 50); })->code(),
              ErrorCode::Refused);
}

class WorkingFolders : public testing::Test
{
protected:
    WorkingFolders()
    {
        m_folder.write("flow/a.py", "own");
        m_folder.write("flow/data/x.txt", "own");
        m_folder.write("flow/.promptflow/cache", "x");
        m_folder.write("flow/.git/config", "x");
        m_folder.write("flow/lib/__pycache__/c.pyc", "x");
        m_folder.write("shared/data/y.txt", "shared");
        m_folder.write("shared/data/x.txt", "shared");
        m_folder.write("shared/tool.py", "shared");
    }

    flow::FlowLocation location() const
    {
        return {m_folder.path() / "flow",
                m_folder.path() / "flow/flow.dag.yaml",
                flow::FlowKind::Dag};
    }
    std::unique_ptr<flow::WorkingFolder> made(const std::string &includes,
                                              flow::Trust trust = flow::Trust::Trusted) const
    {
        const auto document = flow::FlowDocument::fromText(location(), includes + "nodes: []\n");
        boost::asio::io_context loop;
        return test::run(loop, flow::WorkingFolder::make(document.flow(), document.sources(trust)));
    }
    static std::string read(const fs::path &file)
    {
        std::ifstream stream(file);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    const TemporaryFolder m_folder;
};

constexpr auto kIncludes = "additional_includes:\n- ../shared/data\n- ../shared/tool.py\n";

TEST_F(WorkingFolders, areACopyWithoutWhatPromptFlowWritesIntoTheRoot)
{
    const auto folder = made(kIncludes);
    EXPECT_EQ(read(folder->path() / "data/x.txt"), "shared"); // laid over
    EXPECT_FALSE(fs::exists(folder->path() / ".promptflow"));
    EXPECT_FALSE(fs::exists(folder->path() / ".git"));
    EXPECT_TRUE(fs::exists(folder->path() / "lib/__pycache__")); // of the root alone
    EXPECT_EQ(m_folder.read("flow/data/x.txt"), "own");
}

TEST_F(WorkingFolders, showThemInErrorsToo)
{
    const auto folder = made(kIncludes);
    const std::string shared = (m_folder.path() / "shared/tool.py").string();
    Error error = Error(ErrorCode::NodeFailed,
                        "In " + (folder->path() / "tool.py").string() + ".",
                        tr("Look at %1.", "tool.py:3:1"),
                        Place{"tool.py", 3, 1})
                      .as({"X"}, (folder->path() / "tool.py").string());
    error.setDetails("File \"" + (folder->path() / "tool.py").string() + "\"");
    const Error shown = folder->withRealPaths(error);
    EXPECT_EQ(shown.message(), "In " + shared + ".");
    EXPECT_EQ(shown.place()->file, shared);
    EXPECT_EQ(shown.hint(), "Look at " + shared + ":3:1.");
    EXPECT_EQ(shown.details(), "File \"" + shared + "\"");
    EXPECT_EQ(shown.promptflow()->message, shared);
    EXPECT_EQ(shown.code(), ErrorCode::NodeFailed);
}

TEST_F(WorkingFolders, copyNoFolderIntoItself)
{
    fs::create_directory_symlink(m_folder.path() / "flow", m_folder.path() / "flow/loop");
    const auto folder = made(kIncludes);
    EXPECT_EQ(read(folder->path() / "a.py"), "own");
    EXPECT_FALSE(fs::exists(folder->path() / "loop/loop"));
}

TEST_F(WorkingFolders, writeNothingThroughALinkOfTheFlow)
{
    fs::create_symlink(m_folder.path() / "shared/tool.py", m_folder.path() / "flow/tool.py");
    m_folder.write("other/tool.py", "other");
    const auto folder = made("additional_includes:\n- ../other/tool.py\n");
    EXPECT_EQ(read(folder->path() / "tool.py"), "other");
    EXPECT_EQ(m_folder.read("shared/tool.py"), "shared");
}

TEST_F(WorkingFolders, packNothing)
{
    const auto error = failureOf([this] { made("additional_includes:\n- ../shared.zip\n"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::InvalidFlow);
    EXPECT_EQ(error->message(), "The additional include 'shared.zip' would have to be packed.");
}

TEST_F(WorkingFolders, ofRestrictedFlowsTakeNothingFromOutside)
{
    EXPECT_EQ(failureOf([this] { made(kIncludes, flow::Trust::Restricted); })->code(),
              ErrorCode::Refused);
    fs::create_symlink(m_folder.path() / "shared/tool.py", m_folder.path() / "flow/out.py");
    const auto folder = made("additional_includes:\n- ./data\n", flow::Trust::Restricted);
    EXPECT_TRUE(fs::is_symlink(folder->path() / "out.py")); // for who reads it to be refused
}

} // namespace
