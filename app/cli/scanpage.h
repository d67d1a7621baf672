// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/check/inventory.h"

#include <filesystem>
#include <string>

namespace postern::cli {

/// The inventory as one HTML page that needs no other file, runs nothing and loads nothing. Whatever
/// flows say is text in it.
std::string scanPage(const check::Inventory &inventory, const std::filesystem::path &root);

} // namespace postern::cli
