// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowtest.h"

#include "app/cli/chat.h"
#include "app/cli/commandline.h"
#include "app/cli/eventfile.h"
#include "app/cli/loop.h"
#include "app/cli/progress.h"
#include "app/cli/recordtarget.h"
#include "app/request/runrequest.h"
#include "engine/run/flowrun.h"
#include "engine/run/record.h"

#include <CLI/CLI.hpp>

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

} // namespace

void addFlowTest(CLI::App &group, CommandLine &line)
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

} // namespace postern::cli
