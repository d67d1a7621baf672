// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace postern::cli {

/// Asks on a terminal whether something is to be deleted ("connection 'x'"). Throws Error Usage
/// elsewhere, so that a script never waits for nobody: it says -y.
bool confirmedDeletion(const std::string &what);
/// Asks whether that is to be done, "Run against prod", under the same rule.
bool confirmed(const std::string &what);

} // namespace postern::cli
