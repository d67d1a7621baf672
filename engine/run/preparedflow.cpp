// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/preparedflow.h"

#include "engine/azure/keyvault.h"
#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/connection/secretvariables.h"
#include "engine/flow/sourcefolder.h"
#include "engine/process/variables.h"
#include "engine/run/resultcollector.h"
#include "engine/run/taskgroup.h"

#include <utility>

namespace postern::run {

PreparedFlow::PreparedFlow(Engine &engine, RunSpec spec)
    : m_engine(engine)
    , m_spec(std::move(spec))
    , m_report(m_spec.observers, m_spec.parent, m_spec.id)
{
    if (m_spec.keepBodies)
        m_report.keepBodies();
}

PreparedFlow::~PreparedFlow() = default;

Task<flow::FlowDocument> asOfNow(const RunSpec &spec, const flow::FlowDocument &document)
{
    const flow::FlowLocation own = spec.document.location();
    if (document.location().file == own.file)
        co_return document;
    co_return co_await offload([own, trust = spec.trust, unsaved = document.unsaved()] {
        return flow::FlowDocument::load(own, trust, unsaved);
    });
}

void tellEnd(RunReport &report, RunFinished end)
{
    if (end.error)
        end.state = end.error->code() == ErrorCode::Cancelled ? NodeState::Cancelled
                                                              : NodeState::Failed;
    report.finished(std::move(end));
}

void PreparedFlow::warnOfIgnored()
{
    for (const flow::Diagnostic &diagnostic : m_spec.document.diagnostics()) {
        // A key that is nobody's is often a note to others; one like a known one is a slip.
        const bool isSlip = diagnostic.code == "unknown-key" && diagnostic.fix;
        if (diagnostic.code == "wrong-kind" || isSlip)
            m_report.warning(
                tr("%1: %2 %3", toString(diagnostic.place), diagnostic.message, diagnostic.hint));
    }
}

void PreparedFlow::noteUnsaved()
{
    const flow::UnsavedSnapshot &unsaved = m_spec.document.unsaved();
    if (!unsaved || unsaved->isEmpty() || m_spec.parent)
        return;
    std::string names;
    for (const auto &[path, text] : unsaved->files()) {
        const std::filesystem::path shown = path.lexically_proximate(
            m_spec.document.location().folder);
        names += (names.empty() ? "" : ", ") + pathText(shown);
    }
    m_report.warning(tr("The run takes what isn't saved yet: %1.", names));
}

static RunObservers together(RunObservers first, const RunObservers &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

void PreparedFlow::complete(Line &line)
{
    line.record.inputs = line.end.inputs;
    line.record.outputs = line.end.outputs;
}

Task<void> PreparedFlow::runAlone(Line &line)
{
    co_await run(line);
    complete(line);
    const std::span<const LineRecord> lines(&line.record, 1);
    if (isTestAggregated(line.record))
        co_await aggregate(lines, line.report, line.end);
}

Task<LineResult> PreparedFlow::runLine(LineInputs inputs)
{
    RunReport report(together(m_spec.observers, inputs.observers),
                     inputs.parent ? inputs.parent : m_spec.parent,
                     m_report.origin().run,
                     inputs.number);
    ResultCollector collector(report.origin());
    report.observe(collector);
    if (m_spec.keepBodies)
        report.keepBodies();
    Line line{inputs.values, report, {}, {}, inputs.isLate, inputs.onPiece};
    line.record.line = inputs.number;
    try {
        co_await (inputs.isAlone ? runAlone(line) : run(line));
    } catch (...) {
        line.end.error = toError(std::current_exception());
    }
    if (!inputs.isAlone)
        complete(line);
    tellEnd(report, std::move(line.end));
    co_return LineResult{collector.take(), std::move(line.record)};
}

Task<Aggregated> PreparedFlow::aggregate(std::span<const LineRecord> lines)
{
    RunReport report(m_spec.observers, m_spec.parent, m_report.origin().run, lines.size());
    ResultCollector collector(report.origin());
    report.observe(collector);
    if (m_spec.keepBodies)
        report.keepBodies();
    RunFinished end;
    try {
        co_await aggregate(lines, report, end);
    } catch (...) {
        end.error = toError(std::current_exception());
    }
    tellEnd(report, std::move(end));
    co_return Aggregated{collector.take()};
}

std::shared_ptr<PreparedFlow> makeFlow(Engine &engine, RunSpec spec)
{
    switch (spec.document.location().kind) {
    case flow::FlowKind::Flex:
        return makeFlexFlow(engine, std::move(spec));
    case flow::FlowKind::Prompty:
        return makePromptyFlow(engine, std::move(spec));
    case flow::FlowKind::Dag:
        break;
    }
    return makeDagFlow(engine, std::move(spec));
}

/// The text of the `.env` file that Python code finds by itself (`load_dotenv()`): the folder's, or the
/// next one's above it. Empty: there is none, or none that may be read.
std::string nearestDotenv(flow::SourceFolder folder)
{
    constexpr std::size_t kMost = 64UL * 1024;
    const std::filesystem::path name = ".env";
    while (!flow::hasFile(folder, name)) {
        if (folder.trust == flow::Trust::Restricted || folder.path == folder.path.parent_path())
            return {};
        folder.path = folder.path.parent_path();
    }
    try {
        return flow::openInFolder(folder, name, kMost);
    } catch (const Error &) {
        return {}; // who needs it says so
    }
}

/// Has secrets masked that a flow's code may find in its variables, before it runs.
Task<void> registerSecretsOf(const RunSpec &spec)
{
    connection::registerSecrets(process::inheritedVariables());
    connection::registerSecrets(spec.environment);
    connection::registerSecrets(connection::environmentOf(spec.document.flow(), {}, {}));
    std::string dotenv = co_await offload(
        [folder = flow::SourceFolder(spec.document.location().folder,
                                     spec.trust,
                                     spec.document.unsaved())] { return nearestDotenv(folder); });
    connection::registerSecretsOfDotenv(dotenv);
}

/// Puts what stands in vaults into the connections that the flow names. One whose vault refuses is
/// no error until a node wants it.
Task<void> fetchSecrets(Engine &engine, RunSpec &spec)
{
    if (spec.inventsConnections() || spec.trust == flow::Trust::Restricted)
        co_return;
    const auto usable = spec.connections.usable();
    for (const auto &[name, connection] : usable) {
        const bool isNamed = spec.document.text().find(name) != std::string::npos;
        if (!isNamed || !azure::hasReferences(connection))
            continue;
        try {
            const auto warn = [](const Message &warning) {
                log::warning("keyvault", warning.english());
            };
            connection::Connection whole = co_await azure::withSecrets(connection,
                                                                       engine.channels(spec),
                                                                       warn);
            spec.connections.add(std::move(whole));
        } catch (const Error &error) {
            if (error.code() == ErrorCode::Cancelled)
                throw;
            spec.connections.addUnusable(name, error);
        }
    }
}

Task<std::shared_ptr<PreparedFlow>> prepare(Engine &engine, RunSpec spec)
{
    co_await registerSecretsOf(spec);
    co_await fetchSecrets(engine, spec);
    std::shared_ptr<PreparedFlow> flow = makeFlow(engine, std::move(spec));
    flow->noteUnsaved();
    flow->warnOfIgnored();
    co_await flow->prepare();
    co_return flow;
}

} // namespace postern::run
