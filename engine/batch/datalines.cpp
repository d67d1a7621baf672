// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/datalines.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace postern::batch {

namespace {

Error emptySource(const std::string &source)
{
    Error error(ErrorCode::InvalidInput,
                tr("There are no rows in '%1'.", source),
                tr("Name data that has rows."));
    return std::move(error)
        .as({"UserError", "ValidationError", "InputMappingError"},
            "The input for batch run is incorrect. Input from key '" + source
                + "' is an empty list, which means we cannot generate a single line input for the "
                  "flow run. Please rectify the input and try again.");
}

Error noCommonLine()
{
    Error error(ErrorCode::InvalidInput,
                tr("The data and the other run have no line in common."),
                tr("Lines belong together by their numbers: name the data that the run had."));
    return std::move(error).as(
        {"UserError", "ValidationError", "InputMappingError"},
        "The input for batch run is incorrect. Could not find one complete line on the provided "
        "input. Please ensure that you supply data on the same line to resolve this issue.");
}

} // namespace

DataLines::DataLines(const DataSources &sources, ColumnMapping mapping)
    : m_mapping(std::move(mapping))
    , m_name(sources.data.empty() ? "run.outputs" : "data")
    , m_data(sources.data.empty() ? sources.runOutputs : sources.data)
    , m_rows(openRows(m_data))
{
    if (!sources.data.empty() && !sources.runOutputs.empty())
        hold("run.outputs", sources.runOutputs);
    if (!sources.runInputs.empty())
        hold("run.inputs", sources.runInputs);
}

void DataLines::hold(std::string name, const std::filesystem::path &data)
{
    Held &held = m_held.emplace_back();
    held.name = std::move(name);
    const std::unique_ptr<RowReader> rows = openRows(data);
    while (std::optional<Row> row = rows->next()) {
        if (row->error)
            throw Error(*row->error);
        for (const auto &[column, value] : row->values) {
            if (column.isString())
                held.columns.insert(column.asString());
        }
        held.rows.insert_or_assign(row->number, std::move(row->values));
    }
    if (held.rows.empty())
        throw emptySource(held.name);
}

std::optional<std::vector<ColumnMapping::SourceRow>> DataLines::joined(const Row &row) const
{
    std::vector<ColumnMapping::SourceRow> rows{{m_name, &row.values}};
    for (const Held &held : m_held) {
        const auto found = held.rows.find(row.number);
        if (found == held.rows.end())
            return std::nullopt;
        rows.emplace_back(held.name, &found->second);
    }
    return rows;
}

bool DataLines::hasColumn(const std::string &source, const std::string &column)
{
    if (source == m_name) {
        if (!m_columns)
            m_columns = columnsOf(m_data);
        return m_columns->contains(column);
    }
    const auto held = std::ranges::find(m_held, source, &Held::name);
    return held != m_held.end() && held->columns.contains(column);
}

void DataLines::fillMissing(ColumnMapping::Applied &applied,
                            const std::vector<ColumnMapping::SourceRow> &rows)
{
    std::vector<std::string> nowhere;
    for (const std::string &reference : applied.missing) {
        const auto [source, column] = ColumnMapping::splitReference(reference, rows);
        if (!hasColumn(source, column))
            nowhere.push_back(reference);
    }
    if (!nowhere.empty()) {
        const std::set<std::string> columns = m_columns ? *m_columns : columnsOf(m_data);
        throw missingColumns(nowhere, {columns.begin(), columns.end()});
    }
    for (const auto &[input, source] : m_mapping.entries()) {
        const std::string_view reference = referenceIn(source);
        if (!reference.empty()
            && std::ranges::find(applied.missing, reference) != applied.missing.end())
            applied.inputs.set(input, Value(std::numeric_limits<double>::quiet_NaN()));
    }
}

std::optional<DataLine> DataLines::next()
{
    while (std::optional<Row> row = m_rows->next()) {
        m_hasRows = true;
        if (!m_seen.insert(row->number)) {
            ++m_repeated;
            continue;
        }
        const auto rows = joined(*row);
        if (!rows)
            continue;
        m_hasGiven = true;
        if (row->error)
            return DataLine{row->number, {}, std::move(row->error)};
        ColumnMapping::Applied applied = m_mapping.apply(*rows);
        if (!applied.missing.empty())
            fillMissing(applied, *rows);
        return DataLine{row->number, std::move(applied.inputs), std::nullopt};
    }
    if (!m_hasRows)
        throw emptySource(m_name);
    if (!m_hasGiven)
        throw noCommonLine();
    return std::nullopt;
}

} // namespace postern::batch
