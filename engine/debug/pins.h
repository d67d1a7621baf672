// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>
#include <map>
#include <string>

namespace postern::debug {

/// The values of a JSON file {node: value}; none where there is no file.
/// Throws Error FileUnreadable, InvalidInput.
std::map<std::string, Value> readPins(const std::filesystem::path &file);
/// Writes them there, what isn't JSON by its repr, all of it or nothing.
/// Throws Error FileUnwritable.
void writePins(const std::map<std::string, Value> &pins, const std::filesystem::path &file);

} // namespace postern::debug
