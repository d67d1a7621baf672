// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::connection {

/// The variables of a `.env` file (UTF-8, or as its byte order mark says) in their order: NAME=value lines, `export` before the name,
/// comments, 'single' quotes (\' and \\ inside) and "double" ones (\n, \t, \" and the like).
/// `${NAME}` and `${NAME:-default}` stand for a variable of a line above, then of this process.
/// Throws Error InvalidInput with the place of a line that is none of these.
std::vector<std::pair<std::string, std::string>> parseDotenv(std::string_view bytes,
                                                             const std::string &file);

} // namespace postern::connection
