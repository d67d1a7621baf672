// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/runfile.h"

#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/base/valuebytes.h"
#include "engine/history/box.h"
#include "engine/history/eventcodec.h"
#include "engine/history/eventfields.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <utility>

namespace postern::history {

namespace {

constexpr std::string_view kMagic = "postern-run-1\n";
constexpr std::size_t kMostEvents = 2'000'000;
constexpr std::size_t kMostSnapshotFiles = 5'000;

std::string fileHash(std::string_view bytes)
{
    constexpr std::size_t kHashSize = 16;
    std::string hash(kHashSize, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()),
                       hash.size(),
                       reinterpret_cast<const unsigned char *>(bytes.data()),
                       bytes.size(),
                       nullptr,
                       0);
    return hash;
}

Value summaryValue(const RunSummary &run)
{
    const std::filesystem::path file = run.flowFile;
    return Dict{{"id", run.id},
                {"kind", run.kind},
                {"state", static_cast<int>(run.state)},
                {"name", run.name},
                {"flow", file.filename().string()}, // not whose folder it was
                {"variant", run.variant},
                {"node", run.node},
                {"parent", run.parent},
                {"change", log::redact(run.change)},
                {"started", wallMicroseconds(run.started)},
                {"elapsed", static_cast<std::int64_t>(run.elapsed.count())},
                {"usage", usageValue(run.usage)},
                {"cost", run.cost ? Value(*run.cost) : Value()},
                {"lines", static_cast<std::int64_t>(run.lines)},
                {"failed_lines", static_cast<std::int64_t>(run.failedLines)},
                {"failed_node", run.failedNode},
                {"error", log::redact(run.error)},
                {"commit", run.commit},
                {"dirty", run.isDirty},
                {"input", log::redact(run.inputText)},
                {"output", log::redact(run.outputText)},
                {"tags", List(run.tags.begin(), run.tags.end())}};
}

/// The members of what may be anything; each throws Error InvalidInput.
class Members
{
public:
    explicit Members(const Value &value)
        : m_value(value)
    {
        if (!value.isDict())
            throwDamaged();
    }

    const Value &at(std::string_view key) const
    {
        const Value *found = m_value.find(key);
        if (!found)
            throwDamaged();
        return *found;
    }
    std::string text(std::string_view key, std::size_t limit = 1024 * 1024) const
    {
        const Value &value = at(key);
        if (!value.isString() || value.asString().size() > limit)
            throwDamaged();
        return value.asString();
    }
    std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most) const
    {
        const Value list = List{at(key)};
        return Fields(list).number(least, most);
    }
    std::int64_t count(std::string_view key) const
    {
        constexpr std::int64_t kMost = 9'000'000'000'000'000;
        return number(key, 0, kMost);
    }
    bool flag(std::string_view key) const
    {
        const Value list = List{at(key)};
        return Fields(list).flag();
    }

private:
    const Value &m_value;
};

/// Ours are letters and digits; prompt flow's run names have a few signs, too.
bool isRunId(const std::string &id)
{
    constexpr std::size_t kLongest = 200;
    return !id.empty() && id.size() <= kLongest && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
               || c == '-' || c == '_' || c == '.';
    });
}

std::vector<std::string> tagsIn(const Value &value)
{
    const Value list = List{value};
    std::vector<std::string> tags = Fields(list).texts();
    constexpr std::size_t kMostTags = 100;
    const bool areWords = std::ranges::all_of(tags, [](const std::string &tag) {
        constexpr std::size_t kLongest = 100;
        return !tag.empty() && tag.size() <= kLongest
               && tag.find_first_of(" \t\r\n\"") == std::string::npos;
    });
    if (tags.size() > kMostTags || !areWords)
        throwDamaged();
    return tags;
}

RunSummary summaryIn(const Value &value)
{
    constexpr std::size_t kName = 4'096;
    const Members members(value);
    RunSummary run;
    run.id = members.text("id", kName);
    run.kind = members.text("kind", kName);
    run.parent = members.text("parent", kName);
    if (!isRunId(run.id) || !isRunId(run.kind) || (!run.parent.empty() && !isRunId(run.parent)))
        throwDamaged();
    run.state = static_cast<RunState>(
        members.number("state", 0, static_cast<int>(RunState::Interrupted)));
    run.name = members.text("name", kName);
    run.flowFile = members.text("flow", kName);
    run.variant = members.text("variant", kName);
    run.node = members.text("node", kName);
    run.change = members.text("change");
    run.started = fromWallMicroseconds(members.count("started"));
    run.elapsed = std::chrono::microseconds(members.count("elapsed"));
    const Value usage = List{members.at("usage")};
    run.usage = Fields(usage).usage();
    if (const Value &cost = members.at("cost"); cost.isDouble())
        run.cost = cost.asDouble();
    run.lines = static_cast<std::size_t>(members.count("lines"));
    run.failedLines = static_cast<std::size_t>(members.count("failed_lines"));
    run.failedNode = members.text("failed_node", kName);
    run.error = members.text("error");
    run.commit = members.text("commit", kName);
    run.isDirty = members.flag("dirty");
    run.inputText = members.text("input");
    run.outputText = members.text("output");
    run.tags = tagsIn(members.at("tags"));
    return run;
}

