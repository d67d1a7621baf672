// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/testrun.h"

#include "app/cli/loop.h"
#include "app/cli/output.h"
#include "app/cli/recordedtest.h"
#include "app/cli/recordtarget.h"
#include "app/cli/runoptions.h"
#include "app/cli/runsource.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/reach.h"
#include "engine/run/carrier.h"

#include <set>
#include <utility>

namespace postern::cli {

namespace {

/// A replay needs no connection, and no secret of one.
request::RunRequest requestOf(const TestRunOptions &options)
{
    request::RunOptions run = options.run;
    run.simulate = run.simulate || !options.replay.empty();
    return runRequestOf(run);
}

void requireGraph(const run::RunSpec &spec, const char *option)
{
    if (spec.document.location().kind != flow::FlowKind::Dag)
        throw Error(ErrorCode::Usage,
                    tr("%1 names a node, and this flow isn't one of nodes.", option),
                    tr("Run it as a whole."));
}

std::string listed(const std::set<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

TestRun::TestRun(const TestRunOptions &options)
    : m_request(requestOf(options))
    , m_name(pathText(spec().document.location().folder.filename()))
{
    if (!options.replay.empty())
        openCassette(options,
                     options.cassette ? *options.cassette : replay::Cassette::load(options.replay));
    if (!options.until.empty()) {
        requireGraph(spec(), "--until");
        spec().until = options.until;
    }
    if (!options.from.empty())
        takeOutputs(options);
    if (!options.cache.empty())
        openCache(options);
    if (!options.record.empty())
        openRecorder(options);
}

void TestRun::openCache(const TestRunOptions &options)
{
    checkOwnFile("--cache", options.cache, replay::OutputStore::kFirstLine);
    m_cache = options.cache;
    m_store = std::make_shared<replay::OutputStore>();
    m_store->load(m_cache);
    replay::Fingerprints fingerprints = replay::fingerprintsOf(spec());
    replay::ReuseOptions reuse;
    reuse.takesUnrepeatable = options.takesUnrepeatable;
    m_plan = replay::planReuse(spec(), fingerprints, *m_store, reuse);
    spec().gates.push_back(
        std::make_shared<replay::OutputCache>(m_store, std::move(fingerprints), reuse));
}

void TestRun::openCassette(const TestRunOptions &options, const replay::Cassette &cassette)
{
    run::RunSpec &made = spec();
    if (cassette.isBroken)
        printNote("warning: " + options.replay
                  + " breaks off in its last line: what comes after it isn't there.");
    made.simulate = cassette.head.simulated || options.run.simulate;
    if (made.variant.empty())
        made.variant = cassette.head.variant;
    if (made.node.empty())
        made.node = cassette.head.node;
    if (options.run.inputs.empty() && made.node == cassette.head.node)
        made.inputs = cassette.head.inputs;
    m_player = std::make_shared<replay::Player>(cassette, options.replay);
    made.carrier = std::make_shared<run::Carrier>(m_player);
}

void TestRun::takeOutputs(const TestRunOptions &options)
{
    requireGraph(spec(), "--from");
    const flow::Flow flow = flow::withVariant(spec().document.flow(), spec().variant);
    const auto use = [&](const replay::RecordedRun &one) {
        m_reused = replay::outputsBefore(flow, options.from, one);
    };
    const replay::RecordedRun run = options.reuse.empty()
                                        ? latestRunOf(spec().document.location().file, use)
                                        : namedRun(options.reuse);
    if (!options.reuse.empty())
        use(run);
    m_reusedFrom = run.name;
    if (!options.until.empty()) {
        const flow::NodeNames needed = flow::neededBy(flow, options.until);
        std::erase_if(m_reused,
                      [&needed](const auto &output) { return !needed.contains(output.first); });
    }
    if (options.run.inputs.empty() && run.inputs.isDict())
        spec().inputs = run.inputs.asDict();
    // Neither their tools nor their connections are looked at, and their records say "cached".
    for (const auto &[node, value] : m_reused) {
        if (!spec().answers.contains(node))
            spec().answers.append(Value(node), value);
    }
    spec().gates.push_back(std::make_shared<replay::GivenOutputs>(m_reused));
}

void TestRun::openRecorder(const TestRunOptions &options)
{
    run::RunSpec &made = spec();
    checkRecordTarget(made, "--record", options.record);
    replay::CassetteHead head;
    head.program = "postern " POSTERN_VERSION;
    head.flow = m_name;
    head.simulated = made.simulate;
    head.variant = made.variant;
    head.node = made.node;
    head.inputs = made.inputs;
    m_recorder.emplace(options.record, head);
    made.keepBodies = true;
}

void TestRun::tellReused() const
{
    for (const replay::ReuseEntry &entry : m_plan)
        printNote(entry.node + ": "
                  + (entry.isReused ? std::string("taken from " + m_cache)
                                    : "runs: " + entry.why.english()));
    if (m_reusedFrom.empty())
        return;
    std::set<std::string> names;
    for (const auto &[node, value] : m_reused)
        names.insert(node);
    printNote(names.empty() ? "Nothing is taken from " + m_reusedFrom + ": all nodes run."
                            : "Taken from " + m_reusedFrom + ", not run: " + listed(names));
}

run::FlowRunResult TestRun::run(run::RunObservers observers)
{
    spec().observers = std::move(observers);
    if (m_recorder)
        spec().observers.push_back(&*m_recorder);
    history::Recorder history;
    RecordedTest recorded(history, spec(), "test");
    CommandLoop loop;
    run::Engine engine(loop.executor());
    const LoopEnd end(loop.loop());
    engine.setNetwork(std::move(m_request.network));
    run::FlowRunResult result = loop.run(run::runFlow(engine, std::move(m_request.spec)));
    recorded.finish();
    return result;
}

void TestRun::tellReplay() const
{
    if (!m_player)
        return;
    for (const replay::Departure &departure : m_player->departures()) {
        const std::string node = departure.node.empty() ? "The flow" : "Node " + departure.node;
        if (!departure.diff.empty())
            printNote(node + " departs from the recording:\n" + departure.diff);
    }
    std::set<std::string> left;
    for (const replay::Recording *recording : m_player->leftOver())
        left.insert(recording->node.empty() ? "the flow" : recording->node);
    if (!left.empty())
        printNote(std::to_string(m_player->leftOver().size())
                  + " recorded requests weren't asked for: those of " + listed(left) + ".");
}

std::optional<Error> TestRun::departure() const
{
    if (!m_player || m_player->departures().empty())
        return std::nullopt;
    return m_player->departures().front().error;
}

void TestRun::keepRecords() const
{
    if (m_store)
        m_store->save(m_cache);
    if (m_recorder)
        m_recorder->requireWhole();
}

} // namespace postern::cli
