// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dap/pythonlines.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <chrono>
#include <future>
#include <set>
#include <utility>

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace postern::dap {

namespace {

constexpr std::int64_t kMostFrames = 200;
constexpr std::int64_t kMostVariables = 500;
// The node whose call runs in a thread is known there alone.
constexpr const char *kAskNode = "__import__('postern_worker.debugging', fromlist=['node']).node()";

const List &listIn(const Value &dict, std::string_view key)
{
    static const List kNone;
    const Value *const found = dict.isDict() ? dict.find(key) : nullptr;
    return found && found->isList() ? found->asList() : kNone;
}

std::string pathIn(const std::string &file, const std::string &folder)
{
    const fs::path path(file);
    return path.is_absolute() ? file : (fs::path(folder) / path).string();
}

std::string shownPath(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder + '/') ? file.substr(folder.size() + 1) : file;
}

Variable readVariable(const Value &told, std::string name)
{
    Variable variable;
    variable.name = std::move(name);
    variable.value = textOf(told, told.find("value") ? "value" : "result");
    variable.type = textOf(told, "type");
    variable.reference = numberOf(told, "variablesReference");
    return variable;
}

/// Without what every value of Python has.
std::vector<Variable> readVariables(const Value &body)
{
    std::vector<Variable> variables;
    for (const Value &each : listIn(body, "variables")) {
        const std::string name = textOf(each, "name");
        if (name != "special variables" && name != "function variables" && name != "class variables")
            variables.push_back(readVariable(each, name));
    }
    return variables;
}

Task<std::vector<Variable>> askVariables(std::shared_ptr<Session> session, std::int64_t reference)
{
    Value arguments(
        Dict{{"variablesReference", reference}, {"start", 0}, {"count", kMostVariables}});
    auto asking = session->ask("variables", std::move(arguments));
    const Value body = co_await std::move(asking);
    std::vector<Variable> variables = readVariables(body);
    if (variables.size() > static_cast<std::size_t>(kMostVariables))
        variables.resize(kMostVariables);
    co_return variables;
}

Task<std::vector<Variable>> askLocals(std::shared_ptr<Session> session, std::int64_t frame)
{
    auto asking = session->ask("scopes", Dict{{"frameId", frame}});
    const Value body = co_await std::move(asking);
    const List &scopes = listIn(body, "scopes");
    if (scopes.empty())
        co_return std::vector<Variable>();
    auto reading = askVariables(session, numberOf(scopes.front(), "variablesReference"));
    co_return co_await std::move(reading);
}

Task<Variable> askValue(std::shared_ptr<Session> session, std::string expression, std::int64_t frame)
{
    Value arguments(Dict{{"expression", expression}, {"frameId", frame}, {"context", "repl"}});
    auto asking = session->ask("evaluate", std::move(arguments));
    const Value body = co_await std::move(asking);
    co_return readVariable(body, expression);
}

Task<std::vector<Frame>> askFrames(std::shared_ptr<Session> session, std::int64_t thread)
{
    Value arguments(Dict{{"threadId", thread}, {"startFrame", 0}, {"levels", kMostFrames}});
    auto asking = session->ask("stackTrace", std::move(arguments));
    const Value body = co_await std::move(asking);
    std::vector<Frame> frames;
    for (const Value &each : listIn(body, "stackFrames")) {
        const Value *const source = each.find("source");
        frames.push_back({numberOf(each, "id"),
                          textOf(each, "name"),
                          shownPath(source ? textOf(*source, "path") : "", session->hello().folder),
                          static_cast<int>(numberOf(each, "line"))});
    }
    co_return frames;
}

const char *commandOf(Step step)
{
    switch (step) {
    case Step::Continue:
        return "continue";
    case Step::Over:
        return "next";
    case Step::Into:
        return "stepIn";
    case Step::Out:
        return "stepOut";
    }
    return "continue";
}

} // namespace

PythonLines::PythonLines(Listener listener)
    : m_listener(std::move(listener))
{}

PythonLines::~PythonLines()
{
    m_loop.stop();
    if (m_thread.joinable())
        m_thread.join();
}

fs::path PythonLines::socket()
{
    const std::lock_guard lock(m_mutex);
    if (!m_folder)
        m_folder.emplace();
    fs::path path = m_folder->path() / "lines";
    if (!std::exchange(m_isListening, true)) {
        auto acceptor = std::make_shared<asio::local::stream_protocol::acceptor>(
            m_loop, asio::local::stream_protocol::endpoint(path.string()));
        asio::co_spawn(m_loop, listen(std::move(acceptor)), asio::detached);
        m_thread = std::thread([this] { m_loop.run(); });
    }
    return path;
}

Task<void> PythonLines::listen(std::shared_ptr<asio::local::stream_protocol::acceptor> acceptor)
{
    for (;;) {
        Session::Socket socket = co_await acceptor->async_accept(asio::use_awaitable);
        asio::co_spawn(m_loop, serve(std::move(socket)), asio::detached);
    }
}

