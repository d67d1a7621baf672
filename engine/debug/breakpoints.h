// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/debug/breakpoint.h"
#include "engine/debug/snapshot.h"
#include "engine/flow/flow.h"

#include <memory>
#include <string>
#include <vector>

namespace postern::debug {

/// The breakpoints of a debugger, in the order they were made.
class Breakpoints
{
public:
    const std::vector<Breakpoint> &all() const { return m_all; }
    bool isEmpty() const { return m_all.empty(); }
    int add(Breakpoint breakpoint);
    /// Whether there is one of its id. Its count stays.
    bool change(Breakpoint breakpoint);
    bool remove(int id);
    void clear() { m_all.clear(); }
    void resetCounts();
    /// Counts that it was met once more; whether it counts by its number of hits.
    bool count(int id);

    /// Those that a node meets as it stands, but for their conditions.
    std::vector<Breakpoint> metBy(const HeldNode &node) const;

private:
    Breakpoint *find(int id);

    std::vector<Breakpoint> m_all;
    int m_lastId = 0;
};

/// Why a run stops at it.
StopReason reasonOf(const Breakpoint &breakpoint);

} // namespace postern::debug
