// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/pythonreader.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/task.h"
#include "engine/process/child.h"
#include "engine/process/program.h"
#include "engine/store/resources.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <exception>
#include <filesystem>

namespace asio = boost::asio;

namespace postern::flow {

namespace {

constexpr std::size_t kMaxAnswer = 1024UL * 1024;
constexpr std::size_t kChunk = 16384;
constexpr std::chrono::seconds kDying{5};    ///< until a killed process is gone
constexpr std::size_t kMostKeptAnswers = 64; ///< whose answers are kept

/// The interpreter of the system; a PATH entry that isn't absolute could lead into the folder.
std::string interpreter()
{
    for (const char *candidate : {"/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"}) {
        if (process::isProgram(candidate))
            return candidate;
    }
    return {};
}

int intAt(const Value &row, std::size_t index)
{
    const Value &value = row.asList().at(index);
    return value.isInt() ? static_cast<int>(value.asInt()) : 1;
}

} // namespace

/// The interpreter that is kept, spoken to line by line.
class PythonReader::Child
{
public:
    /// Throws Error EnvironmentFailed.
    Child(const std::string &program, const std::filesystem::path &script)
        : m_child(
              std::make_unique<process::Child>(m_loop.get_executor(), commandOf(program, script)))
    {}

    /// Sends a line and collects the one that answers it; nothing when the child ends, takes too long
    /// or says too much: then it is of no more use.
    std::optional<std::string> ask(std::string question, std::chrono::milliseconds limit)
    {
        m_question = std::move(question);
        m_answer.clear();
        bool isDone = false;
        asio::co_spawn(m_loop, exchange(), [&isDone](const std::exception_ptr &) { isDone = true; });
        runUntil(isDone, limit);
        if (!isDone) {
            m_child->kill();
            runUntil(isDone, kDying);
        }
        return isDone && m_answer.ends_with('\n') ? std::optional(m_answer) : std::nullopt;
    }

private:
    static process::Command commandOf(const std::string &program,
                                      const std::filesystem::path &script)
    {
        process::Command command;
        command.program = program;
        command.arguments = {"-I", "-S", script.string()};
        command.inheritsEnvironment = false;
        command.pipeInput = true;
        return command;
    }

    void runUntil(const bool &isDone, std::chrono::milliseconds limit)
    {
        const auto end = std::chrono::steady_clock::now() + limit;
        m_loop.restart();
        while (!isDone && m_loop.run_one_until(end) > 0) {
        }
    }

    Task<void> exchange()
    {
        boost::system::error_code failed;
        auto token = asio::redirect_error(asio::use_awaitable, failed);
        co_await asio::async_write(m_child->input(), asio::buffer(m_question), token);
        std::array<char, kChunk> chunk{};
        while (!failed && !m_answer.ends_with('\n') && m_answer.size() <= kMaxAnswer) {
            const std::size_t count = co_await m_child->readOutput(asio::buffer(chunk));
            if (count == 0)
                co_return;
            m_answer.append(chunk.data(), count);
        }
    }

    asio::io_context m_loop{1};
    std::unique_ptr<process::Child> m_child;
    std::string m_question;
    std::string m_answer;
};

PythonReader::PythonReader(std::chrono::seconds limit)
    : m_limit(limit)
{}

PythonReader::~PythonReader() = default;

bool PythonReader::start()
{
    const std::string program = interpreter();
    if (program.empty())
        return false;
    const auto script = store::resourcesFolder() / "python" / "postern_worker" / "reader.py";
    try {
        m_child = std::make_unique<Child>(program, script);
    } catch (const Error &) {
        return false;
    }
    ++m_started;
    return true;
}

std::optional<Value> PythonReader::ask(const Value &question)
{
    const std::string line = json::write(question) + '\n';
    const bool isKept = m_child != nullptr;
    ++m_asked;
    // One that was kept may have been killed meanwhile.
    for (int attempt = isKept ? 0 : 1; attempt < 2; ++attempt) {
        if (!m_child && !start())
            return {};
        const auto begin = std::chrono::steady_clock::now();
        if (const std::optional<std::string> answer = m_child->ask(line, m_limit)) {
            try {
                return json::parse(*answer);
            } catch (const Error &) {
                return {};
            }
        }
        m_child.reset();
        if (std::chrono::steady_clock::now() - begin >= m_limit)
            break; // another would take as long
    }
    return {};
}

PythonCheck PythonReader::findProblems(const std::vector<std::string> &texts,
                                       std::vector<PythonProblem> &problems)
{
    std::map<std::string, Problem> known;
    std::vector<std::string> unknown;
    for (const std::string &text : texts) {
        if (const auto found = m_problems.find(text); found != m_problems.end())
            known.insert(*found);
        else
            unknown.push_back(text);
    }
    m_problems = std::move(known);
    if (!unknown.empty()) {
        if (!m_child && interpreter().empty())
            return PythonCheck::NoInterpreter;
        if (!learnProblems(unknown))
            return PythonCheck::Failed;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Problem &problem = m_problems.at(texts[i]);
        if (!problem)
            continue;
        problems.push_back(*problem);
        problems.back().file = i;
    }
    return PythonCheck::Done;
}

bool PythonReader::learnProblems(const std::vector<std::string> &texts)
{
    Dict question;
    question.append("texts", Value(List(texts.begin(), texts.end())));
    const std::optional<Value> rows = ask(Value(std::move(question)));
    if (!rows || !rows->isList())
        return false;
    std::map<std::string, Problem> learnt;
    for (const std::string &text : texts)
        learnt.emplace(text, std::nullopt);
    for (const Value &row : rows->asList()) {
        if (!row.isList() || row.asList().size() != 4 || !row.asList()[3].isString())
            return false;
        const auto index = static_cast<std::size_t>(intAt(row, 0));
        if (index < texts.size())
            learnt[texts[index]]
                = PythonProblem{0, intAt(row, 1), intAt(row, 2), row.asList()[3].asString()};
    }
    m_problems.merge(learnt);
    return true;
}

Value PythonReader::entryOf(const std::string &text, const std::string &name)
{
    return known({text, name}, Dict{{"entry", name}, {"text", text}});
}

Value PythonReader::toolsOf(const std::string &text)
{
    return known({text, {}}, Dict{{"tools", text}});
}

Value PythonReader::known(const std::pair<std::string, std::string> &key, Dict question)
{
    if (const auto found = m_entries.find(key); found != m_entries.end())
        return found->second;
    const std::optional<Value> answer = ask(Value(std::move(question)));
    if (!answer)
        return {};
    if (m_entries.size() >= kMostKeptAnswers)
        m_entries.clear();
    m_entries.emplace(key, *answer);
    return *answer;
}

} // namespace postern::flow
