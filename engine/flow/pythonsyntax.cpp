// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/pythonsyntax.h"

#include "engine/base/error.h"
#include "engine/base/json.h"

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

/// A child whose standard input and output are one socket, closed and reaped with this object.
class Child
{
public:
    Child(const std::string &program, std::vector<std::string> arguments)
    {
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        std::vector<std::string> words = {program, "-I", "-S"};
        std::move(arguments.begin(), arguments.end(), std::back_inserter(words));
        std::vector<char *> pointers;
        pointers.reserve(words.size() + 1);
        for (std::string &word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        std::array<char *, 1> environment{};
        if (posix_spawn(&m_pid,
                        program.c_str(),
                        &actions,
                        nullptr,
                        pointers.data(),
                        environment.data())
            != 0)
            m_pid = -1;
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        m_socket = ends[0];
    }

    ~Child()
    {
        if (m_socket >= 0)
            close(m_socket);
        if (m_pid <= 0)
            return;
        kill(m_pid, SIGKILL);
        while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Sends the question and collects the answer until the child closes; nothing when it takes
    /// too long or says too much.
    std::optional<std::string> ask(std::string_view question, std::chrono::seconds limit) const
    {
        if (m_pid <= 0)
            return {};
        const auto end = std::chrono::steady_clock::now() + limit;
        std::string answer;
        while (answer.size() <= kMaxAnswer) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                end - std::chrono::steady_clock::now());
            pollfd poll{m_socket, POLLIN, 0};
            if (!question.empty())
                poll.events |= POLLOUT;
            const int ready = left.count() <= 0 ? 0
                                                : ::poll(&poll, 1, static_cast<int>(left.count()));
            if (ready < 0 && errno == EINTR)
                continue;
            if (ready <= 0)
                return {};
            if ((poll.revents & POLLOUT) != 0 && !sendSome(question))
                return {};
            if ((poll.revents & (POLLIN | POLLHUP)) == 0)
                continue;
            std::array<char, 16384> buffer{};
            const ssize_t count = read(m_socket, buffer.data(), buffer.size());
            if (count == 0)
                return answer;
            if (count < 0 && errno != EINTR && errno != EAGAIN)
                return {};
            if (count > 0)
                answer.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return {};
    }

private:
    /// Sends what fits; tells the child at the end that nothing follows.
    bool sendSome(std::string_view &question) const
    {
        const ssize_t count
            = send(m_socket, question.data(), question.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0)
            return errno == EAGAIN || errno == EINTR;
        question.remove_prefix(static_cast<std::size_t>(count));
        if (question.empty())
            shutdown(m_socket, SHUT_WR);
        return true;
    }

    pid_t m_pid = -1;
    int m_socket = -1;
};

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
    const Child child(program, {"-c", kScript});
    const std::optional<std::string> answer = child.ask(json::write(Value(
                                                            List(texts.begin(), texts.end()))),
                                                        std::chrono::seconds(seconds));
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
    const Child child(program, std::move(arguments));
    return child.ask(question, std::chrono::seconds(seconds));
}

} // namespace postern::flow
