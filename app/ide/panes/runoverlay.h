// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/git/graphoverlay.h"
#include "app/ide/run/historystore.h"

#include <optional>

namespace postern::ide {

/// Which of two runs a graph tells the numbers of.
enum class RunSide { A, B, Both };

/// Two runs as one graph of the flow: a node that differs wears the sign for it, with what it differs
/// in and its old and new time and tokens; a line along which another value came is tinted. Nothing
/// where none of the flow's nodes was in either.
std::optional<GraphOverlay> overlayOf(const ComparedRuns &runs,
                                      const graph::GraphModel &flow,
                                      RunSide side);

} // namespace postern::ide
