// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowsearch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace postern::flow {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

/// Which flows a folder holds.
class FlowSearchTest : public testing::Test
{
protected:
    FlowSearchTest()
        : m_root(fs::temp_directory_path() / ("postern-search-" + std::to_string(getpid())))
    {
        fs::remove_all(m_root);
        fs::create_directories(m_root);
    }
    ~FlowSearchTest() override { fs::remove_all(m_root); }

    fs::path root() const { return m_root; }
    void write(const std::string &name, const std::string &text = "nodes: []\n") const
    {
        fs::create_directories((m_root / name).parent_path());
        std::ofstream(m_root / name, std::ios::binary) << text;
    }
    std::vector<std::string> found() const
    {
        std::vector<std::string> names;
        for (const FlowLocation &flow : findFlows(m_root)) {
            constexpr const char *kKinds[] = {"dag ", "flex ", "prompty "};
            names.push_back(kKinds[static_cast<int>(flow.kind)]
                            + flow.file.lexically_relative(m_root).generic_string());
        }
        return names;
    }

private:
    fs::path m_root;
};

} // namespace

TEST_F(FlowSearchTest, everyKindIsFoundNearestFirst)
{
    write("deep/er/flow.dag.yaml");
    write("two/flow.flex.yaml", "entry: a:b\n");
    write("one/flow.dag.yml");
    write("b.prompty", "---\n---\n");
    write("a.prompty", "---\n---\n");
    EXPECT_THAT(found(),
                ElementsAre("prompty a.prompty",
                            "prompty b.prompty",
                            "dag one/flow.dag.yml",
                            "flex two/flow.flex.yaml",
                            "dag deep/er/flow.dag.yaml"));
}

TEST_F(FlowSearchTest, aFlowOfAnotherNameIsFoundByWhatItSays)
{
    write("chat.yaml", "inputs: {}\noutputs: {}\nnodes: []\n");
    write("code.yml", "entry: module:function\n");
    write("compose.yaml", "services:\n  nodes: 3\n");
    write("cluster.yaml", "nodes:\n- host: a\n");
    write("job.yaml", "entry: run.sh\n");
    EXPECT_THAT(found(), ElementsAre("dag chat.yaml", "flex code.yml"));
}

TEST_F(FlowSearchTest, cachesEnvironmentsAndLinksAreLeftAlone)
{
    write(".runs/old/flow.dag.yaml");
    write("venv/lib/flow.dag.yaml");
    write("__pycache__/flow.dag.yaml");
    write("a/b/c/d/flow.dag.yaml");
    fs::create_directory_symlink(root(), root() / "loop");
    EXPECT_THAT(found(), IsEmpty());
    EXPECT_THAT(findFlows(root() / "nowhere"), IsEmpty());
}

TEST_F(FlowSearchTest, ofTooManyFlowsTheNearAreGiven)
{
    write("flow.dag.yaml");
    for (int i = 0; i < 250; ++i)
        write("sub/" + std::to_string(i) + ".prompty", "---\n---\n");
    const std::vector<std::string> names = found();
    EXPECT_EQ(names.size(), 200U);
    EXPECT_EQ(names.front(), "dag flow.dag.yaml");
}

TEST_F(FlowSearchTest, itEndsInAFolderOfMoreThanItLooksAt)
{
    write("flow.dag.yaml");
    for (int i = 0; i < 20'000; ++i)
        write("data/" + std::to_string(i) + ".txt", "");
    write("data/deeper/flow.dag.yaml");
    write("flows/flow.dag.yaml");
    EXPECT_THAT(found(), ElementsAre("dag flow.dag.yaml"));
}

TEST_F(FlowSearchTest, itReadsNoMoreThanItsShareOfOtherFiles)
{
    constexpr std::size_t kLargestFlow = 4UL * 1024 * 1024;
    const std::string text(kLargestFlow - 1, '#');
    for (const char *name : {"a.yaml", "b.yaml", "c.yaml", "d.yaml"})
        write(name, text + '\n');
    write("sub/chat.yaml", "inputs: {}\nnodes: []\n");
    write("sub/flow.dag.yaml");
    EXPECT_THAT(found(), ElementsAre("dag sub/flow.dag.yaml"));
}

} // namespace postern::flow
