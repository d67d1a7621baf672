// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/flowtest.h"

#include "app/cli/casesrun.h"
#include "app/cli/chat.h"
#include "app/cli/commandline.h"
#include "app/cli/eventfile.h"
#include "app/cli/progress.h"
#include "app/cli/recordtarget.h"
#include "app/cli/runoptions.h"
#include "app/cli/testrun.h"
#include "engine/replay/expectation.h"
#include "engine/replay/spans.h"
#include "engine/replay/testcase.h"
#include "engine/run/record.h"
#include "engine/store/atomicfile.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace postern::cli {

namespace {

struct TestOptions
{
    TestRunOptions run;
    CasesOptions cases;
    bool runsCases = false;
    std::string expect; ///< file of what is expected of the run
    std::string detail;
    std::string events;
    std::string trace; ///< file for the spans
    bool interactive = false;
};

/// A text that is the whole result is printed as it is, everything else as JSON.
std::string outputText(const Value &outputs, Format format)
{
    if (outputs.isString() && format == Format::Text)
        return outputs.asString();
    return prettyJson(outputs);
}

/// What couldn't be kept of a run that is over.
std::optional<Error> keepRecords(const TestOptions &options,
                                 const run::FlowRunResult &result,
                                 std::optional<EventFile> &events,
                                 const std::optional<replay::SpanCollector> &spans,
                                 const TestRun &test)
{
    try {
        if (!options.detail.empty())
            run::writeDetail(result, options.detail, options.run.run.node);
        if (events)
            events->requireWhole();
        test.keepRecords();
        if (spans)
            store::writeFile(options.trace, prettyJson(spans->spans(test.name())) + "\n");
    } catch (const Error &error) {
        return error;
    }
    return std::nullopt;
}

/// Tells what of a file's expectations the run doesn't meet.
ExitCode tellUnmet(const std::string &file,
                   const std::vector<replay::Unmet> &unmet,
                   const CommandLine &line)
{
    for (const replay::Unmet &one : unmet)
        printNote(file + ":" + std::to_string(one.line) + ": " + replay::toText(one));
    if (unmet.empty())
        return ExitCode::Done;
    const auto count = static_cast<std::int64_t>(unmet.size());
    const Error error(ErrorCode::NodeFailed,
                      count == 1 ? tr("The run doesn't meet an expectation.")
                                 : tr("The run doesn't meet %1 expectations.", count),
                      tr("See what differs above."));
    return printError(error, Format::Text, line.verbose);
}

ExitCode testFlow(const TestOptions &options, const CommandLine &line)
{
    if (options.runsCases)
        return runCases(options.run, options.cases, line);
    if (options.interactive) {
        request::RunRequest request = runRequestOf(options.run.run);
        return chat(std::move(request), line);
    }
    replay::Expectation expected;
    if (!options.expect.empty())
        expected = replay::Expectation::parse(store::readFile(options.expect), options.expect);
    TestRun test(options.run);
    run::RunSpec &spec = test.spec();
    spec.stream = false;
    checkRecordTarget(spec, "--detail", options.detail);
    checkRecordTarget(spec, "--events", options.events);
    checkRecordTarget(spec, "--trace", options.trace);
    if (run::isDetailFolder(options.detail))
        spec.imageFolder = std::filesystem::path(options.detail) / "output";
    Progress progress(line.verbose);
    run::RunObservers observers{&progress};
    std::optional<EventFile> events;
    if (!options.events.empty())
        observers.push_back(&events.emplace(options.events));
    std::optional<replay::SpanCollector> spans;
    if (!options.trace.empty()) {
        observers.push_back(&spans.emplace());
        spec.keepBodies = true;
    }
    test.tellReused();
    const run::FlowRunResult result = test.run(std::move(observers));
    // What the run gave is told even where its records can't be kept.
    const std::optional<Error> unkept = keepRecords(options, result, events, spans, test);
    test.tellReplay();
    const std::optional<Error> departure = test.departure();
    if ((result.error || departure) && unkept)
        printNote("warning: " + unkept->message());
    const bool isErrorExpected = !expected.error.empty();
    if (departure || (result.error && !isErrorExpected))
        return printError(result.error ? *result.error : *departure, line.format, line.verbose);
    printResult(outputText(result.outputs, line.format));
    const std::vector<replay::Unmet> unmet
        = options.expect.empty() ? std::vector<replay::Unmet>()
                                 : replay::unmetBy(expected, replay::runOfResult(result, "run"));
    if (const ExitCode code = tellUnmet(options.expect, unmet, line); code != ExitCode::Done)
        return code;
    return unkept ? printError(*unkept, Format::Text, line.verbose) : ExitCode::Done;
}

/// Recordings, and parts of a flow.
void addParts(CLI::App &test, TestOptions &options, CLI::Option *node)
{
    test.add_option("--record",
                    options.run.record,
                    "Write what is asked of models and services, and what they answer, into this "
                    "file: a cassette");
    test.add_option("--replay",
                    options.run.replay,
                    "Answer from this cassette alone, without a connection; its inputs, where none "
                    "are given")
        ->excludes("--record");
    test.add_option("--expect",
                    options.expect,
                    "Compare the run with this file: its outputs, or expectations");
    test.add_option(
            "--cases",
            options.cases.files,
            "Run the test cases beside the flow (tests/*.yaml), or those of the files named")
        ->expected(0, -1);
    test.add_option("--junit",
                    options.cases.junit,
                    "Write the results of the cases into this file, as JUnit's XML")
        ->needs("--cases");
    test.add_option("--until", options.run.until, "Run this node and those it needs")->excludes(node);
    CLI::Option *from = test.add_option("--from",
                                        options.run.from,
                                        "Run this node and those that need it; the others' outputs "
                                        "come from --reuse");
    CLI::Option *reuse = test.add_option("--reuse",
                                         options.run.reuse,
                                         "An earlier run, for --from: what --detail, --events "
                                         "or --record wrote, or a run of the history; default: "
                                         "this flow's last");
    from->excludes(node);
    reuse->needs(from);
    CLI::Option *cache
        = test.add_option("--cache",
                          options.run.cache,
                          "Take outputs from this file where nothing that matters has changed, and "
                          "keep them there");
    test.add_flag("--cache-all",
                  options.run.takesUnrepeatable,
                  "With --cache: also of nodes that read the clock, files, a network or the like")
        ->needs(cache);
    test.add_option("--trace",
                    options.trace,
                    "Write the spans of the run into this file, as OpenTelemetry's JSON");
}

} // namespace

