// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/debugger.h"
#include "engine/debug/visit.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::debug {

/// A file as the flow's root has it, where what additional_includes name is copied to.
std::string Debugger::nameInRoot(const std::string &file) const
{
    if (!m_folder)
        return file;
    const fs::path said = fs::path(file).is_absolute() ? fs::path(file) : m_folder->path / file;
    const fs::path path = said.lexically_normal();
    for (const flow::Include &include : m_includes) {
        const fs::path inside = path.lexically_relative(include.source.lexically_normal());
        if (inside == ".")
            return include.name;
        if (!inside.empty() && *inside.begin() != "..")
            return (fs::path(include.name) / inside).string();
    }
    const fs::path inside = path.lexically_relative(m_folder->path.lexically_normal());
    const bool isInside = !inside.empty() && *inside.begin() != "..";
    return isInside ? inside.string() : path.string();
}

std::string Debugger::fileOf(const std::string &name) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_folder || fs::path(name).is_absolute())
        return name;
    try {
        const std::optional<fs::path> source = flow::findSource(*m_folder, m_includes, name);
        const fs::path shown = source ? source->lexically_relative(m_folder->path) : fs::path();
        return shown.empty() ? name : shown.string();
    } catch (const Error &) {
        return name;
    }
}

void Debugger::requireLine(Breakpoint &breakpoint) const
{
    if (breakpoint.line < 1)
        throw Error(ErrorCode::Usage, tr("Lines count from 1."));
    if (!breakpoint.file.ends_with(".py"))
        throw Error(ErrorCode::Usage,
                    tr("Lines of Python files stop, and '%1' is none.", breakpoint.file));
    breakpoint.file = nameInRoot(breakpoint.file);
    if (!m_folder)
        return;
    std::error_code ignored;
    const bool isThere = fs::path(breakpoint.file).is_absolute()
                             ? fs::is_regular_file(breakpoint.file, ignored)
                             : flow::findSource(*m_folder, m_includes, breakpoint.file).has_value();
    if (!isThere)
        throw Error(ErrorCode::Usage,
                    tr("There is no file '%1'.", breakpoint.file),
                    tr("Name it as seen from the flow's folder."));
}

/// Tells the processes where they stop.
void Debugger::syncLines()
{
    std::vector<dap::LineBreakpoint> lines;
    for (const Breakpoint &each : m_breakpoints.all()) {
        if (each.on == BreakOn::Line && each.isEnabled)
            lines.push_back({each.id, each.file, each.line, each.condition, each.hits, each.log});
    }
    m_lines.setBreakpoints(std::move(lines));
}

bool Debugger::wantsCode() const
{
    const std::lock_guard lock(m_mutex);
    return std::ranges::any_of(m_breakpoints.all(), [](const Breakpoint &each) {
        return each.on == BreakOn::Line && each.isEnabled;
    });
}

bool Debugger::stepsInto(const std::string &node)
{
    const std::lock_guard lock(m_mutex);
    if (m_stepInto != node)
        return false;
    m_stepInto.clear();
    return true;
}

fs::path Debugger::socket()
{
    return m_lines.socket();
}

bool Debugger::goFromLine(dap::Step step)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isAtLine)
            return false;
        const std::optional<dap::LineStop> line = m_lines.stop();
        m_isAtLine = false;
        // A step that leaves the code ends after its node; a flow that code calls has its own names.
        const NodeFacts *const node = line ? m_facts.node(line->node) : nullptr;
        const bool isStep = step != dap::Step::Continue && node && !node->hasEnded();
        m_mode = isStep ? Mode::Out : Mode::Free;
        m_stepPath = isStep ? line->node : std::string();
        m_stepEnded = false;
        wakeWaiting();
    }
    m_lines.go(step);
    return true;
}

void Debugger::stopAtLine(Notices &notices)
{
    std::optional<dap::LineStop> line = m_lines.stop();
    if (!line)
        return;
    m_isAtLine = true;
    m_pauseAsked = false;
    m_mode = Mode::Free;
    ++m_stopCount;
    Notice notice;
    notice.node.path = line->node;
    notice.node.reason = line->reason == "breakpoint" ? StopReason::Breakpoint : StopReason::Step;
    notice.line = std::move(line);
    notices.add(std::move(notice));
}

void Debugger::tellDeath(Notices &notices)
{
    const NodeFacts *const node = m_died ? m_facts.node(m_died->first) : nullptr;
    if (!node || !node->hasEnded())
        return;
    Notice notice;
    notice.kind = Notice::Kind::Died;
    notice.node.path = m_died->first;
    notice.error = Error(ErrorCode::NodeFailed,
                         tr("The Python process ended while it stood at %1.", m_died->second));
    m_died.reset();
    if (node->state == run::NodeState::Failed)
        notices.add(std::move(notice));
}

void Debugger::onLine(const dap::LineNotice &told)
{
    Notices notices(*this);
    const std::lock_guard lock(m_mutex);
    Notice notice;
    notice.node.path = told.node;
    switch (told.kind) {
    case dap::LineNotice::Kind::Stopped:
        return stopAtLine(notices);
    case dap::LineNotice::Kind::Resumed:
        notice.kind = Notice::Kind::Resumed;
        break;
    case dap::LineNotice::Kind::Logged:
        notice.kind = Notice::Kind::Logged;
        notice.text = told.text;
        break;
    case dap::LineNotice::Kind::Ended:
        m_isAtLine = false;
        m_died.emplace(told.node, told.text);
        wakeWaiting();
        tellDeath(notices);
        notice.kind = Notice::Kind::Resumed;
        break;
    case dap::LineNotice::Kind::Problem:
        if (std::exchange(m_hasToldProblem, true))
            return;
        notice.kind = Notice::Kind::Problem;
        notice.error = told.error;
        break;
    }
    notices.add(std::move(notice));
}

} // namespace postern::debug
