// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/connection.h"
#include "engine/connection/environment.h"
#include "engine/run/engine.h"
#include "engine/store/settings.h"

#include <string>
#include <vector>

namespace postern::request {

/// How the user's settings have hosts reached. `connections` hold the login of the proxy; null: none
/// is needed. Writes the bundle of authorities, where there are extra ones, into Postern's home. Throws Error.
run::Network networkOf(const store::Settings &settings,
                       const connection::ConnectionSet *connections);

/// One PEM text of the system's authorities and those of the files. Throws Error FileUnreadable, and
/// InvalidInput for a file without a certificate.
std::string authorities(const std::vector<std::string> &files, const std::string &usual);

/// The variables by which azure-identity in Python code is who the settings say.
connection::Environment identityVariables(const std::string &identity,
                                          const connection::ConnectionSet &connections);

} // namespace postern::request
