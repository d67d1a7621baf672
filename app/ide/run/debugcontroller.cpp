// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/debugcontroller.h"

#include "engine/base/json.h"
#include "engine/debug/watch.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/run/runmodel.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <map>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kMostNotices = 10'000; // of logpoints, between two turns of the window

debug::BreakOn kindOf(Breakpoint::Kind kind)
{
    switch (kind) {
    case Breakpoint::Kind::Node:
        return debug::BreakOn::Node;
    case Breakpoint::Kind::Edge:
        return debug::BreakOn::Edge;
    case Breakpoint::Kind::Error:
        return debug::BreakOn::Error;
    case Breakpoint::Kind::Schema:
        return debug::BreakOn::SchemaMismatch;
    case Breakpoint::Kind::Tokens:
        return debug::BreakOn::Tokens;
    case Breakpoint::Kind::EmptyRetrieval:
        return debug::BreakOn::EmptyRetrieval;
    case Breakpoint::Kind::Line:
        return debug::BreakOn::Line;
    }
    return debug::BreakOn::Node;
}

debug::Breakpoint engineBreakpoint(const Breakpoint &breakpoint)
{
    debug::Breakpoint made;
    made.on = kindOf(breakpoint.kind);
    made.node = breakpoint.node.toStdString();
    made.moment = breakpoint.isAfter ? debug::Moment::After : debug::Moment::Before;
    made.tokens = breakpoint.tokens;
    made.file = breakpoint.file.toStdString();
    made.line = breakpoint.line;
    made.condition = breakpoint.condition.toStdString();
    made.hits = static_cast<std::size_t>(breakpoint.hits);
    made.log = breakpoint.log.toStdString();
    made.isEnabled = breakpoint.isEnabled;
    return made;
}

QString shownValue(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return QString::fromStdString(json::write(value, options));
}

/// At a line an expression is one of Python, if it can be.
WatchAnswer evaluated(debug::Debugger &debugger, const std::string &expression, bool isAtLine)
{
    if (isAtLine) {
        try {
            return {WatchAnswer::Kind::Value,
                    QString::fromStdString(debugger.lines().evaluate(expression).value)};
        } catch (const Error &) { // it may be about nodes
        }
    }
    try {
        return {WatchAnswer::Kind::Value, shownValue(debugger.evaluate(expression))};
    } catch (const Error &error) {
        return {WatchAnswer::Kind::Error, theme::translated(error.translatableMessage())};
    }
}

/// Whether an expression is about a node that isn't known yet at the moment that is looked at.
bool isOfLater(const std::string &expression, const widgets::RunModel &model)
{
    if (model.steppedBackTo().empty())
        return false;
    try {
        const std::vector<std::string> nodes = debug::Watch(expression).nodes();
        return std::ranges::any_of(nodes, [&model](const std::string &node) {
            return model.momentOf(node) != graph::Moment::Now;
        });
    } catch (const Error &) {
        return false; // what is wrong with it is said by whoever evaluates it
    }
}

} // namespace

DebugController::DebugController(Breakpoints &breakpoints,
                                 Watches &watches,
                                 widgets::RunModel &model,
                                 const graph::GraphModel &graph,
                                 QObject *parent)
    : QObject(parent)
    , m_breakpoints(breakpoints)
    , m_watches(watches)
    , m_model(model)
    , m_graph(graph)
    , m_debugger(debug::Debugger::make([this](const debug::Notice &notice) { post(notice); }))
{
    m_evaluators.setMaxThreadCount(1);
    connect(&breakpoints, &Breakpoints::changed, this, &DebugController::syncBreakpoints);
    connect(&breakpoints, &Breakpoints::renamed, this, &DebugController::renamePin);
    connect(&watches, &Watches::wanted, this, &DebugController::answerWatches);
    connect(&model, &widgets::RunModel::momentChanged, this, &DebugController::answerWatches);
    connect(&model, &widgets::RunModel::stateChanged, this, &DebugController::refresh);
    connect(&model, &widgets::RunModel::stateChanged, this, &DebugController::answerWatches);
}

