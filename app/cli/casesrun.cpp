// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/casesrun.h"

#include "app/cli/progress.h"
#include "app/cli/recordtarget.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/replay/testcase.h"
#include "engine/store/atomicfile.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace fs = std::filesystem;

namespace postern::cli {

namespace {

std::vector<replay::TestCase> readCases(const fs::path &folder,
                                        const std::vector<std::string> &named,
                                        flow::Trust trust)
{
    std::vector<fs::path> files;
    for (const std::string &name : named) {
        if (!name.empty())
            files.emplace_back(name);
    }
    const bool isFound = files.empty();
    if (isFound)
        files = replay::testFilesOf(folder);
    std::vector<replay::TestCase> cases;
    for (const fs::path &file : files) {
        const std::string text = isFound
                                     ? flow::openInFolder({folder, trust}, file, store::kMostRead)
                                     : store::readFile(file);
        for (replay::TestCase &one : replay::parseTestCases(text, file))
            cases.push_back(std::move(one));
    }
    if (cases.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("The flow has no test cases."),
                    tr("Write them into tests/NAME.yaml beside the flow: see docs/tests.md."));
    return cases;
}

TestRunOptions optionsOf(const TestRunOptions &given, const replay::TestCase &test)
{
    TestRunOptions options = given;
    options.run.inputs.clear();
    options.run.simulate = given.run.simulate || test.simulate;
    if (!test.variant.empty())
        options.run.variant = test.variant;
    if (!test.node.empty())
        options.run.node = test.node;
    if (!test.cassette.empty())
        options.replay = test.cassette.string();
    for (const auto &[name, value] : test.environment)
        options.run.environment.push_back(py::str(name) + "=" + py::str(value));
    return options;
}

/// What a case asks in the run's spec, which words don't say.
void fill(run::RunSpec &spec, const replay::TestCase &test)
{
    spec.stream = false;
    if (!test.inputs.empty())
        spec.inputs = test.inputs;
    if (!test.init.empty())
        spec.init = test.init;
    for (const auto &[node, value] : test.answers)
        spec.answers.set(node, value);
}

replay::CaseResult runCase(const TestRunOptions &given,
                           const replay::TestCase &test,
                           const CommandLine &line)
{
    replay::CaseResult result{test, {}, {}};
    const auto start = std::chrono::steady_clock::now();
    try {
        TestRun run(optionsOf(given, test));
        fill(run.spec(), test);
        Progress progress(line.verbose);
        run::RunObservers observers;
        if (line.verbose)
            observers.push_back(&progress);
        const run::FlowRunResult ran = run.run(std::move(observers));
        if (ran.state == run::NodeState::Cancelled && ran.error)
            throw Error(*ran.error);
        result.unmet = replay::unmetBy(test.expect, replay::runOfResult(ran, test.name));
        if (const std::optional<Error> departure = run.departure())
            result.unmet.insert(result.unmet.begin(),
                                {departure->translatableMessage(),
                                 {},
                                 {},
                                 departure->hint() + "\n" + departure->details(),
                                 test.line});
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
        replay::Unmet unmet;
        unmet.what = tr("The case can't be run: %1", error.translatableMessage());
        unmet.diff = error.hint().empty() ? "" : error.hint() + "\n";
        unmet.line = test.line;
        result.unmet.push_back(std::move(unmet));
    }
    result.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    return result;
}

std::string indentedLines(std::string text)
{
    std::string indented;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        indented += "    " + text.substr(0, end) + "\n";
        text = end == std::string::npos ? "" : text.substr(end + 1);
    }
    return indented;
}

std::string caseText(const replay::CaseResult &result)
{
    std::string text = fmt::format("{} {} ({:.0f} ms)\n",
                                   result.hasPassed() ? "passed" : "FAILED",
                                   result.test.name,
                                   static_cast<double>(result.elapsed.count()) / 1000.0);
    for (const replay::Unmet &unmet : result.unmet)
        text += fmt::format("  {}:{}: ",
                            pathText(result.test.file),
                            unmet.line > 0 ? unmet.line : result.test.line)
                + indentedLines(replay::toText(unmet)).substr(4);
    return text;
}

} // namespace

ExitCode runCases(const TestRunOptions &options, const CasesOptions &cases, const CommandLine &line)
{
    const flow::FlowLocation location = flow::locateFlow(options.run.flow);
    const auto trust = options.run.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    if (!cases.junit.empty())
        checkOwnFile("--junit", cases.junit, "<?xml");
    std::vector<replay::CaseResult> results;
    for (const replay::TestCase &test : readCases(location.folder, cases.files, trust)) {
        results.push_back(runCase(options, test, line));
        if (line.format == Format::Text)
            printPiece(caseText(results.back()));
    }
    const auto failed = std::ranges::count_if(results, [](const replay::CaseResult &result) {
        return !result.hasPassed();
    });
    if (line.format == Format::Json)
        printJson(replay::toJson(results));
    else
        printResult(fmt::format("{} passed, {} failed", std::ssize(results) - failed, failed));
    if (!cases.junit.empty())
        store::writeFile(cases.junit,
                         replay::toJUnit(results, pathText(location.folder.filename())));
    return failed == 0 ? ExitCode::Done : ExitCode::Failed;
}

} // namespace postern::cli
