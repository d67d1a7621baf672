// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/breakpoints.h"

#include <algorithm>
#include <utility>

namespace postern::debug {

int Breakpoints::add(Breakpoint breakpoint)
{
    breakpoint.id = ++m_lastId;
    breakpoint.met = 0;
    m_all.push_back(std::move(breakpoint));
    return m_lastId;
}

Breakpoint *Breakpoints::find(int id)
{
    const auto found = std::ranges::find(m_all, id, &Breakpoint::id);
    return found == m_all.end() ? nullptr : &*found;
}

bool Breakpoints::change(Breakpoint breakpoint)
{
    Breakpoint *const known = find(breakpoint.id);
    if (!known)
        return false;
    breakpoint.met = known->met;
    *known = std::move(breakpoint);
    return true;
}

bool Breakpoints::remove(int id)
{
    return std::erase_if(m_all, [id](const Breakpoint &each) { return each.id == id; }) > 0;
}

void Breakpoints::resetCounts()
{
    for (Breakpoint &breakpoint : m_all)
        breakpoint.met = 0;
}

bool Breakpoints::count(int id)
{
    Breakpoint *const breakpoint = find(id);
    return breakpoint && ++breakpoint->met >= breakpoint->hits;
}

StopReason reasonOf(const Breakpoint &breakpoint)
{
    switch (breakpoint.on) {
    case BreakOn::Node:
    case BreakOn::Line:
        break;
    case BreakOn::Edge:
        return StopReason::Edge;
    case BreakOn::Error:
        return StopReason::Error;
    case BreakOn::SchemaMismatch:
        return StopReason::SchemaMismatch;
    case BreakOn::Tokens:
        return StopReason::Tokens;
    case BreakOn::EmptyRetrieval:
        return StopReason::EmptyRetrieval;
    }
    return breakpoint.isOnce ? StopReason::RunTo : StopReason::Breakpoint;
}

static bool isMetBy(const Breakpoint &breakpoint, const HeldNode &node)
{
    const bool isNode = breakpoint.node == node.path;
    const bool isAny = isNode || breakpoint.node.empty();
    const bool isAfter = node.moment == Moment::After;
    switch (breakpoint.on) {
    case BreakOn::Node:
        return isNode && breakpoint.moment == node.moment;
    case BreakOn::Edge:
        return isNode && node.moment == Moment::Before && node.inputs.find(breakpoint.input);
    case BreakOn::Error:
        return isAny && isAfter && node.error;
    case BreakOn::SchemaMismatch:
        return isAny && node.moment != Moment::Prompt;
    case BreakOn::Tokens:
        return isAny && isAfter && node.usage.total > breakpoint.tokens;
    case BreakOn::EmptyRetrieval:
        return isAny && isAfter && !node.error;
    case BreakOn::Line:
        break; // which stops inside of the code
    }
    return false;
}

std::vector<Breakpoint> Breakpoints::metBy(const HeldNode &node) const
{
    std::vector<Breakpoint> met;
    std::ranges::copy_if(m_all, std::back_inserter(met), [&node](const Breakpoint &each) {
        return each.isEnabled && isMetBy(each, node);
    });
    return met;
}

} // namespace postern::debug
