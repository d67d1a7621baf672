// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/debugger.h"

#include "engine/debug/visit.h"
#include "engine/prompty/prompty.h"

#include <algorithm>
#include <utility>

namespace postern::debug {

namespace {

constexpr std::size_t kMostLeft = 8; // each keeps a place of those that may run

} // namespace

std::shared_ptr<Debugger> Debugger::make(Listener listener)
{
    return std::shared_ptr<Debugger>(new Debugger(std::move(listener)));
}

Debugger::Debugger(Listener listener)
    : m_listener(std::move(listener))
    , m_lines([this](const dap::LineNotice &told) { onLine(told); })
{}

Debugger::~Debugger() = default;

void Debugger::setFlow(const flow::FlowDocument &document)
{
    std::vector<std::string> names;
    switch (document.location().kind) {
    case flow::FlowKind::Flex:
        names.emplace_back("entry");
        break;
    case flow::FlowKind::Prompty:
        names.push_back(prompty::promptyName(document));
        break;
    case flow::FlowKind::Dag:
        for (const flow::Node &node : document.flow().nodes)
            names.push_back(node.name);
        break;
    }
    const flow::SourceFolder folder{document.location().folder,
                                    flow::Trust::Trusted,
                                    document.unsaved()};
    std::vector<flow::Include> includes;
    try {
        includes = flow::resolveIncludes(document.flow(), folder);
    } catch (const Error &) { // the run will say it
    }
    const std::lock_guard lock(m_mutex);
    m_flow = document.sharedFlow();
    m_names = std::move(names);
    m_folder = folder;
    m_includes = std::move(includes);
}

void Debugger::attach(run::RunSpec &spec)
{
    setFlow(spec.document);
    spec.gates.insert(spec.gates.begin(), shared_from_this());
    spec.observers.push_back(this);
    spec.lines = shared_from_this();
    const std::lock_guard lock(m_mutex);
    m_isAtLine = false;
    m_died.reset();
    m_stepInto.clear();
    m_hasToldProblem = false;
    m_facts.clear();
    m_breakpoints.resetCounts();
    m_again.clear();
    m_mode = Mode::Free;
    m_state = DebugState::Running;
}

int Debugger::add(Breakpoint breakpoint)
{
    const std::lock_guard lock(m_mutex);
    require(breakpoint);
    const int id = m_breakpoints.add(std::move(breakpoint));
    syncLines();
    return id;
}

void Debugger::change(Breakpoint breakpoint)
{
    const std::lock_guard lock(m_mutex);
    require(breakpoint);
    const int id = breakpoint.id;
    if (!m_breakpoints.change(std::move(breakpoint)))
        throw Error(ErrorCode::Usage, tr("There is no breakpoint %1.", id));
    syncLines();
}

bool Debugger::remove(int id)
{
    const std::lock_guard lock(m_mutex);
    const bool isThere = m_breakpoints.remove(id);
    syncLines();
    return isThere;
}

void Debugger::clearBreakpoints()
{
    const std::lock_guard lock(m_mutex);
    m_breakpoints.clear();
    syncLines();
}

std::vector<Breakpoint> Debugger::breakpoints() const
{
    const std::lock_guard lock(m_mutex);
    return m_breakpoints.all();
}

void Debugger::pin(const std::string &node, Value value)
{
    const std::lock_guard lock(m_mutex);
    const std::string path = resolved(node);
    requireNode(path);
    m_pins.insert_or_assign(path, std::move(value));
}

void Debugger::pin(const std::string &node)
{
    const std::lock_guard lock(m_mutex);
    const std::string path = resolved(node);
    requireNode(path);
    std::optional<Value> value;
    if (const Visit *held = heldAt(path)) {
        const HeldNode now = shown(held->node);
        if (!now.error && (now.moment == Moment::After || now.isOutputEdited))
            value = now.output;
    } else if (const NodeFacts *facts = m_facts.node(path)) {
        value = facts->output;
    }
    if (!value)
        throw Error(ErrorCode::Usage,
                    tr("The node '%1' has given nothing yet that could be pinned.", path),
                    tr("Run it first, or say the value."));
    m_pins.insert_or_assign(path, *value);
}

bool Debugger::unpin(const std::string &node)
{
    const std::lock_guard lock(m_mutex);
    return m_pins.erase(resolved(node)) > 0;
}

void Debugger::setPins(std::map<std::string, Value> pins)
{
    const std::lock_guard lock(m_mutex);
    m_pins = {std::make_move_iterator(pins.begin()), std::make_move_iterator(pins.end())};
}

std::map<std::string, Value> Debugger::pins() const
{
    const std::lock_guard lock(m_mutex);
    return {m_pins.begin(), m_pins.end()};
}

Debugger::Visit &Debugger::stop() const
{
    if (!m_stop)
        throw Error(ErrorCode::Usage,
                    tr("The run isn't stopped at a node."),
                    tr("Set a breakpoint, or pause the run."));
    return *m_stop;
}

void Debugger::pause()
{
    const std::lock_guard lock(m_mutex);
    if (m_stop || m_isAtLine)
        return;
    m_pauseAsked = true;
    wakeWaiting();
}

void Debugger::resume()
{
    if (goFromLine(dap::Step::Continue))
        return;
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    release(Order::GoOn, Mode::Free, notices);
}

void Debugger::next()
{
    if (goFromLine(dap::Step::Over))
        return;
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    release(Order::GoOn, Mode::Next, notices);
}

void Debugger::step()
{
    if (goFromLine(dap::Step::Into))
        return;
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    release(Order::GoOn, Mode::Into, notices);
}

void Debugger::stepOut()
{
    if (goFromLine(dap::Step::Out))
        return;
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    const bool isCalled = !prefixOf(stop().node.path).empty();
    release(Order::GoOn, isCalled ? Mode::Out : Mode::Free, notices);
}

void Debugger::runTo(const std::string &node)
{
    {
        Notices notices(*this);
        const std::lock_guard lock(m_mutex);
        Breakpoint breakpoint;
        breakpoint.node = resolved(node);
        breakpoint.isOnce = true;
        requireNode(breakpoint.node);
        m_breakpoints.add(std::move(breakpoint));
        if (m_stop)
            return release(Order::GoOn, Mode::Free, notices);
    }
    goFromLine(dap::Step::Continue);
}

void Debugger::retry(std::shared_ptr<const flow::FlowDocument> document)
{
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    if (stop().node.moment != Moment::After)
        throw Error(ErrorCode::Usage,
                    tr("The node '%1' hasn't run yet.", stop().node.path),
                    tr("Continue; a node that has run or failed can be run again."));
    if (const auto edits = m_edits.find(stop().node.path); edits != m_edits.end())
        edits->second.output.reset();
    stop().document = std::move(document);
    release(Order::RunAgain, Mode::Free, notices);
}

void Debugger::fail(const Message &message)
{
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    Visit &visit = stop();
    m_edits.erase(visit.node.path);
    if (visit.node.error && message.isEmpty())
        visit.failure = visit.node.error;
    else
        visit.failure = Error(ErrorCode::NodeFailed,
                              message.isEmpty()
                                  ? tr("The debugger let the node '%1' fail.", visit.node.path)
                                  : message);
    release(Order::Fail, Mode::Free, notices);
}

void Debugger::supply(Value output)
{
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    m_edits[stop().node.path].output = std::move(output);
    release(Order::GoOn, Mode::Free, notices);
}

/// Lets the stop go on, and all the others be looked at again.
void Debugger::release(Order order, Mode mode, Notices &notices)
{
    Visit &visit = stop();
    m_mode = mode;
    m_stepPath = visit.node.path;
    if (mode == Mode::Into && visit.node.moment == Moment::Before)
        m_stepInto = visit.node.origin.node;
    m_stepEnded = false;
    if (mode == Mode::Out) {
        const std::string_view prefix = prefixOf(visit.node.path);
        m_stepPath = prefix.substr(0, prefix.size() - 1);
    }
    m_stop = nullptr;
    notices.add(Notice::Kind::Resumed, shown(visit.node));
    if (order == Order::GoOn && isLeftHeld(visit)) {
        visit.node.isLeft = true;
        m_stepEnded = mode != Mode::Out;
    } else {
        m_visits.remove(&visit);
        visit.answer->give(order);
    }
    wakeWaiting();
}

std::set<std::string, std::less<>> Debugger::leftPaths() const
{
    std::set<std::string, std::less<>> paths;
    for (const Visit *visit : m_visits) {
        if (visit->node.isLeft)
            paths.insert(visit->node.path);
    }
    return paths;
}

/// Whether a failure stays held, as others can go on without it.
bool Debugger::isLeftHeld(const Visit &visit) const
{
    const HeldNode now = shown(visit.node);
    if (now.moment != Moment::After || !now.error)
        return false;
    std::set<std::string, std::less<>> held = leftPaths();
    held.insert(now.path);
    return held.size() <= kMostLeft && m_facts.canGoOnWithout(held);
}

/// Once nothing goes on without the failures that were left, the first of them is the stop.
void Debugger::stopAtLeft(Notices &notices)
{
    const auto left = std::ranges::find_if(m_visits,
                                           [](const Visit *visit) { return visit->node.isLeft; });
    if (left == m_visits.end() || m_facts.canGoOnWithout(leftPaths()))
        return;
    (*left)->node.isLeft = false;
    makeStop(**left, notices);
}

void Debugger::setInput(const std::string &node, const std::string &input, Value value)
{
    const std::lock_guard lock(m_mutex);
    const std::string path = editable(node);
    requireInput(path, input);
    m_edits[path].inputs.set(Value(input), std::move(value));
}

void Debugger::setOutput(const std::string &node, Value value)
{
    const std::lock_guard lock(m_mutex);
    m_edits[editable(node)].output = std::move(value);
}

void Debugger::revert(const std::string &node)
{
    const std::lock_guard lock(m_mutex);
    m_edits.erase(resolved(node));
}

} // namespace postern::debug
