// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/simulator/wire.h"

namespace postern::simulator {

/// POST chat/completions.
SimulatedAnswer chatAnswer(const Call &call);

} // namespace postern::simulator