DebugController::~DebugController()
{
    m_evaluating.cancel();
    m_asking.cancel();
    m_evaluators.waitForDone();
}

void DebugController::attach(run::RunSpec &spec, bool withBreakpoints)
{
    m_usesBreakpoints = withBreakpoints;
    m_debugger->setFlow(spec.document);
    m_debugger->clearBreakpoints(); // those of the flow as it was, and where a run never came to
    m_known.clear();
    m_isAttached = true;
    syncBreakpoints();
    m_debugger->attach(spec);
    m_snapshot = {};
    emit changed();
}

void DebugController::editAhead(const std::string &node, const Dict &inputs)
{
    command(tr("Edit inputs"), [&](debug::Debugger &debugger) {
        for (const auto &[name, value] : inputs)
            debugger.setInput(node, name.asString(), value);
    });
}

void DebugController::forget()
{
    m_isAttached = false;
    m_debugger->clearBreakpoints();
    m_known.clear();
    m_debugger->setPins({});
    emit pinsChanged();
}

QString DebugController::stoppedNode() const
{
    if (m_snapshot.line)
        return QString::fromStdString(m_snapshot.line->node);
    if (!m_snapshot.stop)
        return {};
    const QString path = QString::fromStdString(m_snapshot.stop->path);
    return path.section(QLatin1Char('/'), 0, 0);
}

QString DebugController::problemOf(const Breakpoint &breakpoint)
{
    try {
        if (breakpoint.kind == Breakpoint::Kind::Line)
            return {}; // Python says it where it stops
        if (!breakpoint.condition.isEmpty())
            debug::Watch(breakpoint.condition.toStdString());
        if (!breakpoint.log.isEmpty())
            debug::checkLogText(breakpoint.log.toStdString());
    } catch (const Error &error) {
        return theme::translated(error.translatableMessage());
    }
    return {};
}

QStringList DebugController::pinned() const
{
    QStringList names;
    for (const auto &[name, value] : m_debugger->pins())
        names.append(QString::fromStdString(name));
    return names;
}

bool DebugController::isPinned(const QString &node) const
{
    return m_debugger->pins().contains(node.toStdString());
}

void DebugController::togglePin(const QString &node)
{
    const std::string name = node.toStdString();
    command(tr("Pin output"), [&](debug::Debugger &debugger) {
        if (!debugger.unpin(name))
            debugger.pin(name);
    });
    emit pinsChanged();
}

void DebugController::renamePin(const QString &from, const QString &to)
{
    std::map<std::string, Value> pins = m_debugger->pins();
    auto pin = pins.extract(from.toStdString());
    if (pin.empty())
        return;
    pin.key() = to.toStdString();
    pins.insert(std::move(pin));
    m_debugger->setPins(std::move(pins));
    emit pinsChanged();
}

void DebugController::command(const QString &what,
                              const std::function<void(debug::Debugger &)> &order)
{
    try {
        order(*m_debugger);
    } catch (const Error &error) {
        emit failed(error, what);
    }
    refresh();
}

void DebugController::pause()
{
    command(tr("Pause"), [](debug::Debugger &debugger) { debugger.pause(); });
}

void DebugController::resume()
{
    command(tr("Continue"), [](debug::Debugger &debugger) { debugger.resume(); });
}

void DebugController::next()
{
    command(tr("Next node"), [](debug::Debugger &debugger) { debugger.next(); });
}

void DebugController::stepInto()
{
    command(tr("Step into"), [](debug::Debugger &debugger) { debugger.step(); });
}

void DebugController::stepOut()
{
    command(tr("Step out"), [](debug::Debugger &debugger) { debugger.stepOut(); });
}

