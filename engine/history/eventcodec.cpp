// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/eventcodec.h"

#include "engine/history/eventfields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::history {

namespace {

// What events are called on disks: a name never gets another meaning, wherever the event stands in the
// variant.
constexpr std::string_view kindOf(const run::RunStarted * /*type*/)
{
    return "run";
}
constexpr std::string_view kindOf(const run::NodeQueued * /*type*/)
{
    return "queued";
}
constexpr std::string_view kindOf(const run::NodePaused * /*type*/)
{
    return "paused";
}
constexpr std::string_view kindOf(const run::NodeResumed * /*type*/)
{
    return "resumed";
}
constexpr std::string_view kindOf(const run::NodeStarted * /*type*/)
{
    return "node";
}
constexpr std::string_view kindOf(const run::NodePrompt * /*type*/)
{
    return "prompt";
}
constexpr std::string_view kindOf(const run::NodeChunk * /*type*/)
{
    return "chunk";
}
constexpr std::string_view kindOf(const run::NodeLog * /*type*/)
{
    return "log";
}
constexpr std::string_view kindOf(const run::RunOutput * /*type*/)
{
    return "output";
}
constexpr std::string_view kindOf(const run::Span * /*type*/)
{
    return "span";
}
constexpr std::string_view kindOf(const run::Request * /*type*/)
{
    return "request";
}
constexpr std::string_view kindOf(const run::Retrying * /*type*/)
{
    return "retry";
}
constexpr std::string_view kindOf(const run::NodeFinished * /*type*/)
{
    return "node-end";
}
constexpr std::string_view kindOf(const run::RunWarning * /*type*/)
{
    return "warning";
}
constexpr std::string_view kindOf(const run::PortOpened * /*type*/)
{
    return "port";
}
constexpr std::string_view kindOf(const run::RunFinished * /*type*/)
{
    return "run-end";
}

constexpr std::array<std::string_view, 3> kSides{"before", "prompt", "after"};
constexpr std::array<std::string_view, 5> kAnswers{"go-on",
                                                   "change-inputs",
                                                   "use-value",
                                                   "fail",
                                                   "run-again"};

/// Puts what an event says behind its kind, time and origin.
struct Encode
{
    List &out;
    Keeper &keeper;

    void add(Value value) const { out.push_back(std::move(value)); }
    void place(const Value &value) const { add(keeper.place(value)); }
    void place(const std::string &text) const { add(keeper.place(std::string_view(text))); }
    void text(const std::string &text) const { add(keeper.text(text)); }
    void error(const std::optional<Error> &error) const { add(encodeError(error, keeper)); }

