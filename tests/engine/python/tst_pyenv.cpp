// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/pyenv.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace fs = std::filesystem;
using postern::python::behindPyenv;

namespace {

/// A pyenv folder with two versions, and a flow folder elsewhere.
class Pyenv : public testing::Test
{
protected:
    Pyenv()
    {
        ::unsetenv("PYENV_VERSION");
        std::string pattern = (fs::temp_directory_path() / "tst_pyenv-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
        fs::create_directories(flow());
        write(shim(),
              "#!/usr/bin/env bash\nset -e\nexport PYENV_ROOT=\"" + root().string() + "\"\nexec \""
                  + root().string() + "/libexec/pyenv\" exec \"$program\" \"$@\"\n");
        write(root() / "version", "# the global one\n3.11.7 3.9.1\n");
        for (const char *version : {"3.11.7", "3.12.0"}) {
            write(program(version), "");
            fs::permissions(program(version), fs::perms::owner_all);
        }
    }
    ~Pyenv() override
    {
        ::unsetenv("PYENV_VERSION");
        fs::remove_all(m_folder);
    }

    static void write(const fs::path &file, const std::string &text)
    {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }

    fs::path root() const { return m_folder / "pyenv"; }
    fs::path shim() const { return root() / "shims" / "python3"; }
    fs::path flow() const { return m_folder / "work" / "flow"; }
    fs::path program(const std::string &version) const
    {
        return root() / "versions" / version / "bin" / "python3";
    }

    fs::path m_folder;
};

} // namespace

TEST_F(Pyenv, theGlobalVersionIsTaken)
{
    EXPECT_EQ(behindPyenv(shim(), flow(), {}), program("3.11.7"));
}

TEST_F(Pyenv, aFolderAboveChoosesItsOwn)
{
    write(m_folder / "work" / ".python-version", "3.12.0\n");
    EXPECT_EQ(behindPyenv(shim(), flow(), {}), program("3.12.0"));
    write(flow() / ".python-version", "3.11.7");
    EXPECT_EQ(behindPyenv(shim(), flow(), {}), program("3.11.7"));
}

TEST_F(Pyenv, theVariableWins)
{
    write(flow() / ".python-version", "3.11.7");
    ::setenv("PYENV_VERSION", "3.12.0:3.11.7", 1);
    EXPECT_EQ(behindPyenv(shim(), flow(), {}), program("3.12.0"));
    EXPECT_EQ(behindPyenv(shim(), flow(), {{"PYENV_VERSION", "3.11.7"}}), program("3.11.7"));
}

TEST_F(Pyenv, whatItCannotTellIsLeftToTheShim)
{
    for (const char *version : {"system", "3.10", "../../bin", "", "# nothing"}) {
        write(flow() / ".python-version", version);
        EXPECT_EQ(behindPyenv(shim(), flow(), {}), shim()) << version;
    }
    write(root() / "shims" / "python4", "#!/bin/sh\nexec python3\n");
    EXPECT_EQ(behindPyenv(root() / "shims" / "python4", flow(), {}), root() / "shims" / "python4");
    EXPECT_EQ(behindPyenv("/nowhere/python3", flow(), {}), "/nowhere/python3");
}
