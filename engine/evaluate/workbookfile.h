// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/evaluate/labels.h"

#include <filesystem>

namespace postern::evaluate {

/// Writes the table as the only sheet of an .xlsx; numbers as numbers, all else as text, never as a
/// formula. Throws Error FileUnwritable.
void writeWorkbook(const TextTable &table, const std::filesystem::path &file);

} // namespace postern::evaluate
