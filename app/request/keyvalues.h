// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::request {

/// Inputs from words: "key=value" pairs with text as values, or one file, .json or .yaml with an
/// object, .jsonl of which the first line counts. Throws Error Usage, InvalidInput, FileUnreadable.
Dict readInputs(const std::vector<std::string> &words);

/// "KEY=VALUE" words as pairs, without a pair of quotes around word or value; `what` names them in
/// the error. Throws Error Usage.
std::vector<std::pair<std::string, std::string>> readPairs(const std::vector<std::string> &words,
                                                           std::string_view what);

/// The text of a file that stands among such words. Throws Error FileUnreadable.
std::string readNamedFile(const std::filesystem::path &file);

} // namespace postern::request
