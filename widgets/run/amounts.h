// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/tokenusage.h"
#include "engine/run/event.h"

#include <QString>

#include <chrono>

namespace postern::widgets {

/// The value of the "state" property that gives a label the state's colour; empty for none.
QString stateColour(run::NodeState state);
/// "0.61 s"
QString seconds(std::chrono::microseconds time);
/// "2,105 tok"; empty for none.
QString tokens(const TokenUsage &usage);

} // namespace postern::widgets
