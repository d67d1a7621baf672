// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/rows.h"

#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/textencoding.h"
#include "engine/batch/blockreader.h"
#include "engine/batch/imagepaths.h"
#include "engine/batch/workbook.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

Place placeIn(const fs::path &file, std::size_t line)
{
    Place place;
    place.file = pathText(file);
    place.line = static_cast<int>(line);
    return place;
}

/// Whether a JSON value is a row: an object.
std::optional<Error> notARow(const Value &value, const fs::path &file, std::size_t line)
{
    if (value.isDict())
        return std::nullopt;
    return invalidData(tr("A row of '%1' is a %2 instead of an object.",
                          pathText(file),
                          value.typeName()),
                       tr("Write one object a row: {\"question\": \"...\"}."),
                       placeIn(file, line));
}

class JsonLines final : public RowReader
{
public:
    explicit JsonLines(const fs::path &file)
        : m_blocks(file)
    {}

    std::optional<Row> next() override
    {
        while (const std::optional<std::string> line = m_blocks.line()) {
            ++m_line;
            if (line->find_first_not_of(" \t\r") == std::string::npos)
                continue;
            return rowOf(*line);
        }
        return std::nullopt;
    }

private:
    Row rowOf(const std::string &line) const
    {
        Row row;
        try {
            requireUtf8(line, tr("The data"), placeIn(m_blocks.file(), m_line));
            const Value value = json::parse(line);
            row.error = notARow(value, m_blocks.file(), m_line);
            if (!row.error)
                row.values = value.asDict();
        } catch (const Error &error) {
            row.error = invalidData(tr("Line %1 of '%2' is no JSON: %3",
                                       static_cast<std::int64_t>(m_line),
                                       pathText(m_blocks.file()),
                                       error.translatableMessage()),
                                    tr("Correct the line: one object a line."),
                                    placeIn(m_blocks.file(), m_line));
        }
        return row;
    }

    BlockReader m_blocks;
    std::size_t m_line = 0;
};

/// Rows that are there as a whole.
class HeldRows final : public RowReader
{
public:
    explicit HeldRows(std::vector<Dict> rows)
        : m_rows(std::move(rows))
    {}

    std::optional<Row> next() override
    {
        if (m_next == m_rows.size())
            return std::nullopt;
        Row row;
        row.values = std::move(m_rows[m_next++]);
        return row;
    }

private:
    std::vector<Dict> m_rows;
    std::size_t m_next = 0;
};

/// {"a": [1, 2]} and {"a": {"0": 1, "1": 2}}: what pandas takes for columns.
std::vector<Dict> rowsOfColumns(const Dict &columns, const fs::path &file)
{
    std::vector<Dict> rows;
    std::map<std::string, std::size_t> places;
    for (const auto &[column, cells] : columns) {
        if (cells.isList()) {
            rows.resize(std::max(rows.size(), cells.asList().size()));
            for (std::size_t i = 0; i < cells.asList().size(); ++i)
                rows[i].append(column, cells.asList()[i]);
        } else if (cells.isDict()) {
            for (const auto &[index, cell] : cells.asDict()) {
                const auto place = places.emplace(json::write(index), places.size()).first;
                rows.resize(std::max(rows.size(), place->second + 1));
                rows[place->second].append(column, cell);
            }
        } else {
            throw invalidData(tr("'%1' is one object and no list of rows.", pathText(file)),
                              tr("Write a list of objects, or one object a line as .jsonl."));
        }
    }
    return rows;
}

std::unique_ptr<RowReader> openJson(const fs::path &file)
{
    Value value;
    try {
        value = json::parse(decodeText(store::readFile(file, std::numeric_limits<int>::max())));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::FileUnreadable)
            throw;
        throw invalidData(tr("'%1' is no JSON: %2", pathText(file), error.translatableMessage()),
                          tr("Correct the JSON."));
    }
    if (value.isDict())
        return std::make_unique<HeldRows>(rowsOfColumns(value.asDict(), file));
    if (!value.isList())
        throw invalidData(tr("'%1' holds no rows.", pathText(file)), tr("Write a list of objects."));
    std::vector<Dict> rows;
    rows.reserve(value.asList().size());
    for (const Value &item : value.asList()) {
        if (std::optional<Error> error = notARow(item, file, 0))
            throw Error(std::move(*error));
        rows.push_back(item.asDict());
    }
    return std::make_unique<HeldRows>(std::move(rows));
}

