// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/history.h"
#include "engine/history/storedrun.h"

#include <optional>
#include <string>
#include <string_view>

namespace postern::history {

/// A run away from any history: to be handed on, or read from elsewhere.
struct LooseRun
{
    StoredRun run;
    std::optional<FlowSnapshot> snapshot;
};

/// A run as one file's bytes: all that is kept of it, without secrets that are known by now and without
/// the folders of who ran it. Not sealed, whatever the history is.
std::string writeRunFile(const LooseRun &loose);

/// Reads such bytes. Throws Error InvalidInput for any others, and for more than can be a run: they may
/// come from anybody.
LooseRun readRunFile(std::string_view bytes);

/// Whether bytes begin as such a file does.
bool isRunFile(std::string_view bytes);

/// A run of the history as such. With History::add() it is there again, as after a removal by mistake.
LooseRun takeRun(History &history, const std::string &id);

} // namespace postern::history