    void operator()(const run::RunStarted &started) const
    {
        add(List(started.nodes.begin(), started.nodes.end()));
        place(started.inputs);
        List dependencies;
        for (const std::vector<std::size_t> &before : started.dependencies)
            dependencies.push_back(numbersValue(before));
        add(std::move(dependencies));
    }
    void operator()(const run::NodeQueued &) const {}
    void operator()(const run::NodePaused &paused) const
    {
        add(kSides.at(static_cast<std::size_t>(paused.side)));
        text(paused.reason);
        place(paused.inputs);
        place(paused.output);
        error(paused.error);
    }
    void operator()(const run::NodeResumed &resumed) const
    {
        add(kSides.at(static_cast<std::size_t>(resumed.side)));
        add(kAnswers.at(static_cast<std::size_t>(resumed.answer)));
        add(static_cast<std::int64_t>(resumed.held.count()));
    }
    void operator()(const run::NodeStarted &started) const { place(started.inputs); }
    void operator()(const run::NodePrompt &prompt) const
    {
        place(prompt.text);
        std::vector<std::size_t> bounds;
        bounds.reserve(2 * prompt.inserted.size());
        for (const TextRange &range : prompt.inserted) {
            bounds.push_back(range.begin);
            bounds.push_back(range.end);
        }
        // Where a secret was masked they would stand at other words.
        if (!bounds.empty() && keeper.clean(Value(prompt.text)) != Value(prompt.text))
            bounds.clear();
        add(numbersValue(bounds));
    }
    void operator()(const run::NodeChunk &chunk) const { place(chunk.text); }
    void operator()(const run::NodeLog &log) const
    {
        add(log.isError);
        place(log.text);
    }
    void operator()(const run::RunOutput &output) const
    {
        add(output.isError);
        place(output.text);
    }
    void operator()(const run::Span &span) const
    {
        add(span.id);
        add(span.parent ? Value(*span.parent) : Value());
        text(span.name);
        text(span.kind);
        place(span.inputs);
        place(span.output);
        place(span.error);
        add(wallMicroseconds(span.start));
        add(wallMicroseconds(span.end));
    }
    void operator()(const run::Request &request) const
    {
        const http::Attempt &attempt = request.attempt;
        text(attempt.method);
        text(attempt.host);
        add(static_cast<int>(attempt.port));
        add(attempt.number);
        add(attempt.status);
        text(attempt.error);
        add(static_cast<std::int64_t>(attempt.bytesSent));
        add(static_cast<std::int64_t>(attempt.bytesReceived));
        add(wallMicroseconds(attempt.start));
        add(static_cast<std::int64_t>(attempt.elapsed.count()));
        add(usageValue(attempt.usage));
        add(attempt.sent ? keeper.place(std::string_view(*attempt.sent)) : Value());
        add(attempt.received ? keeper.place(std::string_view(*attempt.received)) : Value());
        text(attempt.target);
        add(linesValue(attempt.sentHeaders));
        add(linesValue(attempt.receivedHeaders));
        add(numbersValue(attempt.pieces));
        add(attempt.isWhole);
    }
    Value linesValue(const http::HeaderLines &lines) const
    {
        List list;
        list.reserve(lines.size());
        for (const auto &[name, value] : lines)
            list.emplace_back(List{keeper.text(name), keeper.text(value)});
        return list;
    }
    void operator()(const run::Retrying &retrying) const
    {
        text(retrying.what);
        text(retrying.why.english());
        add(retrying.attempt);
        add(static_cast<std::int64_t>(retrying.wait.count()));
    }
    void operator()(const run::NodeFinished &finished) const
    {
        add(stateName(finished.state));
        place(finished.inputs);
        place(finished.output);
        error(finished.error);
        place(finished.logs);
        place(finished.outputLog);
        place(finished.errorLog);
        add(usageValue(finished.usage));
        add(static_cast<std::int64_t>(finished.elapsed.count()));
        add(finished.runsAgain);
    }
    void operator()(const run::RunWarning &warning) const { text(warning.text.english()); }
    void operator()(const run::PortOpened &port) const { text(port.url); }
    void operator()(const run::RunFinished &finished) const
    {
        add(stateName(finished.state));
        place(finished.inputs);
        place(finished.outputs);
        place(Value(finished.pieces));
        add(static_cast<int>(finished.imageFormat));
        Dict metrics;
        for (const auto &[name, value] : finished.metrics)
            metrics.append(Value(name), value);
        place(Value(std::move(metrics)));
        error(finished.error);
        text(finished.failedNode);
        place(finished.logs);
        place(finished.outputLog);
        place(finished.errorLog);
        add(usageValue(finished.usage));
        add(static_cast<std::int64_t>(finished.elapsed.count()));
    }
};

Value encodeOrigin(const run::Origin &origin)
{
    List list{origin.run, static_cast<std::int64_t>(origin.line), origin.node, origin.attempt};
    if (origin.parent)
        list.push_back(encodeOrigin(*origin.parent));
    return list;
}

run::Origin decodeOrigin(const Value &value, std::size_t depth)
{
    constexpr std::size_t kDeepestCall = 200; // flows that call flows
    constexpr std::size_t kWithParent = 5;
    Fields fields(value);
    run::Origin origin;
    origin.run = fields.text();
    origin.line = static_cast<std::size_t>(fields.count());
    origin.node = fields.text();
    origin.attempt = static_cast<int>(fields.number(1, 1'000'000));
    if (fields.size() < kWithParent)
        return origin;
    if (depth >= kDeepestCall)
        throwDamaged();
    origin.parent = std::make_shared<const run::Origin>(decodeOrigin(fields.any(), depth + 1));
    return origin;
}

/// Reads what Encode wrote, one kind of event after the other.
class Decode
{
public:
    Decode(Fields &fields, const BlobSource &get)
        : m_fields(fields)
        , m_get(get)
    {}

