// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/runrows.h"

#include "engine/base/valuebytes.h"
#include "engine/history/eventcodec.h"
#include "engine/history/eventfields.h"

#include <map>
#include <utility>

namespace postern::history {

const std::string kSelectRuns
    = "SELECT number, id, kind, state, name, flow, variant, node, parent, started, elapsed, "
      "prompt_tokens, completion_tokens, total_tokens, cost, lines, failed_lines, failed_node, "
      "revision, dirty, pinned, bytes FROM run WHERE ";

namespace {

std::string_view bytesOf(const SQLite::Column &column)
{
    return {static_cast<const char *>(column.getBlob()),
            static_cast<std::size_t>(column.getBytes())};
}

/// The rest of a run's summary; empty for one that has none yet.
Dict detailOf(Database &database, std::int64_t number)
{
    SQLite::Statement &select = database.statement("SELECT data FROM detail WHERE run = ?");
    select.bind(1, number);
    Dict detail;
    if (select.executeStep()) {
        try {
            const Value value = valueFromBytes(database.box().open(bytesOf(select.getColumn(0))));
            if (value.isDict())
                detail = value.asDict();
        } catch (const Error &) { // sealed with another key, or damaged: the rest is there
        }
    }
    select.reset();
    return detail;
}

std::string textOf(const Dict &dict, const char *key)
{
    const Value *value = dict.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

std::vector<std::string> tagsOf(Database &database, std::int64_t number)
{
    SQLite::Statement &select = database.statement(
        "SELECT name FROM tag WHERE run = ? ORDER BY name");
    select.bind(1, number);
    std::vector<std::string> tags;
    while (select.executeStep())
        tags.push_back(select.getColumn(0).getString());
    select.reset();
    return tags;
}

std::string readBlob(Database &database, std::string_view hash)
{
    SQLite::Statement &select = database.statement("SELECT data FROM blob WHERE hash = ?");
    select.bindNoCopy(1, hash.data(), static_cast<int>(hash.size()));
    if (!select.executeStep()) {
        select.reset();
        throwDamaged();
    }
    std::string bytes = database.box().open(bytesOf(select.getColumn(0)));
    select.reset();
    return bytes;
}

/// Appends the events of a block. Returns false when not all could be read.
bool readBlock(std::string_view block, const BlobSource &get, std::vector<run::RunEvent> &events)
{
    constexpr std::size_t kLength = 4;
    constexpr unsigned kByte = 8;
    bool isWhole = true;
    while (block.size() >= kLength) {
        std::size_t length = 0;
        for (std::size_t i = kLength; i-- > 0;)
            length = length << kByte | static_cast<unsigned char>(block[i]);
        block.remove_prefix(kLength);
        if (length > block.size())
            return false;
        try {
            events.push_back(decodeEvent(valueFromBytes(block.substr(0, length)), get));
        } catch (const Error &error) { // a newer Postern's, say
            if (error.code() != ErrorCode::InvalidInput)
                throw;
            isWhole = false;
        }
        block.remove_prefix(length);
    }
    return isWhole && block.empty();
}

void addResult(StoredRun &run)
{
    for (const run::RunEvent &event : run.events) {
        if (event.isNested())
            continue;
        if (const auto *started = std::get_if<run::RunStarted>(&event.data)) {
            if (run.inputs.isNull())
                run.inputs = started->inputs;
        } else if (const auto *finished = std::get_if<run::RunFinished>(&event.data)) {
            run.inputs = finished->inputs;
            run.outputs = finished->outputs;
            run.error = finished->error;
        }
    }
}

} // namespace

RunState stateNumbered(int number)
{
    const bool isKnown = number >= 0 && number <= static_cast<int>(RunState::Interrupted);
    return isKnown ? static_cast<RunState>(number) : RunState::Interrupted;
}

RunSummary summaryOf(Database &database, SQLite::Statement &row)
{
    int at = 0;
    const auto number = [&] { return row.getColumn(at++).getInt64(); };
    const auto text = [&] { return row.getColumn(at++).getString(); };
    const std::int64_t key = number();
    RunSummary run;
    run.id = text();
    run.kind = text();
    run.state = stateNumbered(static_cast<int>(number()));
    run.name = text();
    run.flowFile = text();
    run.variant = text();
    run.node = text();
    run.parent = text();
    run.started = fromWallMicroseconds(number());
    run.elapsed = std::chrono::microseconds(number());
    run.usage.prompt = number();
    run.usage.completion = number();
    run.usage.total = number();
    if (const SQLite::Column cost = row.getColumn(at++); !cost.isNull())
        run.cost = cost.getDouble();
    run.lines = static_cast<std::size_t>(number());
    run.failedLines = static_cast<std::size_t>(number());
    run.failedNode = text();
    run.commit = text();
    run.isDirty = number() != 0;
    run.isPinned = number() != 0;
    run.bytes = static_cast<std::uint64_t>(number());
    const Dict detail = detailOf(database, key);
    run.change = textOf(detail, "change");
    run.error = textOf(detail, "error");
    run.inputText = textOf(detail, "input");
    run.outputText = textOf(detail, "output");
    run.tags = tagsOf(database, key);
    return run;
}

StoredRun readRun(Database &database, RunSummary summary, std::int64_t number)
{
    StoredRun run;
    run.summary = std::move(summary);
    const Dict detail = detailOf(database, number);
    if (const Value *environment = detail.find("environment"); environment && environment->isDict())
        run.environment = environment->asDict();
    const Value *whole = detail.find("whole");
    run.isWhole = whole && whole->isBool() && whole->asBool();
    // What goes from node to node is named often.
    std::map<std::string, Value, std::less<>> blobs;
    const BlobSource get = [&](std::string_view hash) {
        const auto found = blobs.find(hash);
        if (found != blobs.end())
            return found->second;
        return blobs.emplace(hash, valueFromBytes(readBlob(database, hash))).first->second;
    };
    SQLite::Statement &select = database.statement(
        "SELECT data FROM block WHERE run = ? ORDER BY number");
    select.bind(1, number);
    while (select.executeStep()) {
        try {
            run.isWhole &= readBlock(database.box().open(bytesOf(select.getColumn(0))),
                                     get,
                                     run.events);
        } catch (const Error &error) {
            if (database.box().seals() || error.code() == ErrorCode::FileUnreadable) {
                select.reset();
                throw;
            }
            run.isWhole = false;
        }
    }
    select.reset();
    addResult(run);
    return run;
}

FlowSnapshot readSnapshot(Database &database, std::int64_t number)
{
    const Dict detail = detailOf(database, number);
    const Value *hash = detail.find("snapshot");
    if (!hash || hash->kind() != Value::Kind::Bytes || hash->asBytes().data.empty())
        throw Error(ErrorCode::Usage, tr("The flow of this run wasn't kept."));
    const Value record = valueFromBytes(readBlob(database, hash->asBytes().data));
    FlowSnapshot snapshot;
    if (const Value *file = record.find("file"); file && file->isString())
        snapshot.file = file->asString();
    if (const Value *files = record.find("files"); files && files->isDict()) {
        for (const auto &[path, content] : files->asDict()) {
            if (path.isString() && content.kind() == Value::Kind::Bytes)
                snapshot.files.emplace(path.asString(), readBlob(database, content.asBytes().data));
        }
    }
    if (const Value *left = record.find("left_out"); left && left->isList()) {
        for (const Value &path : left->asList()) {
            if (path.isString())
                snapshot.leftOut.push_back(path.asString());
        }
    }
    return snapshot;
}

} // namespace postern::history
