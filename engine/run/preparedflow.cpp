// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/preparedflow.h"

#include "engine/base/error.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/run/resultcollector.h"
#include "engine/run/runsecrets.h"
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
    Line line{inputs.values, report, {}, {}, inputs.isLate, inputs.onPiece, inputs.isCounted};
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

std::vector<LineInput> lineInputsOf(const std::vector<flow::FlowInput> &inputs)
{
    std::vector<LineInput> lineInputs;
    lineInputs.reserve(inputs.size());
    for (const flow::FlowInput &input : inputs)
        lineInputs.push_back({input.name, input.defaultValue && !input.defaultValue->isNull()});
    return lineInputs;
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

Task<std::shared_ptr<PreparedFlow>> prepare(Engine &engine, RunSpec spec)
{
    co_await readySecrets(engine, spec);
    std::shared_ptr<PreparedFlow> flow = makeFlow(engine, std::move(spec));
    flow->noteUnsaved();
    flow->warnOfIgnored();
    co_await flow->prepare();
    co_return flow;
}

} // namespace postern::run