    run::RunEventData read(std::string_view kind)
    {
        run::RunEventData data;
        if (!readAs(kind, data, std::make_index_sequence<std::variant_size_v<run::RunEventData>>()))
            throwDamaged();
        return data;
    }

private:
    template<std::size_t... Kinds>
    bool readAs(std::string_view kind,
                run::RunEventData &data,
                std::index_sequence<Kinds...> /*kinds*/)
    {
        const auto as = [&]<std::size_t Kind>() {
            using Event = std::variant_alternative_t<Kind, run::RunEventData>;
            if (kind != kindOf(static_cast<const Event *>(nullptr)))
                return false;
            readInto(data.emplace<Kind>());
            return true;
        };
        return (as.template operator()<Kinds>() || ...);
    }

    Value place() { return valueAt(m_fields.any(), m_get); }
    std::string placedText()
    {
        const Value value = place();
        return value.isString() ? value.asString() : throwDamaged();
    }
    http::SharedBody body()
    {
        const Value &value = m_fields.any();
        if (value.isNull())
            return nullptr;
        const Value text = valueAt(value, m_get);
        return std::make_shared<const std::string>(text.isString() ? text.asString()
                                                                   : throwDamaged());
    }
    http::HeaderLines headers()
    {
        http::HeaderLines lines;
        for (const Value &line : m_fields.list()) {
            Fields parts(line);
            std::string name = parts.text();
            lines.emplace_back(std::move(name), parts.text());
        }
        return lines;
    }
    std::optional<Error> error() { return decodeError(m_fields.any()); }
    template<std::size_t Size>
    int oneOf(const std::array<std::string_view, Size> &names)
    {
        const auto *const found = std::ranges::find(names, m_fields.text());
        if (found == names.end())
            throwDamaged();
        return static_cast<int>(found - names.begin());
    }
    run::GateSide side() { return static_cast<run::GateSide>(oneOf(kSides)); }