void addFlowTest(CLI::App &group, CommandLine &line)
{
    CLI::App *test = group.add_subcommand("test", "Runs a flow, or one node of it, once");
    auto options = std::make_shared<TestOptions>();
    CLI::Option *node = addRunOptions(*test, options->run.run);
    CLI::Option *detail
        = test->add_option("--detail",
                           options->detail,
                           "Write the records of the run: into a folder, or into one JSON file");
    CLI::Option *events = test->add_option("--events",
                                           options->events,
                                           "Write what happens into this file while it does: a "
                                           "JSON object a line");
    addParts(*test, *options, node);
    test->add_flag("--interactive",
                   options->interactive,
                   "Talk with a chat flow: a question a line, until Ctrl+C or the end of input")
        ->excludes(node)
        ->excludes(detail)
        ->excludes(events)
        ->excludes("--record")
        ->excludes("--replay")
        ->excludes("--expect")
        ->excludes("--cases")
        ->excludes("--until")
        ->excludes("--from");
    addCommonOptions(*test, line);
    test->footer("Examples:\n"
                 "  postern flow test --flow chat --inputs question=\"What is this?\"\n"
                 "  postern flow test --flow chat --inputs inputs.json --connections conn.yaml\n"
                 "  postern flow test --flow chat --node answer --inputs question=hi --simulate\n"
                 "  postern flow test --flow chat --simulate --events events.jsonl\n"
                 "  postern flow test --flow chat --inputs question=hi --record chat.jsonl\n"
                 "  postern flow test --flow chat --replay chat.jsonl\n"
                 "  postern flow test --flow chat --cases --junit results.xml\n"
                 "  postern flow test --flow chat --from answer --reuse chat.jsonl\n"
                 "  postern flow test --flow chat --interactive");
    test->callback([options, test, &line] {
        options->runsCases = test->count("--cases") > 0;
        line.action = [options, &line] { return testFlow(*options, line); };
    });
}

} // namespace postern::cli
