// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/plaintext.h"
#include "engine/replay/compare.h"
#include "engine/run/record.h"

#include <fmt/format.h>

namespace postern::replay {

namespace {

constexpr std::string_view kStyle
    = "body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;"
      "color:#1c1c1c;background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}"
      "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;"
      "border-bottom:1px solid #ccc;vertical-align:top}pre{white-space:pre-wrap;word-break:"
      "break-word;background:#f5f5f5;padding:.6rem;margin:.3rem 0}.removed{background:#fbd9d3}"
      ".added{background:#d5ecd4}.first{border-left:4px solid #b35900;padding-left:.6rem}"
      "@media(prefers-color-scheme:dark){body{color:#eee;background:#1e1e1e}pre{background:#2b2b2b}"
      ".removed{background:#5a2a24}.added{background:#224a26}td,th{border-color:#444}}";

std::string htmlText(std::string_view text)
{
    std::string escaped;
    for (const char c : toPlainText(text)) {
        if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (c == '"')
            escaped += "&quot;";
        else
            escaped += c;
    }
    return escaped;
}

/// The lines of a diff, each with its colour.
std::string htmlDiff(std::string_view diff)
{
    std::string lines = "<pre>";
    while (!diff.empty()) {
        const std::size_t end = diff.find('\n');
        const std::string_view line = diff.substr(0, end);
        diff = end == std::string_view::npos ? std::string_view() : diff.substr(end + 1);
        const char *kind = line.starts_with("- ")   ? "removed"
                           : line.starts_with("+ ") ? "added"
                                                    : "same";
        lines += fmt::format("<span class=\"{}\">{}</span>\n", kind, htmlText(line));
    }
    return lines + "</pre>";
}

std::string htmlAspects(const std::vector<AspectDifference> &differences)
{
    std::string rows;
    for (const AspectDifference &difference : differences) {
        std::string told;
        if (difference.diff.empty()) {
            for (const Difference &value : difference.values)
                told += htmlText(inWords(value)) + "<br>";
        } else {
            told = htmlDiff(difference.diff);
        }
        rows += fmt::format("<tr><th>{}</th><td>{}</td></tr>", nameOf(difference.aspect), told);
    }
    return rows.empty() ? "" : "<table>" + rows + "</table>";
}

std::string factsCell(const RecordedNode *node)
{
    if (!node)
        return "<td>not there</td>";
    const std::string cost = node->cost ? fmt::format("{:.6f}", *node->cost) : "unknown price";
    return fmt::format("<td>{}, {:.3f} s, {} tokens, {}</td>",
                       run::statusText(node->state),
                       static_cast<double>(node->elapsed.count()) / 1e6,
                       node->usage.total,
                       node->usage.total > 0 ? cost : "no cost");
}

std::string htmlRun(const char *name, const RecordedRun &run)
{
    return fmt::format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{:.3f} s</td><td>{} "
                       "tokens</td></tr>",
                       name,
                       htmlText(run.name),
                       run::statusText(run.state),
                       static_cast<double>(run.elapsed.count()) / 1e6,
                       run.usage.total);
}

} // namespace

std::string toHtml(const RunComparison &comparison)
{
    const NodeComparison *first = comparison.first();
    std::string page = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>Two runs compared</title><style>{}</style></head>"
        "<body><h1>Two runs compared</h1><table>{}{}</table>",
        kStyle,
        htmlRun("A", *comparison.before),
        htmlRun("B", *comparison.after));
    if (comparison.isSame())
        page += "<p>Both runs are the same, but for the time they took.</p>";
    else if (first)
        page += "<p>First difference: <b>" + htmlText(first->name) + "</b></p>";
    for (const SourceDifference &source : comparison.sources)
        page += "<h2>" + htmlText(source.path) + "</h2>" + htmlDiff(source.diff);
    for (const NodeComparison &node : comparison.nodes) {
        page += fmt::format(
            "<section{}><h2>{}</h2><table><tr><th>A</th>{}<th>B</th>{}</tr></table>{}"
            "</section>",
            &node == first ? " class=\"first\"" : "",
            htmlText(node.name) + (node.isSame() ? ": same" : ""),
            factsCell(node.before),
            factsCell(node.after),
            htmlAspects(node.differences));
    }
    if (!comparison.run.empty())
        page += "<h2>The run as a whole</h2>" + htmlAspects(comparison.run);
    return page + "</body></html>\n";
}

} // namespace postern::replay
