// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/labels.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/evaluate/statistics.h"
#include "engine/evaluate/workbookfile.h"
#include "engine/store/atomicfile.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace postern::evaluate {

namespace {

constexpr std::string_view kInputs = "inputs.";
constexpr std::string_view kOutputs = "outputs.";

std::optional<double> numberIn(const std::string &text)
{
    double number = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && std::isfinite(number)
               ? std::optional<double>(number)
               : std::nullopt;
}

std::string labelOf(const Dict &row)
{
    const Value *label = row.find("label");
    if (label == nullptr || label->isNull())
        return {};
    std::string text = py::str(*label);
    const std::size_t begin = text.find_first_not_of(" \t\r\n'");
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::size_t lineOf(const Dict &row)
{
    const Value *line = row.find("line");
    constexpr double kMostLines = 9'007'199'254'740'992; // what a double counts to, one by one
    const std::optional<double> number = line == nullptr ? std::nullopt : numberIn(py::str(*line));
    if (!number || *number < 0 || *number > kMostLines || *number != std::floor(*number))
        throw Error(ErrorCode::InvalidInput,
                    tr("A row of labels has no whole number as its 'line'."),
                    tr("Give back the columns as they were written."));
    return static_cast<std::size_t>(*number);
}

std::set<std::string> columnNames(const VariantResult &result, bool areInputs)
{
    std::set<std::string> names;
    for (const Row &row : result.rows) {
        for (const auto &[name, value] : areInputs ? row.inputs : row.outputs)
            names.insert(py::str(name));
    }
    return names;
}

std::string textOf(const Dict &values, const std::string &name)
{
    const Value *value = values.find(name);
    return value == nullptr || value->isNull() ? std::string() : py::str(*value);
}

std::string csvCell(const std::string &text)
{
    const bool isFormula = !text.empty()
                           && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos
                           && !numberIn(text);
    std::string made = isFormula ? "'" + text : text;
    if (made.find_first_of(",\"\r\n") == std::string::npos)
        return made;
    for (std::size_t at = made.find('"'); at != std::string::npos; at = made.find('"', at + 2))
        made.insert(at, 1, '"');
    return '"' + made + '"';
}

} // namespace

TextTable labelTable(const VariantResult &result)
{
    const std::set<std::string> inputs = columnNames(result, true);
    const std::set<std::string> outputs = columnNames(result, false);
    std::set<std::string> scores;
    for (const Row &row : result.rows) {
        for (const auto &[name, value] : row.scores)
            scores.insert(name);
    }
    std::vector<std::string> head{"line"};
    for (const std::string &name : inputs)
        head.push_back(std::string(kInputs) + name);
    for (const std::string &name : outputs)
        head.push_back(std::string(kOutputs) + name);
    head.insert(head.end(), scores.begin(), scores.end());
    head.insert(head.end(), {"error", "label", "comment"});
    TextTable table{std::move(head)};
    table.reserve(result.rows.size() + 1);
    for (const Row &row : result.rows) {
        std::vector<std::string> cells{std::to_string(row.number)};
        for (const std::string &name : inputs)
            cells.push_back(textOf(row.inputs, name));
        for (const std::string &name : outputs)
            cells.push_back(textOf(row.outputs, name));
        for (const std::string &name : scores) {
            const auto found = row.scores.find(name);
            cells.push_back(found == row.scores.end() ? "" : fmt::format("{}", found->second));
        }
        cells.insert(cells.end(), {row.error, "", ""});
        table.push_back(std::move(cells));
    }
    return table;
}

std::string toCsv(const TextTable &table)
{
    std::string text = "\xef\xbb\xbf";
    for (const std::vector<std::string> &row : table) {
        for (std::size_t at = 0; at < row.size(); ++at)
            text += (at == 0 ? "" : ",") + csvCell(row[at]);
        text += "\r\n";
    }
    return text;
}

void writeTable(const TextTable &table, const std::filesystem::path &file)
{
    if (file.extension() == ".xlsx")
        writeWorkbook(table, file);
    else
        store::writeFile(file, toCsv(table));
}

Agreement agreementOf(const VariantResult &result,
                      std::string_view score,
                      const std::vector<Dict> &labels)
{
    std::map<std::size_t, const Row *> rows;
    for (const Row &row : result.rows)
        rows.emplace(row.number, &row);
    std::vector<std::pair<std::string, std::string>> names;
    std::vector<std::pair<double, double>> grades;
    for (const Dict &labelled : labels) {
        const std::string label = labelOf(labelled);
        const auto found = label.empty() ? rows.end() : rows.find(lineOf(labelled));
        if (found == rows.end())
            continue;
        const auto judged = found->second->scores.find(score);
        const std::optional<double> grade = numberIn(label);
        if (judged != found->second->scores.end() && grade) {
            grades.emplace_back(judged->second, *grade);
            names.emplace_back(fmt::format("{}", judged->second), fmt::format("{}", *grade));
        } else if (const Value *note = found->second->notes.find(score)) {
            names.emplace_back(py::str(*note), label);
        }
    }
    Agreement made;
    made.rows = names.size();
    made.kappa = cohensKappa(names);
    if (grades.size() == names.size())
        made.weighted = weightedKappa(grades);
    std::size_t same = 0;
    for (const auto &[judge, person] : names)
        same += judge == person ? 1 : 0;
    made.same = names.empty() ? 0 : static_cast<double>(same) / static_cast<double>(names.size());
    return made;
}

} // namespace postern::evaluate
