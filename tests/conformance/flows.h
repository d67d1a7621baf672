// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::conformance {

/// `postern-conformance flows`: runs recorded cases through the engine and tells what differs.
/// Returns 0 when every run passed, or at least as many as --floor asks for.
int runFlows(const std::vector<std::string> &arguments);

} // namespace postern::conformance
