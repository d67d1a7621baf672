// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace postern::batch {

/// A row of data.
struct Row
{
    std::size_t number = 0; ///< its own `line_number`, else its place in the data, counted from 0
    Dict values;            ///< by column
    /// What it is instead of a row: a line of a JSONL file that isn't JSON, say.
    std::optional<Error> error;
};

/// Reads data row by row, of which it holds a few only, whatever the size.
class RowReader
{
public:
    virtual ~RowReader() = default;
    /// The next row; none at the end. Throws Error FileUnreadable, and InvalidInput for data that is
    /// no table from there on, or that changes while it is read.
    virtual std::optional<Row> next() = 0;
};

/// Data as `pf run create --data` takes it: .jsonl (and what has no known name), .json (a list of
/// objects, or columns), .csv, .tsv, the first sheet of an .xlsx, or a folder, of which all files are
/// read in the order of their names. Texts of CSV stay texts. Paths of images in it are made whole, as
/// they are relative to the file.
/// Throws Error FileUnreadable, and InvalidInput where nothing of it can be read.
std::unique_ptr<RowReader> openRows(const std::filesystem::path &data);

/// Every column that a row of the data has. Reads all of it.
std::set<std::string> columnsOf(const std::filesystem::path &data);

/// prompt flow's error for data that it can't read, with our own sentence of what is wrong where.
Error invalidData(Message message, Message hint, std::optional<Place> place = {});

} // namespace postern::batch