constexpr std::size_t kLongestRecord = 64 * 1024 * 1024;

/// Text between commas or tabs, with a line of names on top.
class DelimitedRows final : public RowReader
{
public:
    DelimitedRows(const fs::path &file, char separator)
        : m_blocks(file)
        , m_separator(separator)
    {
        if (const std::optional<std::vector<std::string>> names = record()) {
            if (std::optional<Error> error = notText(*names))
                throw Error(std::move(*error));
            m_names = columnNames(*names);
        }
    }

    std::optional<Row> next() override
    {
        const std::optional<std::vector<std::string>> fields = record();
        if (!fields)
            return std::nullopt;
        Row row;
        if (fields->size() > m_names.size()) {
            row.error = invalidData(tr("A row of '%1' has %2 fields where there are %3 columns.",
                                       pathText(m_blocks.file()),
                                       static_cast<std::int64_t>(fields->size()),
                                       static_cast<std::int64_t>(m_names.size())),
                                    tr("Put values with a separator in them between quotes."),
                                    placeIn(m_blocks.file(), m_begin));
            return row;
        }
        row.error = notText(*fields);
        if (row.error)
            return row;
        for (std::size_t i = 0; i < m_names.size(); ++i)
            row.values.set(Value(m_names[i]),
                           i < fields->size() ? Value((*fields)[i])
                                              : Value(std::numeric_limits<double>::quiet_NaN()));
        return row;
    }

private:
    /// Columns with names of their own, as pandas has them: "a", "a.1" and "Unnamed: 2".
    static std::vector<std::string> columnNames(const std::vector<std::string> &titles)
    {
        std::vector<std::string> names;
        names.reserve(titles.size());
        const std::set<std::string> given(titles.begin(), titles.end());
        std::map<std::string, std::size_t> counts;
        for (const std::string &title : titles) {
            const std::string first = title.empty() ? "Unnamed: " + std::to_string(names.size())
                                                    : title;
            std::string name = first;
            std::size_t &count = counts[first];
            while (count > 0 && (name == first || given.contains(name) || counts.contains(name)))
                name = first + "." + std::to_string(count++);
            if (count == 0)
                count = 1;
            else
                counts.emplace(name, 1);
            names.push_back(std::move(name));
        }
        return names;
    }

    /// An error when a field isn't UTF-8: what Excel writes as "Unicode text", say.
    std::optional<Error> notText(const std::vector<std::string> &fields) const
    {
        try {
            for (const std::string &field : fields)
                requireUtf8(field, tr("The data"), placeIn(m_blocks.file(), m_begin));
        } catch (const Error &error) {
            return invalidData(error.translatableMessage(), error.translatableHint(), error.place());
        }
        return std::nullopt;
    }

    /// The fields of the next record that isn't an empty line.
    std::optional<std::vector<std::string>> record()
    {
        for (;;) {
            m_begin = m_line;
            m_size = 0;
            if (m_blocks.peek() < 0)
                return std::nullopt;
            std::vector<std::string> fields;
            bool goesOn = true;
            while (goesOn) {
                fields.emplace_back();
                goesOn = field(fields.back());
            }
            if (fields.size() > 1 || !fields.front().empty())
                return fields;
        }
    }

    /// One field; whether another follows on the line.
    bool field(std::string &text)
    {
        bool isQuoted = false;
        if (m_blocks.peek() == '"') {
            m_blocks.get();
            isQuoted = true;
        }
        for (;;) {
            const int byte = m_blocks.get();
            if (byte < 0)
                return false;
            if (++m_size > kLongestRecord) // a quote that isn't closed would take the whole file
                throw Error(ErrorCode::LimitExceeded,
                            tr("A line of '%1' is longer than 64 MB.", pathText(m_blocks.file())),
                            tr("Put values with a separator in them between quotes."));
            if (isQuoted && byte == '"' && m_blocks.peek() == '"') {
                text += static_cast<char>(m_blocks.get());
            } else if (isQuoted && byte == '"') {
                isQuoted = false;
            } else if (!isQuoted && byte == m_separator) {
                return true;
            } else if (!isQuoted && (byte == '\n' || byte == '\r')) {
                if (byte == '\r' && m_blocks.peek() == '\n')
                    m_blocks.get();
                ++m_line;
                return false;
            } else {
                m_line += byte == '\n' ? 1 : 0;
                text += static_cast<char>(byte);
            }
        }
    }