Task<void> PythonLines::serve(Session::Socket socket)
{
    std::weak_ptr<Session> weak;
    const auto session = std::make_shared<Session>(std::move(socket),
                                                   [this, &weak](const std::string &event,
                                                                 const Value &body) {
                                                       if (const auto self = weak.lock())
                                                           onEvent(self, event, body);
                                                   });
    weak = session;
    try {
        co_await session->greet();
    } catch (const std::exception &) { // gone before it said a word
        co_return;
    }
    if (!session->hello().problem.empty()) {
        refuse(session->hello());
        co_return;
    }
    m_sessions.push_back(session);
    asio::co_spawn(m_loop, begin(session), asio::detached);
    co_await session->read();
    end(session);
}

/// What the protocol wants said first. The process waits for its end.
Task<void> PythonLines::begin(std::shared_ptr<Session> session)
{
    try {
        Value about(Dict{{"clientID", "postern"},
                         {"adapterID", "postern"},
                         {"pathFormat", "path"},
                         {"linesStartAt1", true},
                         {"columnsStartAt1", true},
                         {"supportsVariableType", true}});
        auto initializing = session->ask("initialize", std::move(about));
        co_await std::move(initializing);
        Value own(Dict{{"path", session->hello().own + "/**"}, {"include", false}});
        Value how(Dict{{"justMyCode", true}, {"redirectOutput", false}, {"rules", List{own}}});
        auto attaching = session->ask("attach", std::move(how));
        co_await std::move(attaching);
        auto giving = giveBreakpoints(session, {});
        co_await std::move(giving);
        auto ending = session->ask("configurationDone", Dict());
        co_await std::move(ending);
    } catch (const Error &error) {
        if (session->isOpen())
            tell({.kind = LineNotice::Kind::Problem, .error = error});
        session->close(); // else it would wait for ever
    }
}

/// Those of every file, or of one, which may have none any more.
Task<void> PythonLines::giveBreakpoints(std::shared_ptr<Session> session, std::string file)
{
    std::vector<LineBreakpoint> all;
    {
        const std::lock_guard lock(m_mutex);
        all = m_breakpoints;
    }
    std::set<std::string> files;
    for (const LineBreakpoint &each : all)
        files.insert(each.file);
    if (!file.empty())
        files = {file};
    for (const std::string &name : files) {
        List lines;
        for (const LineBreakpoint &each : all) {
            if (each.file != name)
                continue;
            Dict line{{"line", each.line}};
            if (!each.condition.empty())
                line.append("condition", each.condition);
            if (each.hits > 1)
                line.append("hitCondition", ">=" + std::to_string(each.hits));
            if (!each.log.empty())
                line.append("logMessage", each.log);
            lines.emplace_back(std::move(line));
        }
        Value arguments(Dict{{"source", Dict{{"path", pathIn(name, session->hello().folder)}}},
                             {"breakpoints", std::move(lines)}});
        auto asking = session->ask("setBreakpoints", std::move(arguments));
        co_await std::move(asking);
    }
}

void PythonLines::setBreakpoints(std::vector<LineBreakpoint> breakpoints)
{
    std::set<std::string> files;
    {
        const std::lock_guard lock(m_mutex);
        if (breakpoints == m_breakpoints)
            return;
        for (const auto *list : {&breakpoints, &m_breakpoints}) {
            for (const LineBreakpoint &each : *list)
                files.insert(each.file);
        }
        m_breakpoints = std::move(breakpoints);
        if (!m_isListening)
            return;
    }
    asio::post(m_loop, [this, files] {
        for (const auto &session : m_sessions) {
            for (const std::string &file : files) {
                asio::co_spawn(m_loop,
                               giveBreakpoints(session, file),
                               [](const std::exception_ptr &) {});
            }
        }
    });
}

void PythonLines::onEvent(const std::shared_ptr<Session> &session,
                          const std::string &event,
                          const Value &body)
{
    if (event == "stopped") {
        asio::co_spawn(m_loop, look(session, body), [](const std::exception_ptr &) {
        }); // it ended meanwhile
    } else if (event == "output" && textOf(body, "category") == "stdout") {
        std::string text = textOf(body, "output");
        while (text.ends_with('\n'))
            text.pop_back();
        tell({.kind = LineNotice::Kind::Logged, .text = std::move(text)});
    }
}

/// Asks where it stands, and tells it.
Task<void> PythonLines::look(std::shared_ptr<Session> session, Value body)
{
    Standing standing{session, numberOf(body, "threadId"), {}};
    standing.stop.reason = textOf(body, "reason");
    standing.stop.text = textOf(body, "text");
    auto looking = askFrames(session, standing.thread);
    standing.stop.frames = co_await std::move(looking);
    if (standing.stop.frames.empty())
        co_return;
    const std::int64_t frame = standing.stop.frames.front().id;
    try {
        auto asking = askValue(session, kAskNode, frame);
        const Variable node = co_await std::move(asking);
        if (node.value.size() > 2) // 'name', as Python prints it
            standing.stop.node = node.value.substr(1, node.value.size() - 2);
    } catch (const Error &) { // a thread of the code's own
    }
    auto reading = askLocals(session, frame);
    standing.stop.locals = co_await std::move(reading);
    bool isStop = false;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_standing,
                      [&session](const Standing &each) { return each.session == session; });
        m_standing.push_back(standing);
        m_stepping.reset();
        isStop = m_standing.size() == 1;
    }
    if (isStop)
        tell({.kind = LineNotice::Kind::Stopped, .node = standing.stop.node});
}

