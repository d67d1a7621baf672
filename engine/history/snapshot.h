// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runabout.h"
#include "engine/history/storedrun.h"

namespace postern::history {

/// The files of a flow's folder as the run sees them, saved or not: texts and small files up to a bound
/// of their number and size, without what is made by programs (.git, .venv, __pycache__, .promptflow
/// ...), what names suggest that secrets are in it, and what links lead out of the folder to. Texts are
/// without secrets that are known. Never throws: what can't be read is left out.
FlowSnapshot takeSnapshot(const RunAbout &about);

} // namespace postern::history
