// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/connection/environment.h"

#include <string_view>

namespace postern::connection {

/// Has the values of variables that are named as secrets are (`..._API_KEY`, `..._TOKEN`,
/// `..._PASSWORD`), and the passwords in addresses, masked from now on (log::registerSecret).
/// What is plainly no secret under such a name, a number, a word or a path, isn't.
void registerSecrets(const Environment &variables);

/// The same of a `.env` file's text; a line that is no variable is passed by.
void registerSecretsOfDotenv(std::string_view text);

} // namespace postern::connection