std::optional<LineStop> PythonLines::stop() const
{
    const std::lock_guard lock(m_mutex);
    return m_standing.empty() ? std::nullopt : std::optional(m_standing.front().stop);
}

void PythonLines::go(Step step)
{
    Standing standing;
    {
        const std::lock_guard lock(m_mutex);
        if (m_standing.empty())
            return;
        standing = std::move(m_standing.front());
        m_standing.pop_front();
        m_stepping.reset();
        if (step != Step::Continue)
            m_stepping = standing;
    }
    const std::string node = standing.stop.node;
    asio::co_spawn(m_loop,
                   this->step(std::move(standing), commandOf(step)),
                   [](const std::exception_ptr &) {});
    tell({.kind = LineNotice::Kind::Resumed, .node = node});
    showNext();
}

void PythonLines::endStep()
{
    std::optional<Standing> stepping;
    {
        const std::lock_guard lock(m_mutex);
        stepping = std::exchange(m_stepping, std::nullopt);
    }
    if (stepping)
        asio::co_spawn(m_loop,
                       step(*std::move(stepping), commandOf(Step::Continue)),
                       [](const std::exception_ptr &) {});
}

Task<void> PythonLines::step(Standing standing, std::string command)
{
    auto asking = standing.session->ask(std::move(command), Dict{{"threadId", standing.thread}});
    co_await std::move(asking);
}

/// Another process may stand, too.
void PythonLines::showNext()
{
    const std::optional<LineStop> next = stop();
    if (next)
        tell({.kind = LineNotice::Kind::Stopped, .node = next->node});
}

void PythonLines::end(const std::shared_ptr<Session> &session)
{
    std::erase(m_sessions, session);
    std::optional<LineStop> last;
    {
        const std::lock_guard lock(m_mutex);
        const bool wasStop = !m_standing.empty() && m_standing.front().session == session;
        if (wasStop)
            last = m_standing.front().stop;
        std::erase_if(m_standing,
                      [&session](const Standing &each) { return each.session == session; });
    }
    if (!last)
        return;
    const Frame &frame = last->frames.front();
    tell({.kind = LineNotice::Kind::Ended,
          .node = last->node,
          .text = frame.file + ':' + std::to_string(frame.line)});
    showNext();
}

void PythonLines::refuse(const Hello &hello) const
{
    Message hint = tr(
        "Install it there (pip install debugpy), or give Postern its wheel file: postern "
        "env add-wheel FILE. No network is needed for that.");
    Error error
        = hello.isMissing
              ? Error(ErrorCode::EnvironmentFailed,
                      tr("Lines can't be debugged: the flow's Python %1 has no debugpy.",
                         hello.python),
                      std::move(hint))
              : Error(ErrorCode::EnvironmentFailed,
                      tr("Lines can't be debugged: debugpy can't be used by the flow's Python "
                         "%1: %2.",
                         hello.python,
                         hello.problem),
                      std::move(hint));
    tell({.kind = LineNotice::Kind::Problem, .error = std::move(error)});
}

void PythonLines::tell(const LineNotice &notice) const
{
    if (m_listener)
        m_listener(notice);
}

PythonLines::Standing PythonLines::standing() const
{
    const std::lock_guard lock(m_mutex);
    if (m_standing.empty())
        throw Error(ErrorCode::Usage,
                    tr("No Python code is stopped at a line."),
                    tr("Set a breakpoint at one: break FILE:LINE."));
    return m_standing.front();
}

template<typename Answer>
Answer PythonLines::wait(Task<Answer> task)
{
    return asio::co_spawn(m_loop, std::move(task), asio::use_future).get();
}

static const Frame &frameOf(const LineStop &stop, std::size_t frame)
{
    if (frame >= stop.frames.size())
        throw Error(ErrorCode::Usage,
                    tr("There is no frame %1.", frame),
                    tr("stack tells the frames."));
    return stop.frames[frame];
}

Variable PythonLines::evaluate(const std::string &expression, std::size_t frame)
{
    const Standing here = standing();
    return wait(askValue(here.session, expression, frameOf(here.stop, frame).id));
}

std::vector<Variable> PythonLines::locals(std::size_t frame)
{
    const Standing here = standing();
    return wait(askLocals(here.session, frameOf(here.stop, frame).id));
}

std::vector<Variable> PythonLines::variables(std::int64_t reference)
{
    const Standing here = standing();
    return wait(askVariables(here.session, reference));
}

} // namespace postern::dap
