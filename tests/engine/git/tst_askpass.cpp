// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/askpass.h"
#include "engine/process/child.h"
#include "tests/engine/git/gitfolder.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::ElementsAre;

namespace {

class AskPassTest : public git::GitFolder
{
protected:
    process::Output ask(const process::AskPass &askPass, const std::string &words)
    {
        process::Command command;
        command.program = "/bin/sh";
        command.arguments = {"-c", words};
        command.environment = askPass.environment();
        command.pipeInput = true;
        return wait(process::run(std::move(command)));
    }
};

} // namespace

TEST_F(AskPassTest, questionsAreAnsweredOneByOne)
{
    std::vector<std::string> asked;
    const process::AskPass askPass(loop().get_executor(),
                                   folder(),
                                   [&asked](
                                       std::string question) -> Task<std::optional<std::string>> {
                                       asked.push_back(question);
                                       if (question.starts_with("Refuse"))
                                           co_return std::nullopt;
                                       co_return question.starts_with("Empty") ? "" : "s3 cr\\et'";
                                   });
    const process::Output output = ask(askPass,
                                       "\"$GIT_ASKPASS\" \"Password for 'x':\"; \"$SSH_ASKPASS\" "
                                       "'Empty?'; \"$GIT_ASKPASS\" 'Refuse\nme' || echo refused");
    EXPECT_EQ(output.output, "s3 cr\\et'\n\nrefused\n");
    EXPECT_THAT(asked, ElementsAre("Password for 'x':", "Empty?", "Refuse\nme"));
}

TEST_F(AskPassTest, whatCantBeOneLineIsRefused)
{
    const process::AskPass askPass(loop().get_executor(),
                                   folder(),
                                   [](std::string) -> Task<std::optional<std::string>> {
                                       co_return "two\nlines";
                                   });
    EXPECT_EQ(ask(askPass, "\"$GIT_ASKPASS\" x || echo refused").output, "refused\n");
}
