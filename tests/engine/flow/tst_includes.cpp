// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/flow/includes.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::flow;
using namespace postern::test;

namespace {

class Includes : public testing::Test
{
protected:
    Includes()
    {
        m_folder.write("flow/own.py", "own");
        m_folder.write("flow/shared/own.txt", "own");
        m_folder.write("shared/a.txt", "shared");
        m_folder.write("shared/deep/b.txt", "shared");
        m_folder.write("tool.py", "shared");
        m_folder.write("\ud55c\uae00/c.txt", "shared");
    }

    FlowLocation location() const
    {
        return {m_folder.path() / "flow", m_folder.path() / "flow/flow.dag.yaml", FlowKind::Dag};
    }
    std::vector<Include> resolved(const std::vector<std::string> &items,
                                  Trust trust = Trust::Trusted) const
    {
        std::string text = "additional_includes:\n";
        for (const std::string &item : items)
            text += "- '" + item + "'\n";
        const auto document = FlowDocument::fromText(location(), text + "nodes: []\n");
        return resolveIncludes(document.flow(), document.sources(trust));
    }
    /// Where the path is read from, relative to the test's folder; "" for nowhere.
    std::string source(const std::vector<Include> &includes,
                       const char *path,
                       Trust trust = Trust::Trusted) const
    {
        const auto found = findSource({location().folder, trust}, includes, path);
        return found ? found->lexically_relative(m_folder.path()).string() : "";
    }

    const TemporaryFolder m_folder;
};

TEST_F(Includes, areNamedAfterTheirLastPart)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"../shared", "shared"},
        {"../shared/", "shared"},
        {"../tool.py", "tool.py"},
        {"../flow/../shared/deep", "deep"},
        {"../\ud55c\uae00", "\ud55c\uae00"},
        {"./own.py", "own.py"},
        {(m_folder.path() / "tool.py").string(), "tool.py"},
    };
    for (const auto &[item, name] : cases) {
        const std::vector<Include> includes = resolved({item});
        ASSERT_EQ(includes.size(), 1U) << item;
        EXPECT_EQ(includes[0].name, name) << item;
        EXPECT_TRUE(includes[0].source.is_absolute()) << item;
        EXPECT_TRUE(std::filesystem::exists(includes[0].source)) << item;
        EXPECT_FALSE(includes[0].isArchive) << item;
    }
}

TEST_F(Includes, mayBeAFolderToBePacked)
{
    const std::vector<Include> includes = resolved({"../shared.zip"});
    EXPECT_EQ(includes[0].name, "shared.zip");
    EXPECT_EQ(includes[0].source, m_folder.path() / "shared");
    EXPECT_TRUE(includes[0].isArchive);
    m_folder.write("real.zip", "PK");
    EXPECT_FALSE(resolved({"../real.zip"})[0].isArchive);
}

TEST_F(Includes, thatAreNotThereSayWhichIsMeantAndWhere)
{
    const auto error = failureOf([this] { resolved({"../tool.py", "..\\Shared"}); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::InvalidFlow);
    EXPECT_EQ(error->message(), "The additional include '..\\Shared' doesn't exist.");
    EXPECT_EQ(error->promptflow()->message, "Unable to find additional include ..\\Shared");
    EXPECT_EQ(error->place()->line, 3);
    EXPECT_TRUE(error->hint().starts_with("Write ../shared")) << error->hint();
}

TEST_F(Includes, fromOutsideOfARestrictedFolderAreRefused)
{
    for (const std::string &item :
         {std::string("../shared"), (m_folder.path() / "tool.py").string()}) {
        const auto error = failureOf([&] { resolved({item}, Trust::Restricted); });
        ASSERT_TRUE(error) << item;
        EXPECT_EQ(error->code(), ErrorCode::Refused) << item;
        EXPECT_EQ(error->place()->line, 2) << item;
    }
    EXPECT_EQ(resolved({"own.py"}, Trust::Restricted).size(), 1U);
}

TEST_F(Includes, areReadBeforeTheFoldersOwnFiles)
{
    const auto includes = resolved({"../shared", "../tool.py"});
    EXPECT_EQ(source(includes, "shared/a.txt"), "shared/a.txt");
    EXPECT_EQ(source(includes, "./shared/deep/../a.txt"), "shared/a.txt");
    EXPECT_EQ(source(includes, "shared/deep/b.txt"), "shared/deep/b.txt");
    EXPECT_EQ(source(includes, "shared/own.txt"),
              "flow/shared/own.txt"); // laid over, not instead of
    EXPECT_EQ(source(includes, "tool.py"), "tool.py");
    EXPECT_EQ(source(includes, "own.py"), "flow/own.py");
    EXPECT_EQ(source(includes, "shared"), ""); // a folder is no file
    EXPECT_EQ(source(includes, "none.py"), "");
    EXPECT_EQ(source({}, "tool.py"), "");
}

TEST_F(Includes, aLaterOneReplacesAnEarlierOnesFiles)
{
    m_folder.write("other/shared/a.txt", "other");
    const auto includes = resolved({"../shared", "../other/shared"});
    EXPECT_EQ(source(includes, "shared/a.txt"), "other/shared/a.txt");
    EXPECT_EQ(source(includes, "shared/deep/b.txt"), "shared/deep/b.txt");
    EXPECT_EQ(source(resolved({"../other/shared", "../shared"}), "shared/a.txt"), "shared/a.txt");
}

TEST_F(Includes, noLinkLeadsOutOfARestrictedFolder)
{
    std::filesystem::create_symlink(m_folder.path() / "tool.py", m_folder.path() / "flow/link.py");
    EXPECT_EQ(source({}, "link.py"), "flow/link.py");
    const auto error = failureOf([this] { source({}, "link.py", Trust::Restricted); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::Refused);
}

} // namespace