void DebugController::runTo(const QString &node)
{
    command(tr("Run to here"),
            [&](debug::Debugger &debugger) { debugger.runTo(node.toStdString()); });
}

void DebugController::retry(const flow::FlowDocument &document)
{
    command(tr("Retry the node"), [&](debug::Debugger &debugger) {
        debugger.retry(std::make_shared<flow::FlowDocument>(document));
    });
}

void DebugController::letFail()
{
    command(tr("Let it fail"), [](debug::Debugger &debugger) { debugger.fail(); });
}

void DebugController::supply(const Value &output)
{
    command(tr("Supply an output"), [&](debug::Debugger &debugger) { debugger.supply(output); });
}

void DebugController::setInputs(const Value &inputs)
{
    const std::optional<debug::HeldNode> held = m_snapshot.stop;
    if (!held || !inputs.isDict())
        return;
    command(tr("Edit inputs"), [&](debug::Debugger &debugger) {
        for (const auto &[name, value] : inputs.asDict()) {
            const Value *const before = held->inputs.find(name.asString());
            if (!before || before->kind() != value.kind() || !(*before == value))
                debugger.setInput(held->path, name.asString(), value);
        }
    });
}

void DebugController::setOutput(const Value &output)
{
    command(tr("Edit the output"), [&](debug::Debugger &debugger) {
        if (m_snapshot.stop)
            debugger.setOutput(m_snapshot.stop->path, output);
    });
}

void DebugController::revert()
{
    command(tr("Revert"), [&](debug::Debugger &debugger) {
        if (m_snapshot.stop)
            debugger.revert(m_snapshot.stop->path);
    });
}

void DebugController::post(const debug::Notice &notice)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_notices.size() < kMostNotices)
            m_notices.push_back(notice);
        if (std::exchange(m_isPosted, true))
            return;
    }
    QMetaObject::invokeMethod(this, &DebugController::deliver, Qt::QueuedConnection);
}

void DebugController::deliver()
{
    std::vector<debug::Notice> notices;
    {
        const std::lock_guard lock(m_mutex);
        notices.swap(m_notices);
        m_isPosted = false;
    }
    for (const debug::Notice &notice : notices) {
        const QString node = QString::fromStdString(notice.node.path);
        if (notice.kind == debug::Notice::Kind::Logged)
            emit logged(node, QString::fromStdString(notice.text));
        else if (notice.error) // a problem, or a process that died
            emit logged(node, theme::translated(notice.error->translatableMessage()));
    }
    refresh();
}

void DebugController::refresh()
{
    debug::Snapshot now = m_debugger->snapshot();
    if (!m_model.isRunning() && now.stop && m_model.state() != run::NodeState::Idle)
        now.stop.reset(); // the run has ended, its debugger is about to hear of it
    if (!m_model.isRunning())
        now.line.reset();
    const bool isAnother = (now.stop || now.line)
                           && (!isStopped() || now.stopCount != m_snapshot.stopCount);
    const bool wasStopped = isStopped();
    m_snapshot = std::move(now);
    if (m_snapshot.stop)
        showEdits(*m_snapshot.stop);
    if (isAnother)
        m_model.stepToNow();
    emit changed();
    if (isAnother)
        emit stopped(stoppedNode());
    if (isAnother && m_snapshot.line) {
        const dap::Frame &here = m_snapshot.line->frames.front();
        emit lineReached(fileOf(here.file), here.line);
    }
    if (isStopped() || wasStopped)
        answerWatches();
}

QString DebugController::fileOf(const std::string &name) const
{
    return QString::fromStdString(m_debugger->fileOf(name));
}

void DebugController::askVariables(bool isFrame,
                                   std::int64_t of,
                                   std::function<void(const std::vector<dap::Variable> &)> answer)
{
    m_asking.startBlocking(
        m_evaluators,
        [debugger = m_debugger, isFrame, of] {
            return isFrame ? debugger->lines().locals(static_cast<std::size_t>(of))
                           : debugger->lines().variables(of);
        },
        [answer = std::move(answer)](const Outcome<std::vector<dap::Variable>> &told) {
            answer(told.value ? *told.value : std::vector<dap::Variable>());
        });
}

