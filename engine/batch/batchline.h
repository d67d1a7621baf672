// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"
#include "engine/base/value.h"
#include "engine/run/event.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace postern::batch {

/// What became of a line of a batch, as it is kept and as it is read again.
struct BatchLine
{
    std::size_t number = 0;
    /// Done, Failed or Cancelled; a cancelled line is never kept.
    run::NodeState state = run::NodeState::Done;
    Value inputs;     ///< dict, parsed by type, with `line_number`
    Value output;     ///< dict; null of a line that failed
    Value error;      ///< as run::toRecord() has it; null
    Value references; ///< dict: what aggregation nodes refer to of it, by the reference's text
    TokenUsage usage;
    double cost = 0; ///< as far as prices are known
    run::WallClock::time_point started;
    std::chrono::microseconds elapsed{0};
    /// It went well, but what is aggregated of it is an object of Python that can't be kept: whoever
    /// resumes the run has to run it again.
    bool isForOnce = false;

    bool isCompleted() const { return state == run::NodeState::Done; }
};

/// A line as JSON on one line, without an end, and back. Secrets are masked.
std::string toJsonLine(const BatchLine &line);
/// Throws Error InvalidInput.
BatchLine readJsonLine(std::string_view text);

} // namespace postern::batch
