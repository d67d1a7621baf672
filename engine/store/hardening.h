// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

namespace postern::store {

/// What a program does first, before it knows a secret: no core dump of it or of its children is
/// written, POSTERN_VAULT_KEY leaves the environment (/proc/PID/environ, too), and a limit of file
/// sizes makes writing fail instead of ending the program.
void hardenProcess();

/// POSTERN_VAULT_KEY as it was set, hidden or not; empty when it wasn't.
std::string vaultKeyVariable();

} // namespace postern::store