void DebugController::showEdits(const debug::HeldNode &held)
{
    if (held.path.find('/') != std::string::npos)
        return; // the model shows the flow that is open
    widgets::NodeRun edited;
    edited.inputs = held.inputs;
    edited.output = held.output;
    edited.editedInputs = held.editedInputs;
    edited.isOutputEdited = held.isOutputEdited;
    m_model.showEdits(held.path, edited);
}

void DebugController::answerWatches()
{
    const QStringList asked = m_watches.expressions();
    if (asked.isEmpty())
        return;
    if (m_model.state() == run::NodeState::Idle)
        return m_watches.answer({});
    std::vector<std::pair<std::string, bool>> expressions; // and whether it is of later
    expressions.reserve(static_cast<std::size_t>(asked.size()));
    for (const QString &text : asked) {
        const std::string expression = text.toStdString();
        expressions.emplace_back(expression, isOfLater(expression, m_model));
    }
    m_evaluating.startBlocking(
        m_evaluators,
        [debugger = m_debugger, expressions, isAtLine = m_snapshot.line.has_value()] {
            std::vector<WatchAnswer> answers;
            answers.reserve(expressions.size());
            for (const auto &[expression, isLater] : expressions)
                answers.push_back(isLater ? WatchAnswer{WatchAnswer::Kind::NotYet}
                                          : evaluated(*debugger, expression, isAtLine));
            return answers;
        },
        [this, asked](const Outcome<std::vector<WatchAnswer>> &answers) {
            if (answers.value && m_watches.expressions() == asked)
                m_watches.answer(*answers.value);
        });
}

void DebugController::syncBreakpoints()
{
    if (!m_isAttached)
        return;
    std::vector<Breakpoint> wanted = m_usesBreakpoints ? m_breakpoints.all()
                                                       : std::vector<Breakpoint>();
    std::erase_if(wanted, [this](const Breakpoint &breakpoint) {
        return !breakpoint.isEnabled || !m_breakpoints.isThere(breakpoint);
    });
    std::erase_if(m_known, [&](const Known &known) {
        if (std::ranges::find(wanted, known.breakpoint) != wanted.end())
            return false;
        for (const int id : known.ids)
            m_debugger->remove(id);
        return true;
    });
    for (const Breakpoint &breakpoint : wanted) {
        if (std::ranges::find(m_known, breakpoint, &Known::breakpoint) == m_known.end())
            m_known.push_back({breakpoint, addToEngine(breakpoint)});
    }
}

std::vector<int> DebugController::addToEngine(const Breakpoint &breakpoint)
{
    std::vector<int> ids;
    debug::Breakpoint made = engineBreakpoint(breakpoint);
    std::vector<std::string> inputs{""};
    if (breakpoint.kind == Breakpoint::Kind::Edge)
        inputs = inputsAlong(breakpoint);
    for (const std::string &input : inputs) {
        made.input = input;
        try {
            ids.push_back(m_debugger->add(made));
        } catch (const Error &error) { // the flow that is run isn't the one that is shown
            if (m_model.isRunning())
                emit logged(breakpoint.node, theme::translated(error.translatableMessage()));
        }
    }
    return ids;
}

std::vector<std::string> DebugController::inputsAlong(const Breakpoint &breakpoint) const
{
    std::vector<std::string> inputs;
    for (const graph::GraphEdge &edge : m_graph.edges) {
        if (edge.kind != graph::EdgeKind::Data || edge.from != breakpoint.from
            || edge.to != breakpoint.node)
            continue;
        for (const QString &target : edge.targets)
            inputs.push_back(target.toStdString());
    }
    return inputs;
}

} // namespace postern::ide
