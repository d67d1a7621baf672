// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class ScanSecrets : public test::CommandTest
{
protected:
    /// Put together here, so that this file has none.
    const std::string m_secret = std::string("gh") + "p_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";
};

} // namespace

TEST_F(ScanSecrets, foundAndMasked)
{
    write("flow/conn.yaml", "name: c\ntoken: " + m_secret + "\n");
    for (const char *const format : {"text", "json", "sarif"}) {
        const auto result = run({"scan-secrets", "flow", "--format", format});
        EXPECT_EQ(result.exitCode, 5) << result.error;
        EXPECT_THAT(result.output,
                    AllOf(HasSubstr("conn.yaml"),
                          HasSubstr("ghp***(40)"),
                          HasSubstr("github-token")));
        EXPECT_THAT(result.output + result.error, Not(HasSubstr(m_secret.substr(4, 12))));
    }
    EXPECT_THAT(run({"scan-secrets", "flow"}).output,
                HasSubstr("flow/conn.yaml:2:8: GitHub token ghp***(40) [github-token "));
}

TEST_F(ScanSecrets, nothingThere)
{
    write("flow/conn.yaml", "api_key: ${env:KEY}\n");
    const auto result = run({"scan-secrets"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "0 secrets in 1 file and 1 line.\n");
    EXPECT_EQ(run({"scan-secrets", "nowhere"}).exitCode, 3);
}

TEST_F(ScanSecrets, everyStagedNameIsLookedAtAndNothingOfTheRepositoryRuns)
{
    const std::string git = "cd '" + folder().string() + "' && git ";
    ASSERT_EQ(std::system((git + "init -q").c_str()), 0);
    write("2:conn.yaml",
          "token: " + m_secret + "\n"); // ":2:conn.yaml" is another one's second stage
    write("--cached", "token: " + m_secret + "\n");
    write("below/x.txt", "nothing\n");
    ASSERT_EQ(std::system((git + "add -A").c_str()), 0);
    write("monitor", "#!/bin/sh\ntouch ran\n");
    std::filesystem::permissions(folder() / "monitor", std::filesystem::perms::owner_all);
    for (const char *const setting : {"core.fsmonitor \"$PWD/monitor\"", "diff.relative true"})
        ASSERT_EQ(std::system((git + "config " + setting).c_str()), 0);
    const std::string scan = "cd '" + folder().string() + "/below' && POSTERN_HOME=../.home '"
                             + std::string(POSTERN_COMMAND)
                             + "' scan-secrets --staged > ../said.txt 2>&1";
    const int status = std::system(scan.c_str());
    const std::string said = read("said.txt");
    EXPECT_EQ(WEXITSTATUS(status), 5) << said;
    EXPECT_THAT(said,
                AllOf(HasSubstr("2:conn.yaml:1:8"),
                      HasSubstr("--cached:1:8"),
                      Not(HasSubstr("skipped"))));
    EXPECT_FALSE(std::filesystem::exists(folder() / "ran"));
}

TEST_F(ScanSecrets, onlyWhatIsStaged)
{
    const std::string git = "cd '" + folder().string() + "' && git ";
    ASSERT_EQ(std::system((git + "init -q").c_str()), 0);
    write("a b.txt", m_secret + "\n");
    write("c.txt", "none\n");
    ASSERT_EQ(std::system((git + "add c.txt").c_str()), 0);
    EXPECT_EQ(run({"scan-secrets", "--staged"}).exitCode, 0);
    ASSERT_EQ(std::system((git + "add 'a b.txt'").c_str()), 0);
    write("a b.txt", "taken out again, but not of what is staged\n");
    const auto result = run({"scan-secrets", "--staged"});
    EXPECT_EQ(result.exitCode, 5);
    EXPECT_THAT(result.output, HasSubstr("a b.txt:1:1:"));
    EXPECT_EQ(run({"scan-secrets", "--staged", "c.txt"}).exitCode, 2);
}

TEST_F(ScanSecrets, allowedWithAReason)
{
    write("a.txt", m_secret + "\n");
    const Value json = run({"scan-secrets", "--format", "json"}).json();
    const std::string fingerprint
        = json.find("found")->asList().front().find("fingerprint")->asString();
    write(".postern-secrets.yaml", "allow:\n- fingerprint: " + fingerprint + "\n");
    EXPECT_EQ(run({"scan-secrets"}).exitCode, 3);
    write(".postern-secrets.yaml",
          "allow:\n- fingerprint: " + fingerprint + "\n  reason: made up\n");
    const auto result = run({"scan-secrets"});
    EXPECT_EQ(result.exitCode, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("1 allowed by .postern-secrets.yaml"));
}
