// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/debug/debugger.h"

#include <utility>

namespace postern::debug {

/// What is to be told once the lock is released: declare it before the lock.
class Debugger::Notices
{
public:
    explicit Notices(const Debugger &debugger)
        : m_listener(debugger.m_listener)
    {}
    ~Notices()
    {
        for (const Notice &notice : m_notices) {
            if (m_listener)
                m_listener(notice);
        }
    }
    Notices(const Notices &) = delete;
    Notices &operator=(const Notices &) = delete;

    void add(Notice::Kind kind, HeldNode node)
    {
        Notice &notice = m_notices.emplace_back();
        notice.kind = kind;
        notice.node = std::move(node);
    }
    void add(Notice notice) { m_notices.push_back(std::move(notice)); }

private:
    const Listener &m_listener;
    std::vector<Notice> m_notices;
};

/// A node at a gate of the debugger, in the coroutine that asks it.
class Debugger::Visit
{
public:
    Visit(Debugger &debugger, const run::NodeVisit &visit, Moment moment)
        : gate(visit)
        , m_debugger(debugger)
    {
        node.path = pathOf(visit.origin);
        node.origin = visit.origin;
        node.moment = moment;
        node.inputs = Value(visit.inputs);
    }
    /// Also when the loop drops the coroutine, where nobody can be told any more.
    ~Visit()
    {
        const std::lock_guard lock(m_debugger.m_mutex);
        m_debugger.m_visits.remove(this);
        if (m_debugger.m_stop == this)
            m_debugger.m_stop = nullptr;
    }
    Visit(const Visit &) = delete;
    Visit &operator=(const Visit &) = delete;

    const run::NodeVisit &gate;
    HeldNode node; ///< without edits
    std::optional<run::Held<Order>> answer;
    std::optional<Error> failure;                       ///< of Order::Fail
    std::shared_ptr<const flow::FlowDocument> document; ///< of Order::RunAgain

private:
    Debugger &m_debugger;
};

} // namespace postern::debug