    BlockReader m_blocks;
    const char m_separator;
    std::vector<std::string> m_names;
    std::size_t m_line = 1;
    std::size_t m_begin = 1;
    std::size_t m_size = 0; ///< of the record that is being read
};

std::unique_ptr<RowReader> openFile(const fs::path &file)
{
    const std::string suffix = file.extension().string();
    if (suffix == ".csv")
        return std::make_unique<DelimitedRows>(file, ',');
    if (suffix == ".tsv")
        return std::make_unique<DelimitedRows>(file, '\t');
    if (suffix == ".json")
        return openJson(file);
    if (suffix == ".xlsx")
        return std::make_unique<HeldRows>(readWorkbook(file));
    if (suffix == ".parquet")
        throw invalidData(tr("'%1' is a Parquet file, which Postern doesn't read.", pathText(file)),
                          tr("Write it as .jsonl or .csv."));
    return std::make_unique<JsonLines>(file);
}

/// The rows of several files, one after the other, numbered, with whole paths of images.
class NumberedRows final : public RowReader
{
public:
    explicit NumberedRows(std::vector<fs::path> files)
        : m_files(std::move(files))
    {}

    std::optional<Row> next() override
    {
        for (;;) {
            if (!m_reader) {
                if (m_file == m_files.size())
                    return std::nullopt;
                m_reader = openFile(m_files[m_file]);
            }
            if (std::optional<Row> row = m_reader->next())
                return numbered(std::move(*row));
            m_reader = nullptr;
            ++m_file;
        }
    }

private:
    Row numbered(Row row)
    {
        // Nothing before it could be read either: this is no data, rather than a slip in it.
        if (row.error && m_index == 0)
            throw Error(std::move(*row.error));
        row.number = m_index++;
        if (const Value *own = row.values.find("line_number");
            own && own->isInt() && own->asInt() >= 0)
            row.number = static_cast<std::size_t>(own->asInt());
        row.values = withWholeImagePaths(std::move(row.values), m_files[m_file].parent_path());
        return row;
    }

    const std::vector<fs::path> m_files;
    std::size_t m_file = 0;
    std::size_t m_index = 0;
    std::unique_ptr<RowReader> m_reader;
};

} // namespace

Error invalidData(Message message, Message hint, std::optional<Place> place)
{
    Error error(ErrorCode::InvalidInput, std::move(message), std::move(hint), std::move(place));
    return std::move(error)
        .as({"UserError", "ValidationError", "InvalidUserData"},
            "Fail to load invalid data. We support file formats: csv, tsv, json, "
            "jsonl, parquet. Please check input data.");
}

std::unique_ptr<RowReader> openRows(const fs::path &data)
{
    std::error_code unknown;
    std::vector<fs::path> files;
    if (fs::is_directory(data, unknown)) {
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(data)) {
            if (entry.is_regular_file(unknown))
                files.push_back(entry.path());
        }
        std::ranges::sort(files);
    } else if (fs::exists(data, unknown)) {
        files.push_back(fs::absolute(data));
    } else {
        throw Error(ErrorCode::FileUnreadable,
                    tr("There is no data file or folder '%1'.", pathText(data)),
                    tr("Check the path."));
    }
    return std::make_unique<NumberedRows>(std::move(files));
}

std::set<std::string> columnsOf(const fs::path &data)
{
    std::set<std::string> columns;
    const std::unique_ptr<RowReader> rows = openRows(data);
    while (const std::optional<Row> row = rows->next()) {
        for (const auto &[name, value] : row->values) {
            if (name.isString())
                columns.insert(name.asString());
        }
    }
    return columns;
}

} // namespace postern::batch
