// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/batchreport.h"
#include "app/cli/reporttext.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/batch/batchrun.h"

#include <algorithm>
#include <string_view>

namespace postern::cli {

namespace {

constexpr std::size_t kMostShown = 2'000;

constexpr std::string_view kRunsHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Batch runs</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 0.8rem 0; }
th, td { text-align: left; padding: 0.25rem 0.6rem; border-bottom: 1px solid #8884;
vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
th { position: sticky; top: 0; background: Canvas; }
.failed { color: #b3261e; } .number { text-align: right; }
@media (prefers-color-scheme: dark) { .failed { color: #ff8a80; } }
</style>
</head>
<body>
<h1>Batch runs</h1>
)";

std::string inCell(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return inHtml(log::redact(value.isString() ? value.asString() : json::write(value, options)));
}

void addRow(std::string_view title, const std::vector<std::string> &cells, std::string &page)
{
    page += "<tr><th scope=\"row\">" + inHtml(title) + "</th>";
    for (const std::string &cell : cells)
        page += "<td>" + cell + "</td>";
    page += "</tr>\n";
}

/// What the runs are and what they measured, a column each.
void addComparison(const std::vector<batch::RunFolder> &runs, std::string &page)
{
    std::vector<std::string> names;
    const auto cellsOf = [&runs](const auto &cell) {
        std::vector<std::string> cells;
        cells.reserve(runs.size());
        for (const batch::RunFolder &run : runs)
            cells.push_back(cell(run));
        return cells;
    };
    page += "<table>\n";
    addRow("Run", cellsOf([](const auto &run) { return inHtml(run.record().name); }), page);
    addRow("State", cellsOf([](const auto &run) { return inHtml(run.status()); }), page);
    addRow("Flow", cellsOf([](const auto &run) { return inHtml(run.record().flow); }), page);
    addRow("Variant", cellsOf([](const auto &run) { return inHtml(run.record().variant); }), page);
    addRow("Lines",
           cellsOf([](const auto &run) { return std::to_string(run.record().lines); }),
           page);
    addRow("Failed",
           cellsOf([](const auto &run) { return std::to_string(run.record().failed); }),
           page);
    const auto addDicts = [&](const Dict batch::RunRecord::*dict) {
        std::vector<std::string> keys;
        for (const batch::RunFolder &run : runs) {
            for (const auto &[key, value] : run.record().*dict) {
                const std::string text = py::str(key);
                if (std::ranges::find(keys, text) == keys.end() && !text.starts_with("__pf__"))
                    keys.push_back(text);
            }
        }
        for (const std::string &key : keys)
            addRow(key,
                   cellsOf([&](const batch::RunFolder &run) {
                       const Value *value = (run.record().*dict).find(key);
                       return value ? inCell(*value) : std::string();
                   }),
                   page);
    };
    addDicts(&batch::RunRecord::metrics);
    addDicts(&batch::RunRecord::systemMetrics);
    page += "</table>\n";
}

std::string lineRow(const batch::BatchLine &line)
{
    std::string row = "<tr><td class=\"number\">" + std::to_string(line.number) + "</td><td>"
                      + inCell(line.inputs) + "</td>";
    const Value *message = line.error.find("message");
    row += line.isCompleted() ? "<td>" + inCell(line.output)
                              : "<td class=\"failed\">" + inCell(message ? *message : Value());
    row += "</td><td class=\"number\">" + std::to_string(line.elapsed.count() / 1'000)
           + "</td><td class=\"number\">" + std::to_string(line.usage.total) + "</td></tr>\n";
    return row;
}

void addLines(const batch::RunFolder &run, std::string &page)
{
    page += "<h2>" + inHtml(run.record().name)
            + "</h2>\n<table>\n<tr><th>Line</th><th>Inputs</th>"
              "<th>Outputs</th><th>ms</th><th>Tokens</th></tr>\n";
    std::string failed;
    std::string completed;
    std::size_t shown = 0;
    batch::readLines(run, [&](const batch::BatchLine &line) {
        if (shown++ < kMostShown)
            (line.isCompleted() ? completed : failed) += lineRow(line);
    });
    page += failed + completed + "</table>\n";
    if (shown > kMostShown)
        page += "<p>" + std::to_string(shown - kMostShown)
                + " more lines are in the run's folder.</p>\n";
}

} // namespace

std::string runsPage(const std::vector<batch::RunFolder> &runs)
{
    std::string page(kRunsHead);
    addComparison(runs, page);
    for (const batch::RunFolder &run : runs)
        addLines(run, page);
    return page + "</body>\n</html>\n";
}

} // namespace postern::cli
