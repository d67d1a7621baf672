// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/identity/token.h"

#include <string>
#include <string_view>

namespace postern::identity {

/// What an application proves itself with by its certificate: a JWT signed with the RSA key of the
/// PEM text (PS256). `file` names the text in errors. Throws Error InvalidInput for a text without a
/// certificate or an RSA key that isn't locked by a passphrase.
std::string makeAssertion(const std::string &pem,
                          const std::string &file,
                          const std::string &clientId,
                          std::string_view audience,
                          Time now);

} // namespace postern::identity
