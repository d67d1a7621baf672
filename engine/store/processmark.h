// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace postern::store {

/// Names this process as no other one, of this machine or another, was or will be.
std::string processMark();

/// Whether the process that had this mark has ended. False where that can't be known: it was another
/// machine's.
bool hasEnded(const std::string &mark);

} // namespace postern::store
