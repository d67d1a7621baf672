// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runabout.h"
#include "engine/history/runwriter.h"

namespace postern::history {

/// What is to be known of a run before it begins: reads the flow's folder and what git keeps of it.
RunHead headOf(const RunAbout &about);

} // namespace postern::history
