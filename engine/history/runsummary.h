// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/tokenusage.h"
#include "engine/run/event.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::history {

/// How a run that is kept stands. `Interrupted`: its program ended before it did.
enum class RunState : std::uint8_t { Running, Completed, Failed, Canceled, Interrupted };

/// prompt flow's word where it has one: "Running", "Completed", "Failed", "Canceled", "Interrupted".
std::string_view toString(RunState state);

/// What a list shows of a run.
struct RunSummary
{
    std::string id;   ///< the run's own (`run::Origin::run`), unlike any other's
    std::string kind; ///< "test", "debug", "batch", "flex" ...; one word
    RunState state = RunState::Running;
    std::string name; ///< of the flow: its folder's, or its file's where it has a name of its own
    std::string flowFile; ///< the whole path as it was then; empty: unknown
    std::string variant;  ///< "${node.variant}"; empty: the defaults
    std::string node;     ///< this node alone was run
    std::string parent;   ///< the run that it was forked from; empty: none
    std::string change;   ///< what was changed at the fork: "answer: prompt edited"
    run::WallClock::time_point started;
    std::chrono::microseconds elapsed{0};
    TokenUsage usage;
    std::optional<double> cost; ///< none: unknown
    std::size_t lines = 1;
    std::size_t failedLines = 0;
    std::string failedNode;
    std::string error;      ///< one sentence; empty when it ended well
    std::string commit;     ///< of the git repository that the folder lies in; 40 or 64 hex digits
    bool isDirty = false;   ///< files of the folder weren't as in the commit
    std::string inputText;  ///< the first words of what it was asked
    std::string outputText; ///< and of what it answered
    std::vector<std::string> tags;
    bool isPinned = false;   ///< is kept whatever its age
    std::uint64_t bytes = 0; ///< what its own records take, without what it shares with others
};

} // namespace postern::history
