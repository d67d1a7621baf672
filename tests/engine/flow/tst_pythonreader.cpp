// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/pythonreader.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <string>
#include <vector>

using namespace postern;
using namespace postern::flow;

namespace {

/// The processes that this one has started.
std::vector<pid_t> children()
{
    const std::string self = std::to_string(::getpid());
    std::ifstream list("/proc/" + self + "/task/" + self + "/children");
    std::vector<pid_t> found;
    for (pid_t child = 0; list >> child;)
        found.push_back(child);
    return found;
}

std::vector<PythonProblem> problemsOf(PythonReader &reader, const std::vector<std::string> &texts)
{
    std::vector<PythonProblem> problems;
    EXPECT_EQ(reader.findProblems(texts, problems), PythonCheck::Done);
    return problems;
}

} // namespace

TEST(PythonReaders, sayWhereATextCanNotBeParsed)
{
    PythonReader reader;
    const auto problems = problemsOf(reader, {"x = 1\n", "\ndef f(:\n", "x = 1\n", "# é\n(\n"});
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].file, 1U);
    EXPECT_EQ(problems[0].line, 2);
    EXPECT_EQ(problems[0].message, "invalid syntax");
    EXPECT_EQ(problems[1].file, 3U);
}

TEST(PythonReaders, askOneProcessAndOnlyAboutWhatIsNew)
{
    PythonReader reader;
    problemsOf(reader, {"a = 1\n", "b = (\n"});
    EXPECT_EQ(reader.askedCount(), 1U);
    EXPECT_EQ(problemsOf(reader, {"b = (\n", "a = 1\n"}).front().file, 0U);
    EXPECT_EQ(reader.askedCount(), 1U); // nothing was new
    EXPECT_TRUE(problemsOf(reader, {"a = 2\n"}).empty());
    EXPECT_EQ(reader.askedCount(), 2U);
    const std::string text = "def f(a: int = 2) -> str: ...\n";
    EXPECT_EQ(reader.entryOf(text, "f").find("line")->asInt(), 1);
    EXPECT_TRUE(reader.entryOf(text, "g").isNull());
    EXPECT_EQ(reader.entryOf(text, "f").find("parameters")->asList().size(), 1U);
    EXPECT_EQ(reader.askedCount(), 4U);
    EXPECT_EQ(reader.startedCount(), 1U);
}

TEST(PythonReaders, tellTheToolsOfAFileWithoutRunningIt)
{
    PythonReader reader;
    const Value tools = reader.toolsOf(
        "import nothing_like_it\nraise SystemExit\n"
        "@tool\ndef rank(hits: list, top: int = 3): ...\n"
        "def helper(a): ...\n"
        "class Search:\n    @tool\n    def find(self, q: str): ...\n");
    ASSERT_TRUE(tools.isList());
    ASSERT_EQ(tools.asList().size(), 2U);
    EXPECT_EQ(tools.asList()[0].find("function")->asString(), "rank");
    EXPECT_EQ(tools.asList()[1].find("function")->asString(), "Search.find");
    const Value *const parameters = tools.asList()[0].find("parameters");
    EXPECT_EQ(parameters->asList()[0].find("type")->asString(), "list");
    EXPECT_EQ(parameters->asList()[1].find("hasDefault")->asBool(), true);
    EXPECT_TRUE(reader.toolsOf("x = 1\n").asList().empty());
    EXPECT_TRUE(reader.toolsOf("def f(:\n").isNull());
}

TEST(PythonReaders, startAnotherProcessWhenTheirsWasKilled)
{
    PythonReader reader;
    problemsOf(reader, {"a = 1\n"});
    const std::vector<pid_t> started = children();
    ASSERT_EQ(started.size(), 1U);
    ::kill(started.front(), SIGKILL);
    EXPECT_EQ(problemsOf(reader, {"a = (\n"}).size(), 1U);
    EXPECT_EQ(reader.startedCount(), 2U);
}

TEST(PythonReaders, leaveNoProcessBehind)
{
    {
        PythonReader reader;
        problemsOf(reader, {"a = 1\n"});
        EXPECT_EQ(children().size(), 1U);
    }
    EXPECT_TRUE(children().empty());
}

TEST(PythonReaders, runNothingOfATextAndSurviveTheWorstOfThem)
{
    PythonReader reader;
    const std::string deep = std::string(20'000, '(');
    std::vector<PythonProblem> problems;
    static_cast<void>(reader.findProblems({deep}, problems)); // too deep for some versions
    problems.clear();
    EXPECT_EQ(reader.findProblems({"raise SystemExit(1)\n", std::string("a\0b", 3), "x ="},
                                  problems),
              PythonCheck::Done);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[1].file, 2U);
}
