// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/validatereport.h"

#include <string>

namespace postern::cli {

namespace {

std::string_view severityText(flow::Severity severity)
{
    switch (severity) {
    case flow::Severity::Error:
        return "error";
    case flow::Severity::Warning:
        return "warning";
    case flow::Severity::Hint:
        break;
    }
    return "hint";
}

Value toJson(const flow::Diagnostic &diagnostic)
{
    Dict dict;
    dict.append("severity", severityText(diagnostic.severity));
    dict.append("code", diagnostic.code);
    dict.append("message", diagnostic.message);
    dict.append("hint", diagnostic.hint);
    dict.append("file", diagnostic.place.file);
    dict.append("line", diagnostic.place.line);
    dict.append("column", diagnostic.place.column);
    dict.append("node", diagnostic.node);
    dict.append("fix", diagnostic.fix ? Value(diagnostic.fix->title) : Value());
    return dict;
}

List entries(const std::vector<flow::Diagnostic> &diagnostics,
             flow::Severity severity,
             const std::string &folder)
{
    List list;
    for (const flow::Diagnostic &diagnostic : diagnostics) {
        if (diagnostic.severity != severity)
            continue;
        const std::string location = folder + "/" + diagnostic.place.file + "#line "
                                     + std::to_string(diagnostic.place.line);
        Dict entry;
        entry.append("message", diagnostic.message);
        entry.append("location", location);
        list.emplace_back(std::move(entry));
    }
    return list;
}

} // namespace

void printDiagnostics(const std::vector<flow::Diagnostic> &diagnostics)
{
    for (const flow::Diagnostic &diagnostic : diagnostics) {
        std::string text = toString(diagnostic.place) + ": "
                           + std::string(severityText(diagnostic.severity)) + ": "
                           + diagnostic.message;
        if (!diagnostic.hint.empty())
            text += "\n  " + diagnostic.hint;
        printNote(text);
    }
}

Value validateReport(const std::vector<flow::Diagnostic> &diagnostics,
                     const flow::FlowDocument &document,
                     Format format)
{
    const std::string folder = document.location().folder.string();
    Dict report;
    report.append("result", flow::hasErrors(diagnostics) ? "Failed" : "Succeeded");
    List errors = entries(diagnostics, flow::Severity::Error, folder);
    List warnings = entries(diagnostics, flow::Severity::Warning, folder);
    if (!errors.empty())
        report.append("errors", std::move(errors));
    if (!warnings.empty())
        report.append("warnings", std::move(warnings));
    if (format == Format::Json) {
        List all;
        for (const flow::Diagnostic &diagnostic : diagnostics)
            all.push_back(toJson(diagnostic));
        report.append("diagnostics", std::move(all));
    }
    return report;
}

} // namespace postern::cli
