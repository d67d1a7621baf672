// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/chat.h"
#include "app/cli/commandline.h"
#include "app/cli/eventfile.h"
#include "app/cli/flowedit.h"
#include "app/cli/flowinit.h"
#include "app/cli/flowpack.h"
#include "app/cli/flowscan.h"
#include "app/cli/loop.h"
#include "app/cli/progress.h"
#include "app/cli/recordtarget.h"
#include "app/cli/sarif.h"
#include "app/cli/validatereport.h"
#include "app/request/runrequest.h"
#include "engine/base/pyrepr.h"
#include "engine/check/advice.h"
#include "engine/check/nodecheck.h"
#include "engine/check/promptycheck.h"
#include "engine/run/flowrun.h"
#include "engine/run/record.h"
#include "engine/tool/templatechecker.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>

namespace postern::cli {

namespace {

struct TestOptions
{
    request::RunOptions run;
    std::string detail;
    std::string events;
    bool interactive = false;
};

/// A text that is the whole result is printed as it is, everything else as JSON.
std::string outputText(const Value &outputs, Format format)
{
    if (outputs.isString() && format == Format::Text)
        return outputs.asString();
    return prettyJson(outputs);
}

ExitCode testFlow(const TestOptions &options, const CommandLine &line)
{
    request::RunRequest request = request::makeRunRequest(options.run);
    run::RunSpec &spec = request.spec;
    spec.stream = options.interactive;
    checkRecordTarget(spec, "--detail", options.detail);
    checkRecordTarget(spec, "--events", options.events);
    if (options.interactive)
        return chat(std::move(request), line);
    if (run::isDetailFolder(options.detail))
        spec.imageFolder = std::filesystem::path(options.detail) / "output";
    Progress progress(line.verbose);
    spec.observers = {&progress};
    std::optional<EventFile> events;
    if (!options.events.empty())
        spec.observers.push_back(&events.emplace(options.events));
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(std::move(request.network));
    const run::FlowRunResult result = loop.run(run::runFlow(engine, std::move(spec)));
    // What the run gave is told even where its records can't be kept.
    std::optional<Error> unkept;
    try {
        if (!options.detail.empty())
            run::writeDetail(result, options.detail, options.run.node);
        if (events)
            events->requireWhole();
    } catch (const Error &error) {
        unkept = error;
    }
    if (result.error && unkept)
        printNote("warning: " + unkept->message());
    if (result.error)
        return printError(*result.error, line.format, line.verbose);
    printResult(outputText(result.outputs, line.format));
    return unkept ? printError(*unkept, Format::Text, line.verbose) : ExitCode::Done;
}

void addTest(CLI::App &group, CommandLine &line)
{
    CLI::App *test = group.add_subcommand("test", "Runs a flow, or one node of it, once");
    auto options = std::make_shared<TestOptions>();
    test->add_option("--flow",
                     options->run.flow,
                     "Folder of the flow, its file, or MODULE:NAME of code in this folder")
        ->required();
    test->add_option("--inputs,--input",
                     options->run.inputs,
                     "KEY=VALUE pairs, or one .json, .jsonl or .yaml file")
        ->expected(1, -1);
    test->add_option("--init",
                     options->run.init,
                     "Arguments of a flex flow's class: KEY=VALUE pairs, or one file")
        ->expected(1, -1);
    test->add_option("--answers",
                     options->run.answers,
                     "Values of nodes that aren't run: NODE=VALUE pairs (JSON, else text), or one "
                     "file")
        ->expected(1, -1);
    CLI::Option *node = test->add_option("--node", options->run.node, "Run this node alone");
    test->add_option("--variant", options->run.variant, "Use this variant: ${NODE.VARIANT}");
    test->add_option("--environment-variables,--env",
                     options->run.environment,
                     "KEY=VALUE pairs and .env files; ${CONNECTION.KEY} is replaced; "
                     "with nothing: the .env of this folder or one above")
        ->expected(0, -1);
    test->add_option("--connections",
                     options->run.connections,
                     "YAML or JSON file with connections");
    CLI::Option *detail
        = test->add_option("--detail",
                           options->detail,
                           "Write the records of the run: into a folder, or into one JSON file");
    CLI::Option *events = test->add_option("--events",
                                           options->events,
                                           "Write what happens into this file while it does: a "
                                           "JSON object a line");
    test->add_flag("--interactive",
                   options->interactive,
                   "Talk with a chat flow: a question a line, until Ctrl+C or the end of input")
        ->excludes(node)
        ->excludes(detail)
        ->excludes(events);
    test->add_option("--python", options->run.python, "Python interpreter for python nodes");
    test->add_flag("--simulate",
                   options->run.simulate,
                   "Answer every connection from the built-in simulator");
    test->add_flag("--restricted",
                   options->run.restricted,
                   "Run nothing of the folder's own code, read nothing outside it, contact nobody");
    addCommonOptions(*test, line);
    test->footer("Examples:\n"
                 "  postern flow test --flow chat --inputs question=\"What is this?\"\n"
                 "  postern flow test --flow chat --inputs inputs.json --connections conn.yaml\n"
                 "  postern flow test --flow chat --node answer --inputs question=hi --simulate\n"
                 "  postern flow test --flow chat --simulate --events events.jsonl\n"
                 "  postern flow test --flow chat --interactive");
    test->callback(
        [options, &line] { line.action = [options, &line] { return testFlow(*options, line); }; });
}

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
    CLI::App *group = app.add_subcommand("flow", "Flows: init, test, validate, scan, edit, pack, unpack, copy");
    group->require_subcommand(1);
    addFlowInit(*group, line);
    addTest(*group, line);
    addValidate(*group, line);
    addFlowScan(*group, line);
    addFlowEdit(*group, line);
    addFlowPack(*group, line);
}

} // namespace postern::cli
