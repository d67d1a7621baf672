// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/cassette.h"

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/run/record.h"
#include "engine/run/report.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace postern::replay {

namespace {

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return lower;
}

bool isKept(std::string_view header)
{
    // What a client of ours looks at; dates, ids and limits change with each answer.
    constexpr std::array<std::string_view, 4> kKept{"content-type",
                                                    "retry-after",
                                                    "retry-after-ms",
                                                    "x-ms-retry-after-ms"};
    return std::ranges::find(kKept, lowered(header)) != kKept.end();
}

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The body in the pieces in which it came; as one where it is JSON, or holds a secret, which may
/// lie over the border of two.
std::vector<Body> piecesOf(const std::string &bytes, const std::vector<std::size_t> &lengths)
{
    if (bytes.empty())
        return {};
    Body whole = Body::of(bytes);
    if (whole.isJson)
        return {std::move(whole)};
    const std::string clean = log::redact(bytes);
    whole.text = clean;
    if (lengths.size() < 2 || clean != bytes)
        return {std::move(whole)};
    std::vector<Body> pieces;
    pieces.reserve(lengths.size());
    std::size_t at = 0;
    for (const std::size_t length : lengths) {
        if (length == 0 || at >= bytes.size())
            continue;
        pieces.push_back({{}, bytes.substr(at, length), false});
        at += length;
    }
    if (at < bytes.size())
        pieces.push_back({{}, bytes.substr(at), false});
    // A character may have come in two pieces, and a line of JSON holds none that is half.
    const bool isText = std::ranges::all_of(pieces, [](const Body &piece) {
        return toValidUtf8(piece.text) == piece.text;
    });
    return isText ? pieces : std::vector<Body>{std::move(whole)};
}

void addBody(Dict &to, const std::vector<Body> &pieces)
{
    if (pieces.empty())
        return;
    if (pieces.size() == 1) {
        const Body &body = pieces.front();
        if (body.isJson)
            to.append("body", body.json);
        else
            to.append("text", body.text);
        return;
    }
    List texts;
    texts.reserve(pieces.size());
    for (const Body &piece : pieces)
        texts.emplace_back(piece.text);
    to.append("pieces", std::move(texts));
}

Error damaged(const std::string &name, int line, Message what)
{
    return {ErrorCode::InvalidInput,
            tr("The recording '%1' can't be read: %2", name, std::move(what)),
            tr("Record it anew with --record, or bring back the file as it was committed."),
            Place{name, line, 0}};
}

/// Reads the members of a line, each with its kind.
class Reader
{
public:
    Reader(const Value &members, const std::string &name, int line)
        : m_members(members)
        , m_name(name)
        , m_line(line)
    {}

    std::string text(const char *key, bool isNeeded = false) const
    {
        const Value *value = m_members.find(key);
        if (!value || value->isNull()) {
            if (isNeeded)
                throw damaged(m_name, m_line, tr("'%1' is missing.", key));
            return {};
        }
        if (!value->isString())
            throw damaged(m_name, m_line, tr("'%1' should be a text.", key));
        return value->asString();
    }

    std::int64_t number(const char *key) const
    {
        const Value *value = m_members.find(key);
        if (!value || value->isNull())
            return 0;
        if (!value->isInt() || value->asInt() < 0)
            throw damaged(m_name, m_line, tr("'%1' should be a whole number.", key));
        return value->asInt();
    }

    bool flag(const char *key) const
    {
        const Value *value = m_members.find(key);
        return value && value->truthy();
    }

    Reader part(const char *key) const
    {
        const Value *value = m_members.find(key);
        if (!value || !value->isDict())
            throw damaged(m_name, m_line, tr("'%1' should be an object.", key));
        return {*value, m_name, m_line};
    }
    bool has(const char *key) const { return m_members.find(key) != nullptr; }

    std::vector<Body> body() const
    {
        if (const Value *json = m_members.find("body"))
            return {{*json, {}, true}};
        if (has("text"))
            return {{{}, text("text"), false}};
        const Value *pieces = m_members.find("pieces");
        if (!pieces)
            return {};
        std::vector<Body> bodies;
        if (!pieces->isList())
            throw damaged(m_name, m_line, tr("'%1' should be a list of texts.", "pieces"));
        bodies.reserve(pieces->asList().size());
        for (const Value &piece : pieces->asList()) {
            if (!piece.isString())
                throw damaged(m_name, m_line, tr("'%1' should be a list of texts.", "pieces"));
            bodies.push_back({{}, piece.asString(), false});
        }
        return bodies;
    }

