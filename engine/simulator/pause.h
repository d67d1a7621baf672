// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"

#include <chrono>

namespace postern::simulator {

/// Lets a simulated service take its time. Throws Error Cancelled when it is cancelled.
Task<> pauseFor(std::chrono::milliseconds duration);

} // namespace postern::simulator
