// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/ruff.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using namespace postern::check;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kText
    = "\xef\xbb\xbfimport os\r\nx = '\xed\x95\x9c\xea\xb8\x80' + y\r\n";

std::string report(const std::string &row, const std::string &column, const std::string &fix)
{
    return R"([{"code": "F401", "message": "unused", "location": {"row": )" + row
           + R"(, "column": )" + column + R"(}, "end_location": {"row": )" + row
           + R"(, "column": 99}, "fix": )" + fix + "}]";
}

/// That of the tests' own environment, where it has been made.
Ruff installed(const fs::path &folder)
{
    Ruff ruff{fs::path(POSTERN_SOURCE_DIR) / "build/venv/bin/ruff", folder};
    if (!fs::exists(ruff.program))
        ruff.program.clear();
    return ruff;
}

} // namespace

TEST(RuffReport, placesAreCountedInCharactersBehindAMark)
{
    const auto first = readRuffReport(report("1", "8", "null"), kText);
    ASSERT_EQ(first.size(), 1);
    EXPECT_EQ(kText.substr(first[0].begin, 2), "os");
    const auto second = readRuffReport(report("2", "12", "null"), kText);
    EXPECT_EQ(kText.substr(second[0].begin, 1), "y");
    EXPECT_EQ(readRuffReport(report("9", "9", "null"), kText)[0].begin, kText.size());
    EXPECT_EQ(readRuffReport(report("-1", "0", "null"), kText)[0].line, -1);
}

TEST(RuffReport, aFixIsEditsOfTheText)
{
    const std::string fix = R"({"message": "Remove import", "applicability": "safe", "edits": [)"
                            R"({"content": "", "location": {"row": 1, "column": 1},)"
                            R"( "end_location": {"row": 2, "column": 1}}]})";
    const auto found = readRuffReport(report("1", "8", fix), kText);
    ASSERT_EQ(found.size(), 1);
    EXPECT_TRUE(found[0].isSafe);
    EXPECT_EQ(found[0].fix, "Remove import");
    std::string text(kText);
    found[0].edits.applyTo(text);
    EXPECT_EQ(text, "\xef\xbb\xbfx = '한글' + y\r\n");
}

TEST(RuffReport, whatIsNoReportIsSaid)
{
    for (const std::string_view bad : {"", "{}", "error: unknown option", "[1, null]"}) {
        const auto error = test::failureOf([&] { readRuffReport(bad, "x = 1\n"); });
        if (bad == "[1, null]")
            EXPECT_FALSE(error); // of another shape, and nothing in it
        else
            EXPECT_EQ(error->code(), ErrorCode::EnvironmentFailed) << bad;
    }
}

TEST(RuffProgram, readsAndFormatsWithoutLeavingAnything)
{
    const test::TemporaryFolder folder;
    const Ruff ruff = installed(folder.path());
    if (ruff.program.empty())
        GTEST_SKIP() << "scripts/venv hasn't made the environment";
    const auto found = lintPython(ruff, folder.path() / "say.py", "import os\nprint(nowhere)\n");
    ASSERT_EQ(found.size(), 2);
    EXPECT_FALSE(found[0].isError());
    EXPECT_TRUE(found[0].isSafe);
    EXPECT_TRUE(found[1].isError());
    EXPECT_EQ(formatPython(ruff, folder.path() / "say.py", "def f( a ):\n  return a"),
              "def f(a):\n    return a\n");
    const auto broken = test::failureOf(
        [&] { formatPython(ruff, folder.path() / "say.py", "def f(:\n"); });
    ASSERT_TRUE(broken);
    EXPECT_EQ(broken->code(), ErrorCode::InvalidInput);
    EXPECT_TRUE(fs::is_empty(folder.path()));
    const auto unread = lintPython(ruff, folder.path() / "say.py", "def f(:\n");
    ASSERT_FALSE(unread.empty());
    EXPECT_TRUE(unread[0].isError());
}

TEST(RuffProgram, theFoldersSettingsHoldUnlessItIsRestricted)
{
    const test::TemporaryFolder folder;
    Ruff ruff = installed(folder.path());
    if (ruff.program.empty())
        GTEST_SKIP() << "scripts/venv hasn't made the environment";
    folder.write("ruff.toml", "[lint]\nignore = [\"F401\"]\n");
    EXPECT_TRUE(lintPython(ruff, folder.path() / "say.py", "import os\n").empty());
    ruff.isIsolated = true;
    EXPECT_EQ(lintPython(ruff, folder.path() / "say.py", "import os\n").size(), 1);
}

TEST(RuffProgram, aRestrictedFoldersOwnIsNotStarted)
{
    const test::TemporaryFolder folder;
    for (const char *name : {"python", "python3", "ruff"}) {
        const fs::path program = folder.write(fs::path(".venv/bin") / name, "#!/bin/sh\nexit 0\n");
        fs::permissions(program, fs::perms::owner_all);
    }
    folder.write(".venv/pyvenv.cfg", "home = /usr/bin\n");
    EXPECT_EQ(Ruff::locate(folder.path(), flow::Trust::Trusted).program,
              folder.path() / ".venv/bin/ruff");
    const Ruff restricted = Ruff::locate(folder.path(), flow::Trust::Restricted);
    EXPECT_NE(restricted.program, folder.path() / ".venv/bin/ruff");
    EXPECT_TRUE(restricted.isIsolated);
}

TEST(RuffProgram, oneThatFailsIsSaid)
{
    const test::TemporaryFolder folder;
    const fs::path program = folder.write("ruff", "#!/bin/sh\necho 'bad settings' >&2\nexit 2\n");
    fs::permissions(program, fs::perms::owner_all);
    const Ruff ruff{program, folder.path()};
    EXPECT_THAT(test::messageOf([&] { lintPython(ruff, "say.py", "x = 1\n"); }),
                HasSubstr("bad settings"));
    EXPECT_EQ(test::failureOf([&] {
                  lintPython(Ruff{folder.path() / "none", folder.path()}, "say.py", "x = 1\n");
              })->code(),
              ErrorCode::EnvironmentFailed);
}