    http::Headers headers() const
    {
        http::Headers headers;
        const Value *given = m_members.find("headers");
        if (!given)
            return headers;
        if (!given->isDict())
            throw damaged(m_name, m_line, tr("'%1' should be an object.", "headers"));
        for (const auto &[key, value] : given->asDict()) {
            if (!key.isString() || !value.isString())
                throw damaged(m_name, m_line, tr("'%1' should be a text.", "headers"));
            headers.emplace_back(key.asString(), value.asString());
        }
        return headers;
    }

private:
    const Value &m_members;
    const std::string &m_name;
    const int m_line;
};

Recording readRecording(const Value &value, const std::string &name, int line)
{
    const Reader members(value, name, line);
    Recording recording;
    recording.node = members.text("node");
    recording.line = static_cast<std::size_t>(members.number("line"));
    const Reader request = members.part("request");
    recording.method = request.text("method", true);
    recording.host = request.text("host");
    recording.target = request.text("target", true);
    if (std::vector<Body> body = request.body(); !body.empty())
        recording.request = std::move(body.front());
    recording.error = members.text("error");
    if (!members.has("answer")) {
        if (recording.error.empty())
            throw damaged(name, line, tr("'%1' is missing.", "answer"));
        return recording;
    }
    const Reader answer = members.part("answer");
    recording.status = static_cast<int>(std::min<std::int64_t>(answer.number("status"), 999));
    recording.isCut = answer.flag("cut");
    recording.headers = answer.headers();
    recording.pieces = answer.body();
    if (const Value *seconds = value.find("seconds"); seconds && seconds->isDouble()) {
        constexpr double kMost = 1e9;
        recording.elapsed = std::chrono::microseconds(
            static_cast<std::int64_t>(std::clamp(seconds->asDouble(), 0.0, kMost) * 1e6));
    }
    return recording;
}

run::NodeState stateNamed(const std::string &word)
{
    if (word == "Failed")
        return run::NodeState::Failed;
    if (word == "Bypassed")
        return run::NodeState::Bypassed;
    return word == "Canceled" ? run::NodeState::Cancelled : run::NodeState::Done;
}

GivenByNode readGiven(const Value &value, const std::string &name, int line)
{
    const Reader members(value, name, line);
    GivenByNode given;
    given.node = members.text("finished", true);
    given.state = stateNamed(members.text("status"));
    given.isExact = !members.flag("repr");
    if (const Value *inputs = value.find("inputs"))
        given.inputs = *inputs;
    if (const Value *output = value.find("output"))
        given.output = *output;
    return given;
}

CassetteHead readHead(const Value &value, const std::string &name)
{
    const Value *version = value.isDict() ? value.find("cassette") : nullptr;
    if (!version || !version->isInt())
        throw Error(ErrorCode::InvalidInput,
                    tr("'%1' is no recording of a run.", name),
                    tr("Name a file that `flow test --record` wrote."),
                    Place{name, 1, 0});
    if (version->asInt() > Cassette::kVersion)
        throw Error(ErrorCode::InvalidInput,
                    tr("The recording '%1' was written by a newer Postern: its form is %2, this "
                       "program knows %3.",
                       name,
                       version->asInt(),
                       Cassette::kVersion),
                    tr("Use a newer Postern, or record it anew."),
                    Place{name, 1, 0});
    const Reader members(value, name, 1);
    CassetteHead head;
    head.program = members.text("program");
    head.flow = members.text("flow");
    head.simulated = members.flag("simulated");
    head.variant = members.text("variant");
    head.node = members.text("node");
    if (const Value *inputs = value.find("inputs"); inputs && inputs->isDict())
        head.inputs = inputs->asDict();
    return head;
}

std::string written(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return toValidUtf8(json::write(log::redact(value), options)) + "\n";
}

} // namespace

Body Body::of(std::string_view bytes)
{
    const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos && (bytes[begin] == '{' || bytes[begin] == '[')) {
        try {
            return {json::parse(bytes), {}, true};
        } catch (const Error &) { // text that begins like it
        }
    }
    return {{}, std::string(bytes), false};
}

std::string Body::bytes() const
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return isJson ? json::write(json, options) : text;
}

Cassette Cassette::parse(std::string_view text, const std::string &name)
{
    Cassette cassette;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const bool isLast = end == std::string_view::npos;
        text = isLast ? std::string_view() : text.substr(end + 1);
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        std::optional<Value> value;
        try {
            value = json::parse(line);
        } catch (const Error &error) {
            if (isLast && number > 1) { // the writer was stopped
                cassette.isBroken = true;
                break;
            }
            if (number > 1)
                throw damaged(name, number, error.translatableMessage());
        }
        if (number == 1)
            cassette.head = readHead(value.value_or(Value()), name);
        else if (value->find("finished"))
            cassette.nodes.push_back(readGiven(*value, name, number));
        else
            cassette.recordings.push_back(readRecording(*value, name, number));
    }
    if (number == 0)
        readHead({}, name);
    return cassette;
}

