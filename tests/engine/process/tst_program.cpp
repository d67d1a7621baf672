// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/program.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

using namespace postern;
using namespace postern::process;
namespace fs = std::filesystem;

namespace {

class Programs : public testing::Test
{
protected:
    ~Programs() override { setenv("PATH", m_path.c_str(), 1); }

    fs::path program(const char *name) const
    {
        const fs::path file = m_folder.write(name, "#!/bin/sh\n");
        fs::permissions(file, fs::perms::owner_all);
        return file;
    }
    static void look(const std::string &path) { setenv("PATH", path.c_str(), 1); }

    const std::string m_path = std::getenv("PATH");
    const test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(Programs, areFilesThatMayBeRun)
{
    const fs::path own = program("run");
    fs::create_symlink(own, m_folder.path() / "link");
    fs::create_symlink(m_folder.path() / "nothing", m_folder.path() / "broken");
    EXPECT_TRUE(isProgram(own));
    EXPECT_TRUE(isProgram(m_folder.path() / "link"));
    EXPECT_FALSE(isProgram(m_folder.path() / "broken"));
    EXPECT_FALSE(isProgram(m_folder.path())); // which has the same permission
    EXPECT_FALSE(isProgram(m_folder.write("text", "")));
    EXPECT_FALSE(isProgram({}));
}

TEST_F(Programs, areFoundInTheFirstFolderThatHasOneToBeRun)
{
    const std::string root = m_folder.path();
    fs::create_directories(m_folder.path() / "first" / "tool"); // a folder of that name
    m_folder.write("second/tool", "no program");
    const fs::path third = program("third/tool");
    program("fourth/tool");
    look(root + "/missing:" + root + "/first:" + root + "/second:" + root + "/third:" + root
         + "/fourth");
    EXPECT_EQ(findOnPath("tool"), third);
    EXPECT_EQ(findOnPath("other"), fs::path());
    look("");
    EXPECT_EQ(findOnPath("tool"), fs::path());
    unsetenv("PATH");
    EXPECT_TRUE(findOnPath("sh").is_absolute());
}
