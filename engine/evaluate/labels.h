// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/evaluate/evaluation.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::evaluate {

/// A table of texts for people: the first row names the columns.
using TextTable = std::vector<std::vector<std::string>>;

/// A row for each of the variant's: line, inputs, outputs, scores, and the empty columns `label` and
/// `comment` for a person to fill in.
TextTable labelTable(const VariantResult &result);

/// As CSV that Excel opens rightly: UTF-8 with its mark. A text that a spreadsheet would take for a
/// formula gets a quote before it.
std::string toCsv(const TextTable &table);
/// Writes an .xlsx, or a .csv for every other name. Throws Error FileUnwritable.
void writeTable(const TextTable &table, const std::filesystem::path &file);

/// How a judge and people agree on the rows that both graded.
struct Agreement
{
    std::size_t rows = 0;
    double same = 0;                ///< the share of rows with the same grade
    std::optional<double> kappa;    ///< Cohen's
    std::optional<double> weighted; ///< the same by the square of the distance; of numbers alone
};

/// `labels` are rows of such a table as people gave it back, by its columns' names; a row without a
/// label doesn't count. A label is compared with the row's score of that name as a number, or else with
/// its note (a result "pass", say) as a text. Throws Error InvalidInput for labels without line numbers.
Agreement agreementOf(const VariantResult &result,
                      std::string_view score,
                      const std::vector<Dict> &labels);

} // namespace postern::evaluate