Cassette Cassette::load(const std::filesystem::path &file)
{
    return parse(store::readFile(file), pathText(file));
}

std::string cassetteLine(const CassetteHead &head)
{
    Dict members;
    members.append("cassette", Cassette::kVersion);
    members.append("program", head.program);
    members.append("flow", head.flow);
    members.append("simulated", head.simulated);
    if (!head.variant.empty())
        members.append("variant", head.variant);
    if (!head.node.empty())
        members.append("node", head.node);
    members.append("inputs", head.inputs);
    return written(members);
}

std::string cassetteLine(const Recording &recording)
{
    Dict request;
    request.append("method", recording.method);
    request.append("host", recording.host);
    request.append("target", recording.target);
    if (recording.request.isJson || !recording.request.text.empty())
        addBody(request, {recording.request});
    Dict members;
    members.append("node", recording.node);
    members.append("line", static_cast<std::int64_t>(recording.line));
    members.append("request", std::move(request));
    if (recording.status != 0) {
        Dict answer;
        answer.append("status", recording.status);
        if (recording.isCut)
            answer.append("cut", true);
        Dict headers;
        for (const auto &[key, value] : recording.headers)
            headers.set(Value(key), Value(value));
        answer.append("headers", std::move(headers));
        addBody(answer, recording.pieces);
        members.append("answer", std::move(answer));
    }
    if (!recording.error.empty())
        members.append("error", recording.error);
    members.append("seconds", static_cast<double>(recording.elapsed.count()) / 1e6);
    return written(members);
}

std::string cassetteLine(const GivenByNode &given)
{
    Dict members;
    members.append("finished", given.node);
    members.append("status", run::statusText(given.state));
    members.append("inputs", given.inputs);
    members.append("output", given.output);
    if (!given.isExact)
        members.append("repr", true);
    return written(members);
}

std::optional<GivenByNode> givenByNode(const run::RunEvent &event)
{
    const auto *finished = std::get_if<run::NodeFinished>(&event.data);
    if (!finished || event.isNested() || finished->runsAgain)
        return std::nullopt;
    GivenByNode given;
    given.node = event.origin.node;
    given.state = finished->state;
    Dict inputs;
    for (const auto &[name, value] : finished->inputs.isDict() ? finished->inputs.asDict() : Dict())
        inputs.append(name, run::recordedValue(value, {}));
    given.inputs = Value(std::move(inputs));
    given.isExact = finished->output.isJson();
    given.output = run::recordedValue(finished->output, {});
    return given;
}

std::optional<Recording> recordingOf(const run::RunEvent &event)
{
    const auto *request = std::get_if<run::Request>(&event.data);
    if (!request || !request->attempt.sent || isRedirection(request->attempt.status))
        return std::nullopt;
    const http::Attempt &attempt = request->attempt;
    if (attempt.status == 0 && !attempt.isWhole) // nobody waited for an answer
        return std::nullopt;
    Recording recording;
    recording.node = run::askerOf(event.origin);
    recording.line = event.origin.line;
    recording.method = attempt.method;
    recording.host = attempt.host;
    recording.target = log::redact(withoutKeys(attempt.target));
    recording.request = Body::of(*attempt.sent);
    recording.status = attempt.status;
    recording.error = log::redact(attempt.error);
    for (const auto &header : attempt.receivedHeaders) {
        if (isKept(header.first))
            recording.headers.emplace_back(lowered(header.first), header.second);
    }
    const std::string received = attempt.received ? *attempt.received : std::string();
    // A client of a stream stops at its last event, whatever else may come.
    recording.isCut = !attempt.isWhole && attempt.error.empty()
                      && received.find("data: [DONE]") == std::string::npos;
    recording.pieces = piecesOf(received, attempt.pieces);
    recording.elapsed = attempt.elapsed;
    return recording;
}

std::string withoutKeys(std::string_view target)
{
    constexpr std::array<std::string_view, 10> kLeftOut{"api-version",
                                                        "api_key",
                                                        "api-key",
                                                        "apikey",
                                                        "code",
                                                        "key",
                                                        "sig",
                                                        "subscription-key",
                                                        "token",
                                                        "access_token"};
    const std::size_t query = target.find('?');
    std::string kept(target.substr(0, query));
    if (query == std::string_view::npos)
        return kept;
    char separator = '?';
    std::string_view rest = target.substr(query + 1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        const std::string name = lowered(pair.substr(0, pair.find('=')));
        if (pair.empty() || std::ranges::find(kLeftOut, name) != kLeftOut.end())
            continue;
        kept.append(1, std::exchange(separator, '&')).append(pair);
    }
    return kept;
}

} // namespace postern::replay
