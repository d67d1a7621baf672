// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/workingfolder.h"
#include "tests/engine/run/testflow.h"
#include "tests/support/loop.h"

#include <gmock/gmock.h>

#include <fstream>

namespace fs = std::filesystem;
using namespace postern;
using namespace postern::run;

namespace {

class RunFolder : public testing::Test
{
protected:
    RunFolder()
    {
        std::string pattern = (fs::temp_directory_path() / "tst_runfolder-XXXXXX").string();
        m_root = mkdtemp(pattern.data());
    }
    ~RunFolder() override { fs::remove_all(m_root); }

    fs::path write(const std::string &name, const std::string &text) const
    {
        const fs::path file = m_root / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
    flow::FlowLocation location(const std::string &folder) const
    {
        const fs::path path = folder.empty() ? m_root : m_root / folder;
        return {path, path / "flow.dag.yaml", flow::FlowKind::Dag};
    }
    static flow::Flow withIncludes(std::vector<std::string> includes)
    {
        flow::Flow flow;
        flow.additionalIncludes = std::move(includes);
        return flow;
    }
    static std::string read(const fs::path &file)
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    /// The folder of a flow with these includes.
    std::unique_ptr<flow::WorkingFolder> made(const std::string &folder,
                                              std::vector<std::string> includes,
                                              flow::Trust trust = flow::Trust::Trusted) const
    {
        boost::asio::io_context loop;
        const flow::Flow flow = withIncludes(std::move(includes));
        return test::run(loop, flow::WorkingFolder::make(flow, {location(folder).folder, trust}));
    }

    fs::path m_root;
};

} // namespace

TEST_F(RunFolder, isTheFlowsOwnWithoutIncludes)
{
    EXPECT_EQ(made("", {})->path(), m_root);
}

TEST_F(RunFolder, laysIncludesOverACopyThatGoesAway)
{
    write("flow/a.py", "own");
    write("flow/b.py", "own");
    write("flow/.promptflow/big", "x");
    write("shared/b.py", "included");
    write("shared/lib/c.py", "lib");
    fs::path copy;
    {
        const auto folder = made("flow", {"../shared/b.py", "../shared/lib/"});
        copy = folder->path();
        EXPECT_EQ(read(copy / "a.py"), "own");
        EXPECT_EQ(read(copy / "b.py"), "included");
        EXPECT_EQ(read(copy / "lib/c.py"), "lib");
        EXPECT_FALSE(fs::exists(copy / ".promptflow"));
        EXPECT_EQ(folder->withRealPaths("in " + copy.string() + "/a.py"),
                  "in " + m_root.string() + "/flow/a.py");
        const std::string text = "File \"" + copy.string() + "/b.py\", " + copy.string()
                                 + "/lib/c.py:3 and " + copy.string() + "/b.pyc";
        const std::string root = m_root.string();
        EXPECT_EQ(folder->withRealPaths(text),
                  "File \"" + root + "/shared/b.py\", " + root + "/shared/lib/c.py:3 and " + root
                      + "/flow/b.pyc");
    }
    EXPECT_FALSE(fs::exists(copy));
    EXPECT_EQ(read(m_root / "flow/b.py"), "own");
}

TEST_F(RunFolder, refusesAnIncludeThatIsNotThere)
{
    EXPECT_EQ(promptflowClass([&] { made("", {"../nope"}); }), "UserError");
}

TEST_F(RunFolder, refusesIncludesFromOutsideWhenRestricted)
{
    write("flow/a.py", "");
    write("b.py", "");
    try {
        made("flow", {"../b.py"}, flow::Trust::Restricted);
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::Refused);
    }
}
