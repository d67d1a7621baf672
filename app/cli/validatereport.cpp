// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/validatereport.h"

#include "app/cli/loop.h"
#include "app/cli/reporttext.h"
#include "engine/base/plaintext.h"
#include "engine/check/quickfix.h"

#include <string>
#include <unordered_set>

namespace postern::cli {

namespace {

Value diagnosticJson(const flow::Diagnostic &diagnostic, const flow::FlowDocument &document)
{
    List fixes;
    for (const check::QuickFix &fix : check::quickFixes(document, diagnostic))
        fixes.emplace_back(Dict{{"id", fix.id}, {"title", fix.title.english()}});
    Dict dict = problemJson(diagnostic);
    dict.append("fix", fixes.empty() ? Value() : *fixes.front().find("title"));
    dict.append("fixes", std::move(fixes));
    return dict;
}

/// Our own finding in the shape of pf's.
Value entry(const flow::Diagnostic &diagnostic, const std::string &folder)
{
    Dict dict;
    dict.append("message", diagnostic.message.english());
    dict.append("location",
                folder + "/" + diagnostic.place.file + "#line "
                    + std::to_string(diagnostic.place.line));
    return dict;
}

/// pf's list with what only we found after it; files it has named already aren't named again.
List joined(const Value &report,
            const char *name,
            const std::vector<flow::Diagnostic> &diagnostics,
            flow::Severity severity,
            const std::string &folder)
{
    const Value *known = report.find(name);
    List list = known ? known->asList() : List();
    std::unordered_set<std::string> locations;
    std::unordered_set<std::string> files;
    for (const Value &other : list) {
        // pf can't tell the place of every file; the value is a source file that it can't read.
        if (const Value *location = other.find("location"); location && location->isString())
            locations.insert(location->asString());
        if (const Value *value = other.find("value"); value && value->isString())
            files.insert(value->asString());
    }
    for (const flow::Diagnostic &diagnostic : diagnostics) {
        if (diagnostic.severity != severity || files.contains(diagnostic.place.file))
            continue;
        Value own = entry(diagnostic, folder);
        if (locations.insert(own.find("location")->asString()).second)
            list.push_back(std::move(own));
    }
    return list;
}

/// What pf says; nothing where it can't even read the file, or mayn't, which our own findings say
/// better.
Value promptflows(const flow::FlowDocument &document, check::ReportOptions options)
{
    try {
        return runOnLoop(check::promptflowReport(document, std::move(options)));
    } catch (const Error &error) {
        const bool isSaid = document.loadError() || error.code() == ErrorCode::Refused;
        if (!isSaid || error.code() == ErrorCode::Cancelled)
            throw;
        return Dict();
    }
}

} // namespace

void printDiagnostics(const std::vector<flow::Diagnostic> &diagnostics)
{
    for (const flow::Diagnostic &diagnostic : diagnostics) {
        std::string text = toPlainText(toString(diagnostic.place), Breaks::Escape) + ": "
                           + std::string(severityText(diagnostic.severity)) + ": "
                           + diagnostic.message.english();
        if (!diagnostic.hint.isEmpty())
            text += "\n  " + diagnostic.hint.english();
        printNote(text);
    }
}

Value validateReport(const std::vector<flow::Diagnostic> &diagnostics,
                     const flow::FlowDocument &document,
                     check::ReportOptions options,
                     Format format)
{
    const std::string folder = document.location().folder.string();
    const Value pf = promptflows(document, std::move(options));
    List errors = joined(pf, "errors", diagnostics, flow::Severity::Error, folder);
    List warnings = joined(pf, "warnings", diagnostics, flow::Severity::Warning, folder);
    Dict report;
    report.append("result", errors.empty() ? "Succeeded" : "Failed");
    if (!errors.empty())
        report.append("errors", std::move(errors));
    if (!warnings.empty())
        report.append("warnings", std::move(warnings));
    if (format == Format::Json) {
        List all;
        for (const flow::Diagnostic &diagnostic : diagnostics)
            all.push_back(diagnosticJson(diagnostic, document));
        report.append("diagnostics", std::move(all));
    }
    return report;
}

} // namespace postern::cli
