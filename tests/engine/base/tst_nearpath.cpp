// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/nearpath.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::test;

namespace {

class NearPath : public testing::Test
{
protected:
    NearPath()
    {
        m_folder.write("tools/Search.py", "");
        m_folder.write("tools/deep er/a.b.jinja2", "");
        m_folder.write("data/one.txt", "");
        m_folder.write("data/ONE.txt", "");
        m_folder.write("\u1112\u1161\u11ab\u1100\u1173\u11af.py", ""); // as a Mac decomposes
        m_folder.write("caf\u00e9.txt", "");
    }

    std::string near(std::string_view path) const { return nearestPath(m_folder.path(), path); }
    std::string hint(std::string_view path) const
    {
        return nearestPathHint(m_folder.path(), path, "Make it.").english();
    }

    const TemporaryFolder m_folder;
};

TEST_F(NearPath, isFoundWhateverTheCaseOfItsParts)
{
    EXPECT_EQ(near("tools/search.py"), "tools/Search.py");
    EXPECT_EQ(near("TOOLS/SEARCH.PY"), "tools/Search.py");
    EXPECT_EQ(near("Tools"), "tools");
    EXPECT_EQ(near("TOOLS/Deep Er/A.B.Jinja2"), "tools/deep er/a.b.jinja2");
}

TEST_F(NearPath, isFoundBehindBackslashes)
{
    EXPECT_EQ(near("tools\\Search.py"), "tools/Search.py");
    EXPECT_EQ(near("tools\\deep er/A.b.jinja2"), "tools/deep er/a.b.jinja2");
    EXPECT_EQ(near(".\\tools\\Search.py"), "./tools/Search.py");
    EXPECT_EQ(near("tools\\..\\tools\\Search.py"), "tools/../tools/Search.py");
}

TEST_F(NearPath, isFoundInAnotherUnicodeForm)
{
    EXPECT_EQ(near("\ud55c\uae00.py"), "\u1112\u1161\u11ab\u1100\u1173\u11af.py");
    EXPECT_EQ(near("cafe\u0301.txt"), "caf\u00e9.txt");
    EXPECT_EQ(near("CAFE\u0301.TXT"), "caf\u00e9.txt");
}

TEST_F(NearPath, isNoneWhenItIsTheSameOrNothingIsThere)
{
    for (const char *path : {"tools/Search.py",
                             "tools",
                             "",
                             "nothing",
                             "tools/nothing.py",
                             "tools/Search.py/x",
                             "search.py"})
        EXPECT_EQ(near(path), "") << path;
}

TEST_F(NearPath, isNoneWhenTwoCouldBeMeant)
{
    EXPECT_EQ(near("data/One.txt"), "");
    EXPECT_EQ(near("DATA/one.txt"), "data/one.txt"); // that one is there as it is written
}

TEST_F(NearPath, isNoneForPathsThatOnlyWindowsHas)
{
    EXPECT_EQ(near("C:\\tools\\Search.py"), "");
    EXPECT_EQ(near("c:tools"), "");
    EXPECT_EQ(near("\\\\server\\tools"), "");
}

TEST_F(NearPath, isAbsoluteWhenThePathIs)
{
    const std::string folder = m_folder.path();
    EXPECT_EQ(near(folder + "/TOOLS/search.py"), folder + "/tools/Search.py");
    EXPECT_EQ(near(folder + "/tools/Search.py"), "");
}

TEST_F(NearPath, tellsInItsHintWhatIsDifferent)
{
    EXPECT_EQ(hint("tools\\Search.py"),
              "Write tools/Search.py: with slashes a path holds on Windows and here.");
    EXPECT_EQ(hint("tools/search.py"),
              "Write tools/Search.py, which is there: upper and lower case count here.");
    EXPECT_EQ(
        hint("cafe\u0301.txt"),
        "Write caf\u00e9.txt, which is there: the same characters can be made up in two ways.");
    EXPECT_EQ(hint("nothing"), "Make it.");
}

TEST_F(NearPath, takesAnyBytesForAPath)
{
    EXPECT_EQ(near("\xFF\xFE/\xED\xA0\x80"), "");
    EXPECT_EQ(near(std::string("to\0ols", 6)), "");
    EXPECT_EQ(near(std::string(5'000, 'a')), "");
}

} // namespace
