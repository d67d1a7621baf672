// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>

namespace postern {

/// A name that nothing else has, on any machine: 26 letters and digits, the time to the
/// millisecond first, so that names sort by when they were made (a ULID).
std::string uniqueId(std::chrono::system_clock::time_point time = std::chrono::system_clock::now());

} // namespace postern
