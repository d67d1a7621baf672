// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

using namespace postern;
using testing::HasSubstr;

namespace {

/// Files, folders and streams that can't be read or written.
class BadPlaces : public test::CommandTest
{
protected:
    BadPlaces()
    {
        write("flow/flow.dag.yaml",
              "inputs:\n  q: {type: string, default: hi}\n"
              "outputs:\n  o: {type: string, reference: '${p.output}'}\n"
              "nodes:\n- name: p\n  type: prompt\n  source: {type: code, path: p.jinja2}\n"
              "  inputs: {q: '${inputs.q}'}\n");
        write("flow/p.jinja2", "Said {{q}}");
        write("file", "");
    }

    /// Runs a line of the shell here, where $postern is the program; standard error goes to the file
    /// "error". Returns the exit code.
    int shell(const std::string &line) const
    {
        const std::string home = (folder() / "home").string();
        const int status = std::system( // NOLINT(concurrency-mt-unsafe): the only thread
            ("cd " + folder().string() + " && export POSTERN_HOME=" + home
             + " postern=" POSTERN_COMMAND " && { " + line + "; } 2>error")
                .c_str());
        return WEXITSTATUS(status);
    }
};

} // namespace

TEST_F(BadPlaces, aFullDiskBehindStandardOutputIsAnError)
{
    for (const char *arguments : {"--version",
                                  "--help",
                                  "config show",
                                  "flow test --flow flow",
                                  "flow validate --source flow"}) {
        EXPECT_EQ(shell("$postern " + std::string(arguments) + " >/dev/full"), 1) << arguments;
        EXPECT_THAT(read("error"), HasSubstr("standard output: No space left on device"))
            << arguments;
    }
}

TEST_F(BadPlaces, aFullDiskBehindStandardErrorIsNone)
{
    EXPECT_EQ(shell("$postern flow test --flow flow >output 2>/dev/full"), 0);
    EXPECT_THAT(read("output"), HasSubstr("Said hi"));
}

TEST_F(BadPlaces, aClosedStandardOutputIsAnErrorAndNoFileTakesItsPlace)
{
    EXPECT_EQ(shell("$postern config set network.http2=true <&- >&-"), 1);
    EXPECT_THAT(read("error"), HasSubstr("standard output: Bad file descriptor"));
    EXPECT_EQ(shell("$postern config show >output"), 0);
    EXPECT_THAT(read("output"), HasSubstr("\"network.http2\": \"true\""));
    EXPECT_EQ(read("home/settings.lock"), "");
}

TEST_F(BadPlaces, recordsThatCannotBeKeptLoseNoResult)
{
    for (const char *place : {"file/detail.json", "file/", "/dev/full"}) {
        const auto result = run({"flow", "test", "--flow", "flow", "--detail", place});
        EXPECT_EQ(result.exitCode, 1) << place;
        EXPECT_THAT(result.output, HasSubstr("Said hi")) << place;
        EXPECT_THAT(result.error, HasSubstr("error: The f")) << place;
    }
}

TEST_F(BadPlaces, recordsGoIntoAPipeAsTheyAre)
{
    EXPECT_EQ(shell("$postern flow test --flow flow --detail /dev/stderr >output"), 0);
    EXPECT_THAT(read("error"), HasSubstr("\"flow_runs\""));
}

TEST_F(BadPlaces, aFileWithoutAnEndIsRefused)
{
    const auto inputs = run({"flow", "test", "--flow", "flow", "--inputs", "/dev/zero"});
    EXPECT_EQ(inputs.exitCode, 3);
    EXPECT_THAT(inputs.error, HasSubstr("The file /dev/zero can't be read: it is a device"));
    const auto faults = run({"simulate", "--config", "/dev/zero"});
    EXPECT_EQ(faults.exitCode, 3);
    EXPECT_THAT(faults.error, HasSubstr("The file /dev/zero can't be read: it is a device"));
}

TEST_F(BadPlaces, aHomeThatCannotBeMadeNamesItsWayOut)
{
    EXPECT_EQ(shell("POSTERN_HOME=$PWD/file/home $postern config set network.http2=true"), 1);
    EXPECT_THAT(read("error"), HasSubstr("file/home can't be made: Not a directory"));
    EXPECT_THAT(read("error"), HasSubstr("Set POSTERN_HOME"));
}

TEST_F(BadPlaces, anEmptyPathIsNoBug)
{
    const auto tested = run({"flow", "test", "--flow", ""});
    EXPECT_EQ(tested.exitCode, 3);
    EXPECT_THAT(tested.error, HasSubstr("The flow's path is empty."));
    const auto made = run({"flow", "init", "--flow", ""});
    EXPECT_EQ(made.exitCode, 2);
    EXPECT_THAT(made.error, HasSubstr("The folder's name is empty."));
    EXPECT_FALSE(std::filesystem::exists(folder() / "flow.dag.yaml"));
}

TEST_F(BadPlaces, aFolderThatCannotBeReadSaysSo)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root reads everything";
    std::filesystem::permissions(folder() / "flow", std::filesystem::perms::none);
    const auto result = run({"flow", "test", "--flow", "flow"});
    std::filesystem::permissions(folder() / "flow", std::filesystem::perms::owner_all);
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_THAT(result.error, HasSubstr("flow can't be read: Permission denied"));
}
