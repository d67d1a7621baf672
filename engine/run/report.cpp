// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/report.h"

#include "engine/base/pyrepr.h"
#include "engine/base/uniqueid.h"
#include "engine/flow/nearest.h"
#include "engine/http/retry.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::run {

namespace {

/// Which input may be meant by a name that is none's.
Message inputAdvice(const std::string &name, const std::vector<std::string> &known)
{
    const std::size_t begin = name.find_first_not_of(" \t");
    const std::size_t end = name.find_last_not_of(" \t");
    const std::string trimmed = begin == std::string::npos ? std::string()
                                                           : name.substr(begin, end - begin + 1);
    if (trimmed != name && std::ranges::find(known, trimmed) != known.end())
        return tr("Write %1=VALUE, without blanks around the name.", trimmed);
    const std::string near = flow::nearest(trimmed, {known.begin(), known.end()});
    if (!near.empty())
        return tr("Did you mean '%1'?", near);
    if (known.empty())
        return tr("There are no inputs here.");
    std::string names;
    for (const std::string &one : known)
        names += (names.empty() ? "" : ", ") + one;
    return tr("The inputs are %1.", names);
}

std::chrono::microseconds since(Clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
}

/// A time as Python has it, in seconds.
WallClock::time_point wallTimeOf(const Value *seconds)
{
    constexpr double kMost = 1e11; // the year 5138
    const double value = seconds && seconds->isDouble() ? seconds->asDouble() : 0;
    const bool isTime = value > 0 && value < kMost; // which nan isn't
    if (!isTime)
        return {};
    return WallClock::time_point(
        std::chrono::duration_cast<WallClock::duration>(std::chrono::duration<double>(value)));
}

/// As promptflow.tracing of our package and LangChain's handler make them.
std::optional<Span> spanOf(const Value &value)
{
    const auto member = [&value](const char *key) {
        const Value *found = value.find(key);
        return found ? *found : Value();
    };
    const auto text = [&member](const char *key) {
        const Value found = member(key);
        return found.isNull() ? std::string() : py::str(found);
    };
    const Value id = member("id");
    if (!id.isInt())
        return std::nullopt;
    Span span;
    span.id = id.asInt();
    if (const Value parent = member("parent"); parent.isInt())
        span.parent = parent.asInt();
    span.name = text("name");
    span.kind = text("type");
    span.inputs = member("inputs");
    span.output = member("output");
    span.error = text("error");
    span.start = wallTimeOf(value.find("start_time"));
    span.end = wallTimeOf(value.find("end_time"));
    return span;
}

} // namespace

/// What is kept of an attempt until its end is told.
struct NodeReport::Attempt
{
    Origin origin;
    Value inputs;
    KeptLogs logs;
    TokenUsage usage;
    Clock::time_point start; ///< of its run, without the time that gates held it
    Clock::time_point held;  ///< when a gate began to
    std::chrono::microseconds elapsed{0};
    bool isRunning = false;
    bool hasChangedInputs = false;
    std::function<Task<void>(std::string prompt)> askAtPrompt;
    std::string prompt; ///< the last one, for who is asked
};

std::string askerOf(const Origin &origin)
{
    if (!origin.parent)
        return origin.node;
    const std::string outer = askerOf(*origin.parent);
    return origin.node.empty() ? outer : outer + "/" + origin.node;
}

const Origin &NodeReport::origin() const
{
    return m_attempt->origin;
}

void NodeReport::tell(RunEventData data)
{
    m_report->tell(m_attempt->origin, std::move(data));
}

void NodeReport::paused(NodePaused event)
{
    m_attempt->held = Clock::now();
    m_attempt->inputs = event.inputs;
    tell(std::move(event));
}

void NodeReport::resumed(GateSide side, GateAnswer answer)
{
    m_attempt->start += Clock::now() - m_attempt->held;
    tell(NodeResumed{side, answer, since(m_attempt->held)});
}

void NodeReport::started(Value inputs)
{
    m_attempt->inputs = std::move(inputs);
    m_attempt->start = Clock::now();
    m_attempt->isRunning = true;
    tell(NodeStarted{m_attempt->inputs});
}

void NodeReport::askAtPrompt(std::function<Task<void>(std::string prompt)> ask)
{
    m_attempt->askAtPrompt = std::move(ask);
}

Task<void> NodeReport::atPrompt() const
{
    if (m_attempt->askAtPrompt)
        co_await m_attempt->askAtPrompt(m_attempt->prompt);
}

void NodeReport::prompt(const RenderedText &text)
{
    if (m_attempt->askAtPrompt)
        m_attempt->prompt = text.text;
    tell(NodePrompt{text.text, text.inserted});
}

void NodeReport::chunk(std::string_view text)
{
    tell(NodeChunk{std::string(text)});
}

void NodeReport::log(bool isError, std::string_view text)
{
    m_attempt->logs.append(isError, text);
    tell(NodeLog{isError, std::string(text)});
}

void NodeReport::span(const Value &span)
{
    if (std::optional<Span> read = spanOf(span))
        tell(std::move(*read));
}

void NodeReport::usage(const TokenUsage &usage)
{
    m_attempt->usage += usage;
}

const TokenUsage &NodeReport::spent() const
{
    return m_attempt->usage;
}

void NodeReport::changedInputs()
{
    m_attempt->hasChangedInputs = true;
}

bool NodeReport::hasChangedInputs() const
{
    return m_attempt->hasChangedInputs;
}

