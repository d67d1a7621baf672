// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Servers as people have them: HTTPS with a private certificate and a login, SSH with a key that has a
// passphrase and a host that isn't known yet. What is asked for comes by AskPass.

#include "engine/git/repository.h"
#include "engine/process/askpass.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

using namespace postern;
using namespace postern::git;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

class GitRemotes : public GitFolder
{
protected:
    void SetUp() override
    {
        write("repo/flow.dag.yaml", "nodes: []\n");
        sh("git init -q && git add -A && git commit -q -m first");
        sh("git init -q --bare flows.git && git -C flows.git config http.receivepack true",
           "servers");
        const int code = std::system((script("start") + " >/dev/null").c_str());
        if (WEXITSTATUS(code) == 77)
            GTEST_SKIP() << "nginx, fcgiwrap or sshd isn't here, or this isn't root";
        ASSERT_EQ(code, 0);
        m_runs = true;
    }
    void TearDown() override
    {
        if (m_runs)
            EXPECT_EQ(std::system(script("stop").c_str()), 0);
    }

    std::string text(const std::string &name) const
    {
        std::string line = read("servers/" + name);
        line.erase(line.find_last_not_of('\n') + 1);
        return line;
    }
    std::string https() const { return "https://127.0.0.1:" + text("https.port") + "/flows.git"; }
    std::string ssh() const
    {
        return "ssh://root@127.0.0.1:" + text("ssh.port")
               + (folder() / "servers/flows.git").string();
    }

    /// Pushes to that address and clones from it, with these answers by the beginning of the question.
    void pushAndClone(const std::string &address,
                      const std::vector<std::pair<std::string, std::string>> &answers,
                      std::vector<std::pair<std::string, std::string>> more)
    {
        fs::create_directories(folder() / "ask");
        const process::AskPass askPass(loop().get_executor(),
                                       folder() / "ask",
                                       [&](std::string question) -> Task<std::optional<std::string>> {
                                           m_asked += question + "\n";
                                           for (const auto &[begin, answer] : answers) {
                                               if (question.find(begin) != std::string::npos)
                                                   co_return answer;
                                           }
                                           co_return std::nullopt;
                                       });
        const auto asking = askPass.environment();
        more.insert(more.end(), asking.begin(), asking.end());
        Program program(folder() / "repo");
        program.setEnvironment(more);
        program.setTeller([this](const std::string &command) { m_told += command + "\n"; });
        sh("git remote remove origin 2>/dev/null; git remote add origin '" + address + "'");
        const auto repository = wait(Repository::open(program));
        wait(repository->push("origin", "main", true));
        Program other(folder());
        other.setEnvironment(more);
        wait(Repository::clone(other, address, folder() / "clone", {}));
        EXPECT_EQ(read("clone/flow.dag.yaml"), "nodes: []\n");
    }
    ErrorCode failureOf(const std::string &address,
                        const std::vector<std::pair<std::string, std::string>> &answers,
                        std::vector<std::pair<std::string, std::string>> more)
    {
        try {
            pushAndClone(address, answers, std::move(more));
        } catch (const Error &error) {
            m_message = error.message() + error.hint() + error.details();
            return error.code();
        }
        return ErrorCode::Internal;
    }

    std::string m_asked;
    std::string m_told;
    std::string m_message;

private:
    std::string script(const std::string &what) const
    {
        return std::string("'") + POSTERN_SOURCE_DIR + "/tests/engine/git/gitservers' " + what
               + " '" + (folder() / "servers").string() + "'";
    }

    bool m_runs = false;
};

} // namespace

TEST_F(GitRemotes, httpsWithALogin)
{
    const std::vector<std::pair<std::string, std::string>> ca{
        {"GIT_SSL_CAINFO", (folder() / "servers/ca.pem").string()}};
    pushAndClone(https(), {{"Username", "ada"}, {"Password", "s3cret"}}, ca);
    EXPECT_THAT(m_asked, HasSubstr("Password for 'https://ada@127.0.0.1"));
    EXPECT_THAT(m_told, Not(HasSubstr("s3cret")));
}

TEST_F(GitRemotes, httpsThatRefuses)
{
    const std::vector<std::pair<std::string, std::string>> ca{
        {"GIT_SSL_CAINFO", (folder() / "servers/ca.pem").string()}};
    EXPECT_EQ(failureOf(https(), {{"Username", "ada"}, {"Password", "wrong"}}, ca),
              ErrorCode::ConnectionFailed);
    EXPECT_THAT(m_message, HasSubstr("credentials"));
    fs::remove_all(folder() / "ask");
    EXPECT_EQ(failureOf(https(), {}, ca), ErrorCode::ConnectionFailed); // nobody answers
    fs::remove_all(folder() / "ask");
    EXPECT_EQ(failureOf(https(), {}, {}), ErrorCode::ConnectionFailed);
    EXPECT_THAT(m_message, HasSubstr("certificate"));
    fs::remove_all(folder() / "ask");
    EXPECT_EQ(failureOf("https://127.0.0.1:1/flows.git", {}, ca), ErrorCode::ConnectionFailed);
    EXPECT_THAT(m_message, HasSubstr("can't be reached"));
    fs::remove_all(folder() / "ask");
    std::string withPassword = https();
    withPassword.insert(withPassword.find("://") + 3, "ada:hunter2@");
    EXPECT_EQ(failureOf(withPassword, {}, ca), ErrorCode::ConnectionFailed);
    EXPECT_THAT(m_message, Not(HasSubstr("hunter2")));
}

TEST_F(GitRemotes, sshWithAPassphrase)
{
    const std::string command = "ssh -F none -i '" + (folder() / "servers/key").string()
                                + "' -o IdentitiesOnly=yes -o IdentityAgent=none -o "
                                  "StrictHostKeyChecking=ask -o UserKnownHostsFile='"
                                + (folder() / "known").string() + "'";
    const std::vector<std::pair<std::string, std::string>> how{{"GIT_SSH_COMMAND", command}};
    pushAndClone(ssh(), {{"continue connecting", "yes"}, {"passphrase", "open sesame"}}, how);
    EXPECT_THAT(m_asked, HasSubstr("authenticity of host"));
    EXPECT_THAT(m_asked, HasSubstr("Enter passphrase"));
    fs::remove_all(folder() / "ask");
    EXPECT_EQ(failureOf(ssh(), {{"passphrase", "wrong"}}, how), ErrorCode::ConnectionFailed);
    fs::remove_all(folder() / "ask");
    fs::remove(folder() / "known");
    EXPECT_EQ(failureOf(ssh(), {{"continue connecting", "no"}}, how), ErrorCode::ConnectionFailed);
    EXPECT_THAT(m_message, HasSubstr("key isn't known"));
}
