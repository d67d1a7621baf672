// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/batchreport.h"

#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"
#include "engine/batch/batchrun.h"
#include "engine/history/promptflowrecords.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace postern::cli {

namespace {

/// What pf writes: seconds and their fraction, without a zone.
std::string createdText(run::WallClock::time_point time)
{
    std::string text = history::promptflowTime(time);
    if (text.ends_with('Z'))
        text.pop_back();
    return text;
}

Value orNull(const std::string &text)
{
    return text.empty() ? Value() : Value(text);
}

std::string cellText(const Value &value)
{
    constexpr std::size_t kWidest = 60;
    std::string text = toPlainText(py::str(value), Breaks::Escape);
    if (utf8::length(text) <= kWidest)
        return text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < kWidest - 3; ++i)
        utf8::next(text, at);
    return text.substr(0, at) + "...";
}

std::string padded(const std::string &text, std::size_t width)
{
    return text + std::string(width - std::min(width, utf8::length(text)), ' ');
}

} // namespace

Dict batchJson(const batch::RunFolder &run)
{
    const batch::RunRecord &record = run.record();
    Dict properties{{"flow_path", record.flow}, {"output_path", pathText(run.path())}};
    if (!record.columnMapping.empty())
        properties.append("column_mapping", Value(record.columnMapping));
    properties.append("system_metrics", Value(record.systemMetrics));
    const std::filesystem::path flow(record.flow);
    Dict json{{"name", record.name},
              {"created_on", createdText(record.created)},
              {"status", run.status()},
              {"display_name", record.displayName.empty() ? record.name : record.displayName},
              {"description", orNull(record.description)},
              {"tags", record.tags.empty() ? Value() : Value(record.tags)},
              {"properties", std::move(properties)},
              {"flow_name", pathText(flow.stem())}};
    if (!record.data.empty())
        json.append("data", record.data);
    json.append("output", pathText(run.path() / "flow_outputs"));
    if (!record.run.empty())
        json.append("run", record.run);
    if (!record.resumedFrom.empty())
        json.append("resume_from", record.resumedFrom);
    json.append("lines", static_cast<std::int64_t>(record.lines));
    json.append("failed_lines", static_cast<std::int64_t>(record.failed));
    if (!record.error.isNull())
        json.append("error", record.error);
    return json;
}

std::vector<Dict> detailsOf(const batch::RunFolder &run, std::size_t most)
{
    std::vector<batch::BatchLine> lines;
    std::vector<std::string> outputs;
    batch::readLines(run, [&](batch::BatchLine line) {
        if (line.isCompleted() && line.output.isDict()) {
            for (const auto &[name, value] : line.output.asDict()) {
                const std::string text = py::str(name);
                if (std::ranges::find(outputs, text) == outputs.end())
                    outputs.push_back(text);
            }
        }
        if (lines.size() < most)
            lines.push_back(std::move(line));
    });
    std::vector<Dict> rows;
    rows.reserve(lines.size());
    for (const batch::BatchLine &line : lines) {
        Dict &row = rows.emplace_back();
        for (const auto &[name, value] : line.inputs.isDict() ? line.inputs.asDict() : Dict())
            row.append(Value("inputs." + py::str(name)), value);
        for (const std::string &name : outputs) {
            const Value *value = line.output.find(name);
            row.append(Value("outputs." + name),
                       line.isCompleted() ? (value ? *value : Value()) : Value("(Failed)"));
        }
        if (outputs.empty())
            row.append("outputs", line.isCompleted() ? "" : "(Failed)");
    }
    return rows;
}

std::string detailsTable(const std::vector<Dict> &rows)
{
    std::vector<std::string> columns{""};
    for (const auto &[name, value] : rows.empty() ? Dict() : rows.front())
        columns.push_back(py::str(name));
    std::vector<std::vector<std::string>> cells{columns};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::string> &row = cells.emplace_back(1, std::to_string(i));
        for (std::size_t c = 1; c < columns.size(); ++c) {
            const Value *value = rows[i].find(columns[c]);
            row.push_back(value ? cellText(*value) : "");
        }
    }
    std::vector<std::size_t> widths(columns.size());
    for (const std::vector<std::string> &row : cells) {
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], utf8::length(row[c]));
    }
    const auto frame = [&widths](char line) {
        std::string text;
        for (const std::size_t width : widths)
            text += "+" + std::string(width + 2, line);
        return text + "+\n";
    };
    std::string table = frame('-');
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::size_t c = 0; c < columns.size(); ++c)
            table += "| " + padded(cells[i][c], widths[c]) + " ";
        table += "|\n" + frame(i == 0 ? '=' : '-');
    }
    return table;
}

} // namespace postern::cli