    void readInto(run::RunStarted &started)
    {
        started.nodes = m_fields.texts();
        started.inputs = place();
        for (const Value &before : m_fields.list())
            started.dependencies.push_back(numbersOf(before));
    }
    void readInto(run::NodeQueued & /*queued*/) {}
    void readInto(run::NodePaused &paused)
    {
        paused.side = side();
        paused.reason = m_fields.text();
        paused.inputs = place();
        paused.output = place();
        paused.error = error();
    }
    void readInto(run::NodeResumed &resumed)
    {
        resumed.side = side();
        resumed.answer = static_cast<run::GateAnswer>(oneOf(kAnswers));
        resumed.held = std::chrono::microseconds(m_fields.integer());
    }
    void readInto(run::NodeStarted &started) { started.inputs = place(); }
    void readInto(run::NodePrompt &prompt)
    {
        prompt.text = placedText();
        const std::vector<std::size_t> bounds = numbersOf(m_fields.any());
        for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
            const TextRange range{bounds[i], bounds[i + 1]};
            if (range.begin < range.end && range.end <= prompt.text.size())
                prompt.inserted.push_back(range);
        }
    }
    void readInto(run::NodeChunk &chunk) { chunk.text = placedText(); }
    void readInto(run::NodeLog &log)
    {
        log.isError = m_fields.flag();
        log.text = placedText();
    }
    void readInto(run::RunOutput &output)
    {
        output.isError = m_fields.flag();
        output.text = placedText();
    }
    void readInto(run::Span &span)
    {
        span.id = m_fields.integer();
        const Value &parent = m_fields.any();
        if (parent.isInt())
            span.parent = parent.asInt();
        span.name = m_fields.text();
        span.kind = m_fields.text();
        span.inputs = place();
        span.output = place();
        span.error = placedText();
        span.start = m_fields.wallTime();
        span.end = m_fields.wallTime();
    }
    void readInto(run::Request &request)
    {
        constexpr int kMostPort = 65'535;
        http::Attempt &attempt = request.attempt;
        attempt.method = m_fields.text();
        attempt.host = m_fields.text();
        attempt.port = static_cast<std::uint16_t>(m_fields.number(0, kMostPort));
        attempt.number = static_cast<int>(m_fields.number(0, 1'000'000));
        attempt.status = static_cast<int>(m_fields.number(0, 1'000'000));
        attempt.error = m_fields.text();
        attempt.bytesSent = static_cast<std::uint64_t>(m_fields.count());
        attempt.bytesReceived = static_cast<std::uint64_t>(m_fields.count());
        attempt.start = m_fields.wallTime();
        attempt.elapsed = std::chrono::microseconds(m_fields.integer());
        attempt.usage = m_fields.usage();
        attempt.sent = body();
        attempt.received = body();
        attempt.target = m_fields.text();
        attempt.sentHeaders = headers();
        attempt.receivedHeaders = headers();
        attempt.pieces = numbersOf(m_fields.any());
        attempt.isWhole = m_fields.flag();
    }
    void readInto(run::Retrying &retrying)
    {
        retrying.what = m_fields.text();
        retrying.why = m_fields.text();
        retrying.attempt = static_cast<int>(m_fields.number(0, 1'000'000));
        retrying.wait = std::chrono::milliseconds(m_fields.integer());
    }
    void readInto(run::NodeFinished &finished)
    {
        finished.state = m_fields.state();
        finished.inputs = place();
        finished.output = place();
        finished.error = error();
        finished.logs = placedText();
        finished.outputLog = placedText();
        finished.errorLog = placedText();
        finished.usage = m_fields.usage();
        finished.elapsed = std::chrono::microseconds(m_fields.integer());
        finished.runsAgain = m_fields.flag();
    }
    void readInto(run::RunWarning &warning) { warning.text = m_fields.text(); }
    void readInto(run::PortOpened &port) { port.url = m_fields.text(); }
    void readInto(run::RunFinished &finished)
    {
        finished.state = m_fields.state();
        finished.inputs = place();
        finished.outputs = place();
        const Value pieces = place();
        if (pieces.isDict())
            finished.pieces = pieces.asDict();
        finished.imageFormat = static_cast<image::ImageFormat>(m_fields.number(0, 1));
        const Value metrics = place();
        if (metrics.isDict()) {
            for (const auto &[name, value] : metrics.asDict())
                finished.metrics.emplace_back(name.isString() ? name.asString() : "", value);
        }
        finished.error = error();
        finished.failedNode = m_fields.text();
        finished.logs = placedText();
        finished.outputLog = placedText();
        finished.errorLog = placedText();
        finished.usage = m_fields.usage();
        finished.elapsed = std::chrono::microseconds(m_fields.integer());
    }

    Fields &m_fields;
    const BlobSource &m_get;
};

} // namespace

Value encodeEvent(const run::RunEvent &event, run::Clock::time_point begin, Keeper &keeper)
{
    using std::chrono::microseconds;
    const auto since = std::chrono::duration_cast<microseconds>(event.time - begin);
    List out;
    constexpr std::size_t kUsual = 18;
    out.reserve(kUsual);
    out.emplace_back(std::visit([](const auto &data) { return kindOf(&data); }, event.data));
    out.emplace_back(static_cast<std::int64_t>(since.count()));
    out.push_back(wallMicroseconds(event.wallTime));
    out.push_back(encodeOrigin(event.origin));
    std::visit(Encode{out, keeper}, event.data);
    return out;
}

run::RunEvent decodeEvent(const Value &record, const BlobSource &get)
{
    Fields fields(record);
    const std::string kind = fields.text();
    run::RunEvent event;
    event.time = run::Clock::time_point(std::chrono::microseconds(fields.integer()));
    event.wallTime = fields.wallTime();
    event.origin = decodeOrigin(fields.any(), 0);
    event.data = Decode(fields, get).read(kind);
    return event;
}

} // namespace postern::history