Value snapshotValue(const std::optional<FlowSnapshot> &snapshot)
{
    if (!snapshot)
        return {};
    Dict files;
    for (const auto &[path, bytes] : snapshot->files)
        files.append(Value(path), Bytes{log::redact(bytes)});
    return Dict{{"file", snapshot->file},
                {"files", std::move(files)},
                {"left_out", List(snapshot->leftOut.begin(), snapshot->leftOut.end())}};
}

/// A path that stays in the folder where it is put.
bool isInnerPath(const std::string &path)
{
    constexpr std::size_t kLongest = 4'096;
    if (path.empty() || path.size() > kLongest || path.front() == '/'
        || path.find_first_of(std::string_view("\0\\", 2)) != std::string::npos)
        return false;
    return std::ranges::none_of(std::filesystem::path(path),
                                [](const auto &part) { return part == ".." || part == "."; });
}

std::optional<FlowSnapshot> snapshotIn(const Value &value)
{
    if (value.isNull())
        return std::nullopt;
    const Members members(value);
    FlowSnapshot snapshot;
    snapshot.file = members.text("file");
    const Value &files = members.at("files");
    if (!isInnerPath(snapshot.file) || !files.isDict() || files.asDict().size() > kMostSnapshotFiles)
        throwDamaged();
    for (const auto &[path, bytes] : files.asDict()) {
        if (!path.isString() || !isInnerPath(path.asString()) || bytes.kind() != Value::Kind::Bytes)
            throwDamaged();
        snapshot.files.emplace(path.asString(), bytes.asBytes().data);
    }
    const Value left = List{members.at("left_out")};
    snapshot.leftOut = Fields(left).texts();
    return snapshot;
}

std::vector<run::RunEvent> eventsIn(const Members &members)
{
    const Value &blobs = members.at("blobs");
    const Value &records = members.at("events");
    if (!blobs.isDict() || !records.isList() || records.asList().size() > kMostEvents)
        throwDamaged();
    std::map<std::string, const std::string *, std::less<>> byHash;
    for (const auto &[hash, bytes] : blobs.asDict()) {
        if (hash.kind() != Value::Kind::Bytes || bytes.kind() != Value::Kind::Bytes)
            throwDamaged();
        byHash.emplace(hash.asBytes().data, &bytes.asBytes().data);
    }
    std::map<std::string, Value, std::less<>> values; // shared by all that name them
    const BlobSource get = [&](std::string_view hash) {
        if (const auto known = values.find(hash); known != values.end())
            return known->second;
        const auto found = byHash.find(hash);
        if (found == byHash.end())
            throwDamaged();
        return values.emplace(hash, valueFromBytes(*found->second)).first->second;
    };
    std::vector<run::RunEvent> events;
    events.reserve(records.asList().size());
    for (const Value &record : records.asList())
        events.push_back(decodeEvent(record, get));
    return events;
}

} // namespace

std::string writeRunFile(const LooseRun &loose)
{
    Dict blobs;
    std::map<std::string, bool, std::less<>> known;
    Keeper keeper(nullptr, [&](std::string_view bytes) {
        std::string hash = fileHash(bytes);
        if (known.emplace(hash, true).second)
            blobs.append(Bytes{hash}, Bytes{std::string(bytes)});
        return hash;
    });
    List events;
    events.reserve(loose.run.events.size());
    for (const run::RunEvent &event : loose.run.events)
        events.push_back(encodeEvent(event, run::Clock::time_point(), keeper));
    Dict file{{"summary", summaryValue(loose.run.summary)},
              {"environment", log::redact(Value(loose.run.environment))},
              {"whole", loose.run.isWhole},
              {"snapshot", snapshotValue(loose.snapshot)},
              {"events", std::move(events)}};
    file.append("blobs", std::move(blobs));
    return std::string(kMagic) + pack(toBytes(std::move(file)));
}

bool isRunFile(std::string_view bytes)
{
    return bytes.starts_with(kMagic);
}

LooseRun readRunFile(std::string_view bytes)
{
    if (!isRunFile(bytes))
        throw Error(ErrorCode::InvalidInput,
                    tr("This is no file of a run."),
                    tr("Name one that `postern run export` wrote."));
    const Value value = valueFromBytes(unpack(bytes.substr(kMagic.size())));
    const Members members(value);
    LooseRun loose;
    loose.run.summary = summaryIn(members.at("summary"));
    if (const Value &environment = members.at("environment"); environment.isDict())
        loose.run.environment = environment.asDict();
    loose.run.isWhole = members.flag("whole");
    loose.snapshot = snapshotIn(members.at("snapshot"));
    loose.run.events = eventsIn(members);
    return loose;
}

LooseRun takeRun(History &history, const std::string &id)
{
    LooseRun loose;
    loose.run = history.read(id);
    try {
        loose.snapshot = history.snapshot(id);
    } catch (const Error &) { // none was kept
    }
    return loose;
}

} // namespace postern::history
