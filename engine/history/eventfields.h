// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/run/event.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace postern::history {

/// Throws Error InvalidInput: what is read is nothing that was recorded.
[[noreturn]] std::string throwDamaged();

/// The parts of a record, one after the other. Each throws Error InvalidInput when the next isn't there
/// or of another kind.
class Fields
{
public:
    /// Must outlive this.
    explicit Fields(const Value &record);

    std::size_t size() const { return m_list.size(); }
    const Value &any();
    std::string text();
    std::vector<std::string> texts();
    const List &list();
    bool flag();
    /// Within what times and durations can be.
    std::int64_t integer();
    std::int64_t number(std::int64_t least, std::int64_t most);
    std::int64_t count();
    run::WallClock::time_point wallTime();
    TokenUsage usage();
    run::NodeState state();

private:
    const List &m_list;
    std::size_t m_at = 0;
};

Value wallMicroseconds(run::WallClock::time_point time);
run::WallClock::time_point fromWallMicroseconds(std::int64_t microseconds);
Value numbersValue(const std::vector<std::size_t> &numbers);
std::vector<std::size_t> numbersOf(const Value &value);
Value usageValue(const TokenUsage &usage);
/// A node's state by a name that is on disks.
std::string_view stateName(run::NodeState state);

} // namespace postern::history
