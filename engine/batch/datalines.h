// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/columnmapping.h"
#include "engine/batch/journal.h"
#include "engine/batch/rows.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postern::batch {

/// Where the lines of a batch come from; what is empty isn't there.
struct DataSources
{
    std::filesystem::path data;       ///< "data": a file or a folder, see openRows()
    std::filesystem::path runOutputs; ///< "run.outputs": what another run gave
    std::filesystem::path runInputs;  ///< "run.inputs": the data of that run
};

/// A line of a batch before it runs.
struct DataLine
{
    std::size_t number = 0;
    Dict inputs;
    std::optional<Error> error; ///< there is no such line: its row can't be read
};

/// The lines of a batch, one after the other, joined by their numbers where there are several sources:
/// a line that one of them lacks is left out. The data is read lazily, what another run gave is held.
///
/// A column that some rows have and others don't is NaN there, as prompt flow has it.
class DataLines
{
public:
    /// Throws as openRows().
    DataLines(const DataSources &sources, ColumnMapping mapping);

    /// Throws as RowReader::next(), and prompt flow's errors for an empty source, for a column that
    /// isn't there, and for sources that have no line in common.
    std::optional<DataLine> next();
    /// Numbers that came up again; their later rows were left out.
    std::size_t repeated() const { return m_repeated; }

private:
    struct Held
    {
        std::string name;
        std::map<std::size_t, Dict> rows;
        std::set<std::string> columns;
    };

    void hold(std::string name, const std::filesystem::path &data);
    std::optional<std::vector<ColumnMapping::SourceRow>> joined(const Row &row) const;
    void fillMissing(ColumnMapping::Applied &applied,
                     const std::vector<ColumnMapping::SourceRow> &rows);
    bool hasColumn(const std::string &source, const std::string &column);

    ColumnMapping m_mapping;
    std::string m_name; ///< of what is read lazily
    std::filesystem::path m_data;
    std::unique_ptr<RowReader> m_rows;
    std::vector<Held> m_held;
    std::optional<std::set<std::string>> m_columns; ///< of m_data, once they are asked for
    NumberSet m_seen;
    std::size_t m_repeated = 0;
    bool m_hasGiven = false;
    bool m_hasRows = false;
};

} // namespace postern::batch