std::shared_ptr<const http::Watch> NodeReport::watch() const
{
    http::Watch watch;
    watch.onAttempt = [report = *this](http::Attempt attempt) mutable {
        report.tell(Request{std::move(attempt)});
    };
    watch.onRetry = [report = *this](const http::Failure &failure,
                                     std::chrono::milliseconds wait) mutable {
        const Message why = failure.error ? failure.error->translatableMessage()
                                          : tr("status %1", failure.status);
        report.tell(Retrying{std::string(failure.host), why, failure.attempt + 2, wait});
    };
    watch.keepsBodies = m_report->m_keepsBodies;
    watch.asker = askerOf(origin());
    return std::make_shared<const http::Watch>(std::move(watch));
}

python::CallObserver NodeReport::callObserver()
{
    python::CallObserver observer;
    observer.caller = std::make_shared<const Origin>(origin());
    NodeReport report = *this; // a handle
    observer.onLog = [report](bool isError, std::string_view text) mutable {
        report.log(isError, text);
    };
    observer.onSpan = [report](const Value &span) mutable { report.span(span); };
    observer.onPrompt = [report](const RenderedText &text) mutable { report.prompt(text); };
    observer.onChunk = [report, caller = observer.caller](std::string_view text) mutable {
        Origin call;
        call.run = report.origin().run;
        call.line = report.origin().line;
        call.parent = std::static_pointer_cast<const Origin>(caller);
        report.m_report->tell(std::move(call), NodeChunk{std::string(text)});
    };
    observer.onUsage = [report](const TokenUsage &usage) mutable { report.usage(usage); };
    observer.watch = watch();
    observer.onNested = [report](const void *event) {
        report.m_report->tell(*static_cast<const RunEvent *>(event));
    };
    return observer;
}

void NodeReport::ended()
{
    m_attempt->askAtPrompt = {};
    m_attempt->prompt.clear();
    if (std::exchange(m_attempt->isRunning, false))
        m_attempt->elapsed = since(m_attempt->start);
}

void NodeReport::finished(NodeFinished end)
{
    ended();
    const KeptLogs logs = std::exchange(m_attempt->logs, {});
    end.inputs = std::exchange(m_attempt->inputs, {});
    end.logs = logs.all.text();
    end.outputLog = logs.output.text();
    end.errorLog = logs.errors.text();
    end.usage = m_attempt->usage;
    end.elapsed = m_attempt->elapsed;
    m_report->m_usage += end.usage;
    tell(std::move(end));
}

RunReport::RunReport(RunObservers observers,
                     std::shared_ptr<const Origin> parent,
                     std::string run,
                     std::size_t line)
    : m_observers(std::move(observers))
    , m_start(Clock::now())
{
    m_origin.run = run.empty() ? uniqueId() : std::move(run);
    m_origin.line = line;
    m_origin.parent = std::move(parent);
}

RunReport::~RunReport() = default;

void RunReport::tell(Origin origin, RunEventData data)
{
    RunEvent event;
    event.origin = std::move(origin);
    event.time = Clock::now();
    event.wallTime = WallClock::now();
    event.data = std::move(data);
    tell(event);
}

void RunReport::tell(const RunEvent &event)
{
    for (RunObserver *observer : m_observers)
        observer->onEvent(event);
}

void RunReport::log(std::string_view node, bool isError, std::string_view text)
{
    if (node.empty()) {
        m_runLogs.append(isError, text);
        tell(m_origin, RunOutput{isError, std::string(text)});
        return;
    }
    Origin origin = m_origin;
    origin.node = node;
    m_earlyLogs[origin.node].append(isError, text);
    tell(std::move(origin), NodeLog{isError, std::string(text)});
}

NodeReport::Attempt &RunReport::addAttempt(const std::string &node, int attempt)
{
    NodeReport::Attempt &added = *m_attempts.emplace_back(std::make_unique<NodeReport::Attempt>());
    added.origin = m_origin;
    added.origin.node = node;
    added.origin.attempt = attempt;
    if (auto early = m_earlyLogs.extract(node); !early.empty())
        added.logs = std::move(early.mapped());
    return added;
}

NodeReport RunReport::nodeQueued(const std::string &node, int attempt)
{
    NodeReport report(*this, addAttempt(node, attempt));
    report.tell(NodeQueued());
    return report;
}

void RunReport::nodeBypassed(const std::string &node)
{
    NodeFinished end;
    end.state = NodeState::Bypassed;
    NodeReport(*this, addAttempt(node, 1)).finished(std::move(end));
}

void RunReport::warning(Message text)
{
    tell(m_origin, RunWarning{std::move(text)});
}

void RunReport::unknownInputs(const Dict &given, const std::vector<std::string> &known)
{
    constexpr std::size_t kMostTold = 20;
    std::size_t unknown = 0;
    for (const auto &[key, value] : given) {
        const std::string name = py::str(key);
        if (std::ranges::find(known, name) != known.end() || ++unknown > kMostTold)
            continue;
        warning(tr("There is no input '%1', so the value given for it is ignored. %2",
                   name,
                   inputAdvice(name, known)));
    }
    if (unknown > kMostTold)
        warning(tr("%1 more values are given for inputs that there are not; they are ignored.",
                   unknown - kMostTold));
}

void RunReport::portOpened(std::string url)
{
    tell(m_origin, PortOpened{std::move(url)});
}

void RunReport::finished(RunFinished end)
{
    for (const auto &[node, logs] : m_earlyLogs) { // of those that never started
        end.logs += logs.all.text();
        end.outputLog += logs.output.text();
        end.errorLog += logs.errors.text();
    }
    end.logs += m_runLogs.all.text();
    end.outputLog += m_runLogs.output.text();
    end.errorLog += m_runLogs.errors.text();
    end.usage = m_usage;
    end.elapsed = since(m_start);
    if (end.state == NodeState::Failed)
        end.failedNode = m_blamed;
    tell(m_origin, std::move(end));
    m_observers.clear(); // whatever is still let go of, that was the end
}

} // namespace postern::run
