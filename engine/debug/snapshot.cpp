// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/debug/snapshot.h"

#include <array>

namespace postern::debug {

const char *toString(StopReason reason)
{
    constexpr std::array kTexts{"breakpoint",
                                "edge",
                                "error",
                                "schema",
                                "tokens",
                                "empty",
                                "pause",
                                "step",
                                "until",
                                "waiting"};
    return kTexts.at(static_cast<std::size_t>(reason));
}

const char *toString(Moment moment)
{
    constexpr std::array kTexts{"before", "prompt", "after"};
    return kTexts.at(static_cast<std::size_t>(moment));
}

const char *toString(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Idle:
        return "NotStarted";
    case run::NodeState::Queued:
        return "Queued";
    case run::NodeState::Running:
    case run::NodeState::Streaming:
        return "Running";
    case run::NodeState::Done:
    case run::NodeState::Cached:
        return "Completed";
    case run::NodeState::Bypassed:
        return "Bypassed";
    case run::NodeState::Failed:
        return "Failed";
    case run::NodeState::Paused:
        return "Paused";
    case run::NodeState::Cancelled:
        return "Canceled";
    }
    return "";
}

} // namespace postern::debug
