// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/flowdebug.h"
#include "app/cli/flowedit.h"
#include "app/cli/flowinit.h"
#include "app/cli/flowpack.h"
#include "app/cli/flowscan.h"
#include "app/cli/flowserve.h"
#include "app/cli/flowtest.h"
#include "app/cli/progress.h"
#include "app/cli/sarif.h"
#include "app/cli/validatereport.h"
#include "engine/check/advice.h"
#include "engine/check/nodecheck.h"
#include "engine/check/promptycheck.h"
#include "engine/tool/templatechecker.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace postern::cli {

namespace {

struct ValidateOptions
{
    std::filesystem::path source;
    std::filesystem::path python;
    bool restricted = false;
};

ExitCode validateFlow(const ValidateOptions &options, const CommandLine &line)
{
    const auto trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    const auto document = flow::FlowDocument::load(flow::locateFlow(options.source), trust);
    const auto templates = std::make_shared<tool::Templates>();
    const std::vector<flow::Diagnostic> diagnostics
        = flow::validate(document,
                         trust,
                         {tool::templateChecker(templates),
                          check::nodeChecker(tool::ToolTable::builtIn(), templates),
                          check::promptyChecker(document, templates),
                          check::adviceChecker(document)});
    printDiagnostics(diagnostics);
    const auto tell = [](const Error &error) {
        printNote("The Python files weren't imported: " + error.message());
    };
    ImportNotes notes;
    const auto onLog = [&notes](std::string_view file, bool isError, std::string_view text) {
        notes.add(file, isError, text);
    };
    const Value report
        = validateReport(diagnostics, document, {trust, options.python, tell, onLog}, line.format);
    printJson(line.format == Format::Sarif ? sarifLog(diagnostics, report, document) : report);
    if (*report.find("result") == Value("Failed"))
        return ExitCode::Invalid;
    const bool isRefused = std::ranges::any_of(diagnostics, [](const flow::Diagnostic &found) {
        return found.code.ends_with("-refused"); // so what it holds isn't known
    });
    return isRefused ? ExitCode::Refused : ExitCode::Done;
}

void addValidate(CLI::App &group, CommandLine &line)
{
    CLI::App *validate = group.add_subcommand("validate", "Says all that is wrong with a flow");
    auto options = std::make_shared<ValidateOptions>();
    validate->add_option("--source", options->source, "Folder of the flow, or its file")->required();
    validate->add_option("--python", options->python, "Python interpreter that imports the files");
    validate->add_flag("--restricted",
                       options->restricted,
                       "Run nothing of the folder's own code, read nothing outside it");
    addCommonOptions(*validate, line, {{"sarif", Format::Sarif}});
    validate->footer("Examples:\n  postern flow validate --source chat\n"
                     "  postern flow validate --source chat --format sarif > chat.sarif");
    validate->callback([options, &line] {
        line.action = [options, &line] { return validateFlow(*options, line); };
    });
}

} // namespace

void addFlowCommands(CLI::App &app, CommandLine &line)
{
    CLI::App *group
        = app.add_subcommand("flow",
                             "Flows: init, test, debug, validate, scan, edit, pack, unpack, copy");
    group->require_subcommand(1);
    addFlowInit(*group, line);
    addFlowServe(*group, line);
    addFlowTest(*group, line);
    addFlowDebug(*group, line);
    addValidate(*group, line);
    addFlowScan(*group, line);
    addFlowEdit(*group, line);
    addFlowPack(*group, line);
}

} // namespace postern::cli
