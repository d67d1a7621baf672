// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/spans.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/replay/cassette.h"
#include "engine/replay/fingerprint.h"
#include "engine/run/prices.h"
#include "engine/run/record.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace postern::replay {

namespace {

std::string jsonText(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(run::recordedValue(value, {}), options);
}

std::string nanoseconds(run::WallClock::time_point time)
{
    return std::to_string(
        std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

/// The attributes of a span, in OTLP's form.
class Attributes
{
public:
    void add(const char *key, const std::string &text)
    {
        if (!text.empty())
            append(key, "stringValue", Value(text));
    }
    void add(const char *key, const char *text) { append(key, "stringValue", Value(text)); }
    void add(const char *key, std::int64_t number)
    {
        append(key, "intValue", Value(std::to_string(number))); // OTLP writes 64 bits as text
    }
    void add(const char *key, double number) { append(key, "doubleValue", Value(number)); }

    /// A member of a request's or an answer's body, where it is a number.
    void addNumber(const char *key, const Value *value)
    {
        if (value && value->isInt())
            add(key, value->asInt());
        else if (value && value->isDouble())
            add(key, value->asDouble());
    }

    List take() { return std::move(m_list); }

private:
    void append(const char *key, const char *kind, Value value)
    {
        Dict member;
        member.append("key", key);
        member.append("value", Dict{{kind, std::move(value)}});
        m_list.emplace_back(std::move(member));
    }

    List m_list;
};

enum class SpanKind : std::uint8_t { Internal = 1, Client = 3 };

/// A span before it is written.
struct OtlpSpan
{
    std::string trace;
    std::string id;
    std::string parent; ///< empty: the root
    std::string name;
    SpanKind kind = SpanKind::Internal;
    run::WallClock::time_point start;
    run::WallClock::time_point end;
    Attributes attributes;
    List events;
    std::string error; ///< empty: it ended well
};

Value otlpSpan(OtlpSpan span)
{
    Dict status;
    status.append("code", span.error.empty() ? 1 : 2);
    if (!span.error.empty())
        status.append("message", span.error);
    Dict members;
    members.append("traceId", span.trace);
    members.append("spanId", span.id);
    if (!span.parent.empty())
        members.append("parentSpanId", span.parent);
    members.append("name", span.name);
    members.append("kind", static_cast<int>(span.kind));
    members.append("startTimeUnixNano", nanoseconds(span.start));
    members.append("endTimeUnixNano", nanoseconds(std::max(span.start, span.end)));
    members.append("attributes", span.attributes.take());
    if (!span.events.empty())
        members.append("events", std::move(span.events));
    members.append("status", std::move(status));
    return members;
}

std::string placeOf(const run::Origin &origin)
{
    return origin.run + "/" + std::to_string(origin.line) + "/" + origin.node + "/"
           + std::to_string(origin.attempt);
}

/// The line whose nodes' code called this flow, or itself.
const run::Origin &outermost(const run::Origin &origin)
{
    return origin.parent ? outermost(*origin.parent) : origin;
}

std::string traceOf(const run::Origin &origin)
{
    const run::Origin &root = outermost(origin);
    return hashOf("trace/" + root.run + "/" + std::to_string(root.line)).substr(0, 32);
}

std::string spanIdOf(const std::string &of)
{
    return hashOf("span/" + of).substr(0, 16);
}

std::string lineId(const run::Origin &origin)
{
    return spanIdOf("line/" + origin.run + "/" + std::to_string(origin.line));
}

Value eventOf(const char *name,
              run::WallClock::time_point time,
              const char *key,
              const std::string &payload)
{
    Attributes attributes;
    attributes.add(key, payload);
    Dict event;
    event.append("timeUnixNano", nanoseconds(time));
    event.append("name", name);
    event.append("attributes", attributes.take());
    return event;
}

void addUsage(Attributes &attributes, const TokenUsage &usage)
{
    if (usage.total == 0)
        return;
    attributes.add("__computed__.cumulative_token_count.prompt", usage.prompt);
    attributes.add("__computed__.cumulative_token_count.completion", usage.completion);
    attributes.add("__computed__.cumulative_token_count.total", usage.total);
}

/// What an endpoint of a model does, by its path; empty for what is no model's.
std::string operationOf(std::string_view target)
{
    target = target.substr(0, target.find('?'));
    if (target.ends_with("/chat/completions"))
        return "chat";
    if (target.ends_with("/completions"))
        return "text_completion";
    return target.ends_with("/embeddings") ? "embeddings" : "";
}

std::string textIn(const Value &body, const char *key)
{
    const Value *value = body.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

/// Makes spans of events, in their order.
class SpanMaker
{
public:
    explicit SpanMaker(std::string flow)
        : m_flow(std::move(flow))
    {}

    void take(const run::RunEvent &event)
    {
        const std::string line = lineId(event.origin);
        m_starts.try_emplace(line, event.wallTime);
        if (std::holds_alternative<run::NodeStarted>(event.data))
            m_starts[placeOf(event.origin)] = event.wallTime;
        else if (const auto *prompt = std::get_if<run::NodePrompt>(&event.data))
            m_prompts[placeOf(event.origin)] = prompt->text;
        else if (const auto *request = std::get_if<run::Request>(&event.data))
            addRequest(event, request->attempt);
        else if (const auto *span = std::get_if<run::Span>(&event.data))
            addFunction(event, *span);
        else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data))
            addNode(event, *finished);
        else if (const auto *end = std::get_if<run::RunFinished>(&event.data))
            addLine(event, *end);
    }

    List take() { return std::move(m_spans); }

private:
    OtlpSpan begin(const run::RunEvent &event, const std::string &type) const
    {
        OtlpSpan span;
        span.trace = traceOf(event.origin);
        span.attributes.add("framework", "promptflow");
        span.attributes.add("span_type", type);
        span.attributes.add("line_run_id",
                            event.origin.run + "_" + std::to_string(event.origin.line));
        return span;
    }

    void addLine(const run::RunEvent &event, const run::RunFinished &end)
    {
        OtlpSpan span = begin(event, "Flow");
        span.id = lineId(event.origin);
        if (event.origin.parent)
            span.parent = spanIdOf(placeOf(*event.origin.parent));
        span.name = m_flow;
        span.start = m_starts[span.id];
        span.end = event.wallTime;
        span.attributes.add("inputs", jsonText(end.inputs));
        span.attributes.add("output", jsonText(end.outputs));
        addUsage(span.attributes, end.usage);
        span.error = end.error ? end.error->message() : std::string();
        m_spans.push_back(otlpSpan(std::move(span)));
    }

    void addNode(const run::RunEvent &event, const run::NodeFinished &finished)
    {
        const std::string place = placeOf(event.origin);
        OtlpSpan span = begin(event, m_prompts.contains(place) ? "LLM" : "Tool");
        span.id = spanIdOf(place);
        span.parent = lineId(event.origin);
        span.name = event.origin.node;
        span.end = event.wallTime;
        const auto start = m_starts.find(place);
        span.start = start == m_starts.end() ? event.wallTime : start->second;
        span.attributes.add("node_name", event.origin.node);
        span.attributes.add("inputs", jsonText(finished.inputs));
        span.attributes.add("output", jsonText(finished.output));
        addUsage(span.attributes, finished.usage);
        if (finished.state != run::NodeState::Done && finished.state != run::NodeState::Failed)
            span.attributes.add("postern.state",
                                finished.state == run::NodeState::Cached ? "Cached" : "Bypassed");
        if (event.origin.attempt > 1)
            span.attributes.add("postern.attempt", std::int64_t{event.origin.attempt});
        span.events.push_back(
            eventOf("promptflow.function.inputs", span.start, "payload", jsonText(finished.inputs)));
        if (const auto prompt = m_prompts.find(place); prompt != m_prompts.end())
            span.events.push_back(
                eventOf("promptflow.prompt.template", span.start, "payload", prompt->second));
        span.events.push_back(
            eventOf("promptflow.function.output", span.end, "payload", jsonText(finished.output)));
        span.error = finished.error ? finished.error->message() : std::string();
        m_spans.push_back(otlpSpan(std::move(span)));
    }

    void addFunction(const run::RunEvent &event, const run::Span &told)
    {
        const std::string place = placeOf(event.origin);
        OtlpSpan span = begin(event, told.kind.empty() ? "Function" : told.kind);
        span.id = spanIdOf(place + "/function/" + std::to_string(told.id));
        span.parent = told.parent ? spanIdOf(place + "/function/" + std::to_string(*told.parent))
                                  : spanIdOf(place);
        span.name = told.name;
        span.start = told.start;
        span.end = told.end;
        span.attributes.add("function", told.name);
        span.attributes.add("inputs", jsonText(told.inputs));
        span.attributes.add("output", jsonText(told.output));
        span.error = told.error;
        m_spans.push_back(otlpSpan(std::move(span)));
    }

    void addRequest(const run::RunEvent &event, const http::Attempt &attempt)
    {
        const std::string operation = operationOf(attempt.target);
        OtlpSpan span = begin(event,
                              operation == "embeddings" ? "Embedding"
                              : operation.empty()       ? "HTTP"
                                                        : "LLM");
        const std::string place = placeOf(event.origin);
        span.id = spanIdOf(place + "/request/" + std::to_string(m_requests++));
        span.parent = event.origin.node.empty() ? lineId(event.origin) : spanIdOf(place);
        span.kind = SpanKind::Client;
        span.start = attempt.start;
        span.end = attempt.start
                   + std::chrono::duration_cast<run::WallClock::duration>(attempt.elapsed);
        span.name = attempt.method;
        if (!operation.empty())
            addModel(span, operation, attempt);
        span.attributes.add("http.request.method", attempt.method);
        span.attributes.add("server.address", attempt.host);
        if (attempt.port != 0)
            span.attributes.add("server.port", std::int64_t{attempt.port});
        span.attributes.add("url.path", attempt.target.substr(0, attempt.target.find('?')));
        if (attempt.status != 0)
            span.attributes.add("http.response.status_code", std::int64_t{attempt.status});
        if (attempt.number > 0)
            span.attributes.add("http.request.resend_count", std::int64_t{attempt.number});
        span.error = attempt.error;
        if (span.error.empty() && attempt.status >= 400)
            span.error = "status " + std::to_string(attempt.status);
        if (!span.error.empty())
            span.attributes.add("error.type",
                                attempt.status >= 400 ? std::to_string(attempt.status)
                                                      : std::string("_OTHER"));
        m_spans.push_back(otlpSpan(std::move(span)));
    }

    static void addModel(OtlpSpan &span, const std::string &operation, const http::Attempt &attempt)
    {
        const Body sent = Body::of(attempt.sent ? *attempt.sent : std::string());
        const Body got = Body::of(attempt.received ? *attempt.received : std::string());
        Attributes &attributes = span.attributes;
        const bool isAzure = attempt.target.find("/deployments/") != std::string::npos;
        const std::string answered = run::modelOf(attempt);
        std::string asked = textIn(sent.json, "model");
        asked = asked.empty() ? answered : asked;
        span.name = asked.empty() ? operation : operation + " " + asked;
        attributes.add("gen_ai.operation.name", operation);
        attributes.add("gen_ai.provider.name", isAzure ? "azure.ai.openai" : "openai");
        attributes.add("gen_ai.request.model", asked);
        attributes.add("gen_ai.response.model", attempt.received ? answered : std::string());
        attributes.add("gen_ai.response.id", textIn(got.json, "id"));
        attributes.addNumber("gen_ai.request.temperature", sent.json.find("temperature"));
        attributes.addNumber("gen_ai.request.top_p", sent.json.find("top_p"));
        attributes.addNumber("gen_ai.request.max_tokens", sent.json.find("max_tokens"));
        attributes.addNumber("gen_ai.request.seed", sent.json.find("seed"));
        if (attempt.usage.total == 0)
            return;
        attributes.add("gen_ai.usage.input_tokens", attempt.usage.prompt);
        attributes.add("gen_ai.usage.output_tokens", attempt.usage.completion);
        attributes.add("llm.response.model", answered);
        attributes.add("llm.usage.prompt_tokens", attempt.usage.prompt);
        attributes.add("llm.usage.completion_tokens", attempt.usage.completion);
        attributes.add("llm.usage.total_tokens", attempt.usage.total);
    }

    const std::string m_flow;
    std::map<std::string, run::WallClock::time_point> m_starts; ///< of nodes by place, of lines by id
    std::map<std::string, std::string> m_prompts;
    std::size_t m_requests = 0;
    List m_spans;
};

} // namespace

Value otlpSpans(const std::vector<run::RunEvent> &events, const std::string &flow)
{
    SpanMaker maker(flow);
    for (const run::RunEvent &event : events)
        maker.take(event);
    Attributes resource;
    resource.add("service.name", std::string("postern"));
    resource.add("service.version", std::string(POSTERN_VERSION));
    Dict scope{{"name", "promptflow"}, {"version", POSTERN_VERSION}};
    Dict scoped;
    scoped.append("scope", std::move(scope));
    scoped.append("spans", maker.take());
    Dict of;
    of.append("resource", Dict{{"attributes", resource.take()}});
    of.append("scopeSpans", List{Value(std::move(scoped))});
    Dict whole;
    whole.append("resourceSpans", List{Value(std::move(of))});
    return log::redact(Value(std::move(whole)));
}

void SpanCollector::onEvent(const run::RunEvent &event)
{
    // Pieces and output are many, and no span has them.
    const bool isNeeded = !std::holds_alternative<run::NodeChunk>(event.data)
                          && !std::holds_alternative<run::NodeLog>(event.data)
                          && !std::holds_alternative<run::RunOutput>(event.data);
    if (isNeeded)
        m_events.push_back(event);
}

} // namespace postern::replay
