// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/debugsession.h"

#include "app/cli/recordtarget.h"
#include "app/cli/runoptions.h"
#include "app/request/keyvalues.h"
#include "engine/debug/pins.h"

#include <filesystem>
#include <utility>

namespace postern::cli {

namespace {

using Kind = debug::Command::Kind;

std::optional<std::string> scriptOf(const DebugOptions &options)
{
    if (options.script.empty())
        return std::nullopt;
    return request::readNamedFile(options.script);
}

} // namespace

DebugSession::DebugSession(const DebugOptions &options, const CommandLine &line)
    : m_options(options)
    , m_line(line)
    , m_source(options.script.empty() ? "<stdin>" : options.script)
    , m_input(scriptOf(options))
    , m_talk(line.format)
    , m_debugger(debug::Debugger::make([this](const debug::Notice &notice) { note(notice); }))
    , m_progress(line.verbose)
    , m_runs([this] { m_input.wake(); })
{
    const request::RunRequest request = runRequestOf(options.run);
    checkRecordTarget(request.spec, "--events", options.events);
    request.spec.document.requireLoaded();
    m_debugger->setFlow(request.spec.document);
    if (!options.events.empty())
        m_events.emplace(options.events);
    if (!options.pins.empty())
        m_debugger->setPins(debug::readPins(options.pins));
}

void DebugSession::onEvent(const run::RunEvent &event)
{
    const auto *started = std::get_if<run::RunStarted>(&event.data);
    if (!started || event.isNested())
        return;
    const std::lock_guard lock(m_mutex);
    m_startedWith = started->inputs;
    m_input.wake();
}

void DebugSession::note(const debug::Notice &notice)
{
    const std::lock_guard lock(m_mutex);
    m_notices.push_back(notice);
    m_input.wake();
}

void DebugSession::tellNews()
{
    std::vector<debug::Notice> notices;
    std::optional<Value> startedWith;
    std::optional<run::FlowRunResult> result = m_runs.takeResult();
    {
        const std::lock_guard lock(m_mutex);
        notices = std::exchange(m_notices, {});
        startedWith = std::exchange(m_startedWith, std::nullopt);
    }
    if (startedWith)
        m_talk.started(*startedWith);
    for (const debug::Notice &notice : notices)
        tell(notice);
    if (result)
        finish(*result);
}

void DebugSession::tell(const debug::Notice &notice)
{
    m_hasPrompted = false;
    switch (notice.kind) {
    case debug::Notice::Kind::Stopped:
        m_wasInterrupted = false;
        if (notice.line)
            m_talk.pausedAtLine(notice.node.path, *notice.line);
        else
            m_talk.paused(notice.node);
        break;
    case debug::Notice::Kind::Died:
        m_talk.died(notice);
        break;
    case debug::Notice::Kind::Logged:
    case debug::Notice::Kind::Problem:
        m_talk.logged(notice);
        break;
    case debug::Notice::Kind::Resumed:
        break;
    }
}

void DebugSession::finish(const run::FlowRunResult &result)
{
    m_hasPrompted = false;
    m_wasInterrupted = false;
    if (m_recorded)
        m_recorded->finish();
    m_recorded.reset();
    std::vector<std::string> pinned;
    for (const auto &[node, value] : m_debugger->pins())
        pinned.push_back(node);
    m_talk.finished(result, pinned);
    if (!result.error)
        m_exit = ExitCode::Done;
    else if (result.error->code() != ErrorCode::Cancelled)
        m_exit = exitCodeOf(*result.error);
}

bool DebugSession::isBusy() const
{
    return m_runs.isRunning() && m_debugger->snapshot().state != debug::DebugState::Stopped;
}

/// While a flow runs only what is about that is taken at once; the rest waits for its stop.
bool DebugSession::isForBusy()
{
    const std::string *const next = m_input.nextLine();
    if (!next)
        return true; // let it come
    try {
        const debug::Command command = debug::parseCommand(*next);
        return command.kind == Kind::Pause || command.kind == Kind::Stop
               || command.kind == Kind::Nothing;
    } catch (const Error &) { // told once its turn comes
        return false;
    }
}

ExitCode DebugSession::run()
{
    while (!m_quits) {
        tellNews();
        const bool busy = isBusy();
        if (!busy && m_input.isTerminal() && !std::exchange(m_hasPrompted, true))
            printNotePiece("debug> ");
        const bool hearsLines = !busy || (!m_hasInputEnded && isForBusy());
        switch (m_input.wait(hearsLines)) {
        case CommandInput::Event::Line:
            if (!busy || isForBusy()) // it may have come just now
                takeLine();
            break;
        case CommandInput::Event::End:
            m_quits = !busy;
            m_hasInputEnded = true;
            break;
        case CommandInput::Event::Woken:
            break;
        case CommandInput::Event::Interrupted:
            interrupt();
            break;
        case CommandInput::Event::Terminated:
            m_exit = ExitCode::Cancelled;
            m_quits = true;
            break;
        }
    }
    endRun();
    if (m_events)
        m_events->requireWhole();
    return m_exit;
}

/// Ctrl+C stops what runs; where nothing does, or once more, it ends the session.
void DebugSession::interrupt()
{
    if (isBusy() && !std::exchange(m_wasInterrupted, true)) {
        printNote("The flow is stopped at its next node. Ctrl+C once more ends the session.");
        m_debugger->pause();
        return;
    }
    if (m_runs.isRunning())
        m_exit = ExitCode::Cancelled;
    m_quits = true;
}

void DebugSession::takeLine()
{
    if (!m_input.nextLine()) // it has one, or nobody would have said so
        return;
    m_hasPrompted = false;
    const std::string text = m_input.takeLine();
    const Place place{m_source, m_input.lineNumber(), 0};
    try {
        execute(debug::parseCommand(text, place));
    } catch (const Error &error) {
        m_talk.error(Error(error).at(place), m_line.verbose);
    }
}

void DebugSession::start()
{
    if (m_runs.isRunning())
        throw Error(ErrorCode::Usage,
                    tr("The flow is running already."),
                    tr("continue goes on, restart starts it anew."));
    request::RunRequest request = request::makeRunRequest(m_options.run);
    run::RunSpec &spec = request.spec;
    spec.observers = {&m_progress};
    if (m_events)
        spec.observers.push_back(&*m_events);
    spec.observers.push_back(this);
    m_recorded.emplace(m_history, spec, "debug");
    m_debugger->attach(spec);
    m_runs.start(std::move(spec), std::move(request.network));
}

/// Cancels what runs, and tells how it ended.
void DebugSession::endRun()
{
    if (!m_runs.isRunning())
        return;
    m_runs.cancel();
    while (m_runs.isRunning()) {
        tellNews();
        if (m_runs.isRunning())
            m_input.wait(false);
    }
}

void DebugSession::requireRun() const
{
    if (!m_runs.isRunning())
        throw Error(ErrorCode::Usage, tr("The flow isn't running."), tr("run starts it."));
}

bool DebugSession::startsStopped()
{
    if (m_runs.isRunning())
        return false;
    m_debugger->pause();
    start();
    return true;
}

void DebugSession::execute(const debug::Command &command)
{
    switch (command.kind) {
    case Kind::Nothing:
        break;
    case Kind::Run:
        start();
        break;
    case Kind::Continue:
        requireRun();
        m_debugger->resume();
        break;
    case Kind::Next:
        if (!startsStopped())
            m_debugger->next();
        break;
    case Kind::Step:
        if (!startsStopped())
            m_debugger->step();
        break;
    case Kind::Finish:
        requireRun();
        m_debugger->stepOut();
        break;
    case Kind::Until:
        m_debugger->runTo(command.node);
        if (!m_runs.isRunning())
            start();
        break;
    case Kind::Pause:
        m_debugger->pause();
        m_talk.done("pause", "The flow stops at its next node.");
        break;
    case Kind::Retry:
        requireRun();
        retry();
        break;
    case Kind::Fail:
        requireRun();
        m_debugger->fail(command.text);
        break;
    case Kind::Restart:
        endRun();
        start();
        break;
    case Kind::Stop:
        requireRun();
        endRun();
        break;
    case Kind::Quit:
        m_quits = true;
        break;
    default:
        executeMore(command);
        break;
    }
}

/// What looks and changes, and lets nothing go on.
void DebugSession::executeMore(const debug::Command &command)
{
    switch (command.kind) {
    case Kind::Break: {
        const int id = m_debugger->add(command.breakpoint);
        debug::Breakpoint made = command.breakpoint;
        made.id = id;
        m_talk.breakpoint(made);
        break;
    }
    case Kind::Clear:
        clear(command);
        break;
    case Kind::Print:
        if (m_debugger->snapshot().line)
            m_talk.evaluated(m_debugger->lines().evaluate(command.text));
        else
            m_talk.printed(command.text, m_debugger->evaluate(command.text));
        break;
    case Kind::Stack:
        m_talk.stack(lineStop());
        break;
    case Kind::Locals:
        m_talk.locals(m_debugger->lines().locals(command.frame));
        break;
    case Kind::SetInput:
    case Kind::SetOutput:
        setValue(command);
        break;
    case Kind::Revert:
        m_debugger->revert(command.node);
        m_talk.done("revert", "Nothing of " + command.node + " is edited.");
        break;
    case Kind::Pin:
        pin(command);
        break;
    case Kind::Unpin:
        if (command.node.empty())
            m_debugger->setPins({});
        else if (!m_debugger->unpin(command.node))
            throw Error(ErrorCode::Usage, tr("The node '%1' isn't pinned.", command.node));
        keepPins();
        m_talk.done("unpin", "Unpinned.");
        break;
    case Kind::Where:
        m_talk.where(m_debugger->snapshot());
        break;
    case Kind::List:
        m_talk.list(m_debugger->snapshot(), m_debugger->breakpoints(), m_debugger->pins());
        break;
    case Kind::Help:
        m_talk.help(command.text);
        break;
    default:
        break;
    }
}

dap::LineStop DebugSession::lineStop() const
{
    std::optional<dap::LineStop> line = m_debugger->snapshot().line;
    if (!line)
        throw Error(ErrorCode::Usage,
                    tr("No Python code is stopped at a line."),
                    tr("Set a breakpoint at one: break FILE:LINE."));
    return *std::move(line);
}

void DebugSession::clear(const debug::Command &command)
{
    std::size_t removed = 0;
    for (const debug::Breakpoint &each : m_debugger->breakpoints()) {
        const bool isAll = command.id == 0 && command.node.empty();
        const bool isNamed = command.node.empty() ? each.id == command.id
                                                  : each.node == command.node;
        if ((isAll || isNamed) && m_debugger->remove(each.id))
            ++removed;
    }
    if (removed == 0 && command.id != 0)
        throw Error(ErrorCode::Usage,
                    tr("There is no breakpoint %1.", command.id),
                    tr("list tells the breakpoints."));
    if (removed == 0 && !command.node.empty())
        throw Error(ErrorCode::Usage,
                    tr("There is no breakpoint at '%1'.", command.node),
                    tr("list tells the breakpoints."));
    m_talk.cleared(removed);
}

void DebugSession::setValue(const debug::Command &command)
{
    if (command.kind == Kind::SetInput)
        m_debugger->setInput(command.node, command.input, *command.value);
    else
        m_debugger->setOutput(command.node, *command.value);
    m_talk.set(command.node, command.input, *command.value);
}

void DebugSession::pin(const debug::Command &command)
{
    if (command.value)
        m_debugger->pin(command.node, *command.value);
    else
        m_debugger->pin(command.node);
    keepPins();
    const std::map<std::string, Value> pins = m_debugger->pins();
    const auto pinned = pins.find(command.node);
    m_talk.pinned(command.node, pinned == pins.end() ? Value() : pinned->second);
}

void DebugSession::keepPins() const
{
    if (!m_options.pins.empty())
        debug::writePins(m_debugger->pins(), m_options.pins);
}

/// With the prompt and the code as they are in their files by now.
void DebugSession::retry()
{
    const request::RunRequest request = request::makeRunRequest(m_options.run);
    m_debugger->retry(std::make_shared<const flow::FlowDocument>(request.spec.document));
}

} // namespace postern::cli
