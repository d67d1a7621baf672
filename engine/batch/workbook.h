// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <filesystem>
#include <vector>

namespace postern::batch {

/// The rows of the first sheet of an Excel workbook (.xlsx), by the names in its first row. Texts,
/// numbers and truth values are such; an empty cell is NaN, as a missing value of JSONL is.
/// Throws Error FileUnreadable, and InvalidInput for what is no workbook.
std::vector<Dict> readWorkbook(const std::filesystem::path &file);

} // namespace postern::batch
