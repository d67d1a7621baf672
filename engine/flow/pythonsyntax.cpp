// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/pythonsyntax.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/process/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <iterator>
#include <optional>
#include <utility>

namespace postern::flow {

namespace {

constexpr std::size_t kMaxAnswer = 1024UL * 1024;

/// Reads [text, ...] as JSON, writes [[index, line, column, message], ...].
constexpr const char *kScript = R"(
import ast, json, sys, warnings
warnings.simplefilter('ignore')
found = []
for index, text in enumerate(json.loads(sys.stdin.buffer.read())):
    try:
        ast.parse(text)
    except SyntaxError as e:
        found.append([index, e.lineno or 1, e.offset or 1, str(e.msg)[:300]])
    except Exception as e:
        found.append([index, 1, 1, type(e).__name__ + ': ' + str(e)[:300]])
sys.stdout.write(json.dumps(found))
)";

/// The interpreter of the system; a PATH entry that isn't absolute could lead into the folder.
std::string interpreter()
{
    for (const char *candidate : {"/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"}) {
        if (access(candidate, X_OK) == 0)
            return candidate;
    }
    return {};
}

/// What the system's interpreter, which sees nothing of ours, answers; `arguments` are those after
/// "-I -S".
std::optional<std::string> answerOf(const std::string &program,
                                    std::vector<std::string> arguments,
                                    std::string question,
                                    int seconds)
{
    process::Command command;
    command.program = program;
    command.arguments = {"-I", "-S"};
    std::move(arguments.begin(), arguments.end(), std::back_inserter(command.arguments));
    command.inheritsEnvironment = false;
    try {
        std::optional<process::Output> said = process::runBlocking(std::move(command),
                                                                   std::move(question),
                                                                   std::chrono::seconds(seconds),
                                                                   kMaxAnswer);
        if (said)
            return std::move(said->output);
    } catch (const Error &) { // it can't be started, or says too much
    }
    return {};
}

int intAt(const Value &row, std::size_t index)
{
    const Value &value = row.asList().at(index);
    return value.isInt() ? static_cast<int>(value.asInt()) : 1;
}

} // namespace

PythonCheck findPythonProblems(const std::vector<std::string> &texts,
                               std::vector<PythonProblem> &problems,
                               int seconds)
{
    if (texts.empty())
        return PythonCheck::Done;
    const std::string program = interpreter();
    if (program.empty())
        return PythonCheck::NoInterpreter;
    const std::optional<std::string> answer = answerOf(program,
                                                       {"-c", kScript},
                                                       json::write(
                                                           Value(List(texts.begin(), texts.end()))),
                                                       seconds);
    if (!answer)
        return PythonCheck::Failed;
    try {
        const Value rows = json::parse(*answer);
        for (const Value &row : rows.isList() ? rows.asList() : List()) {
            if (!row.isList() || row.asList().size() != 4 || !row.asList()[3].isString())
                return PythonCheck::Failed;
            const auto index = static_cast<std::size_t>(intAt(row, 0));
            if (index < texts.size())
                problems.push_back(
                    {index, intAt(row, 1), intAt(row, 2), row.asList()[3].asString()});
        }
    } catch (const Error &) {
        return PythonCheck::Failed;
    }
    return PythonCheck::Done;
}

std::optional<std::string> askPython(std::vector<std::string> arguments,
                                     std::string_view question,
                                     int seconds)
{
    const std::string program = interpreter();
    if (program.empty())
        return {};
    return answerOf(program, std::move(arguments), std::string(question), seconds);
}

} // namespace postern::flow
