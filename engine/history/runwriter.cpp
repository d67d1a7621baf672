// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/runwriter.h"

#include "engine/base/valuebytes.h"
#include "engine/history/eventcodec.h"
#include "engine/history/eventfields.h"
#include "engine/history/firstwords.h"
#include "engine/store/processmark.h"

#include <algorithm>
#include <utility>

namespace postern::history {

namespace {

constexpr std::size_t kLargeBlock = 256 * 1024;
constexpr std::size_t kMostWords = 64 * 1024;    ///< of a run that can be searched for
constexpr std::size_t kMostOfWords = 8 * 1024;   ///< of one value
constexpr std::size_t kMostRemembered = 100'000; ///< hashes

/// How bad the end of a node is; the numbers are on disks.
int rankOf(run::NodeState state)
{
    switch (state) {
    case run::NodeState::Failed:
        return 4;
    case run::NodeState::Cancelled:
        return 3;
    case run::NodeState::Bypassed:
        return 1;
    default:
        return 2;
    }
}

RunState stateOf(run::NodeState state)
{
    if (state == run::NodeState::Failed)
        return RunState::Failed;
    return state == run::NodeState::Cancelled ? RunState::Canceled : RunState::Completed;
}

/// The flow that nobody's code called, in a run of flows that call flows.
const run::Origin &rootOf(const run::Origin &origin)
{
    const run::Origin *root = &origin;
    while (root->parent)
        root = root->parent.get();
    return *root;
}

void bindBlob(SQLite::Statement &statement, int index, const std::string &bytes)
{
    statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

/// Read once; prices that can't be read are unknown.
const run::PriceList &knownPrices()
{
    static const run::PriceList prices = [] {
        try {
            return run::PriceList::load();
        } catch (const Error &) {
            return run::PriceList();
        }
    }();
    return prices;
}

std::int64_t lastNumber(Database &database)
{
    return database.sql().getLastInsertRowid();
}

} // namespace

RunWriter::RunWriter(Database &database, const store::RedactPattern *pattern, RunHead head)
    : m_database(database)
    , m_keeper(pattern, [this](std::string_view bytes) { return putBlob(bytes); })
    , m_head(std::move(head))
{
    m_head.summary.state = RunState::Running;
}

void RunWriter::add(const run::RunEvent &event)
{
    if (m_number == 0)
        begin(event);
    const Turn turn(event.origin.run, event.origin.line, event.origin.node, event.origin.attempt);
    if (const auto *chunk = std::get_if<run::NodeChunk>(&event.data)) {
        const auto [kept, isNew] = m_chunks.try_emplace(turn, event);
        if (!isNew)
            std::get<run::NodeChunk>(kept->second.data).text += chunk->text;
        return;
    }
    if (!m_chunks.empty()) {
        if (const auto kept = m_chunks.extract(turn); !kept.empty())
            append(kept.mapped());
    }
    append(event);
    if (const auto *request = std::get_if<run::Request>(&event.data);
        request && request->attempt.usage.total > 0) {
        if (request->attempt.port == 0)
            m_unpaid += request->attempt.usage.total;
        else
            m_uses.push_back({run::modelOf(request->attempt), request->attempt.usage});
    }
    if (!event.isNested())
        summarize(event);
    if (m_block.size() >= kLargeBlock)
        saveBlock();
}

void RunWriter::begin(const run::RunEvent &event)
{
    m_begin = event.time;
    RunSummary &summary = m_head.summary;
    if (summary.id.empty())
        summary.id = rootOf(event.origin).run;
    if (summary.started == run::WallClock::time_point())
        summary.started = event.wallTime;
    insertRow();
    if (m_head.snapshot)
        m_snapshot = putSnapshot();
    for (const std::string &tag : summary.tags) {
        SQLite::Statement &insert = m_database.statement("INSERT OR IGNORE INTO tag VALUES(?, ?)");
        insert.bind(1, tag);
        insert.bind(2, m_number);
        insert.exec();
    }
}

void RunWriter::append(const run::RunEvent &event)
{
    const std::string bytes = toBytes(encodeEvent(event, m_begin, m_keeper));
    constexpr unsigned kByte = 8;
    for (unsigned shift = 0; shift < 4 * kByte; shift += kByte)
        m_block += static_cast<char>((bytes.size() >> shift) & 0xffU);
    m_block += bytes;
    if (m_keeper.takeCut())
        m_isWhole = false;
}

void RunWriter::appendChunks()
{
    for (const auto &[turn, chunk] : std::exchange(m_chunks, {}))
        append(chunk);
}

void RunWriter::summarize(const run::RunEvent &event)
{
    RunSummary &summary = m_head.summary;
    m_isRowSaved = false;
    if (const auto *started = std::get_if<run::RunStarted>(&event.data)) {
        if (summary.inputText.empty())
            summary.inputText = firstWords(m_keeper.clean(started->inputs));
        addWords(started->inputs);
        for (const std::string &node : started->nodes)
            m_nodes.try_emplace(node).first->second.isSaved = false;
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        finishNode(event.origin.node, *finished);
    } else if (const auto *end = std::get_if<run::RunFinished>(&event.data)) {
        finishLine(*end);
        if (!m_head.isBatch) {
            summary.elapsed = end->elapsed;
            this->end(stateOf(end->state));
        }
    }
    if (m_head.isBatch) // by the clock that nobody sets
        summary.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(event.time
                                                                                - m_begin);
}

void RunWriter::finishNode(const std::string &name, const run::NodeFinished &finished)
{
    NodeSum &sum = m_nodes[name];
    sum.rank = std::max(sum.rank, rankOf(finished.state));
    ++sum.attempts;
    sum.elapsed += finished.elapsed.count();
    sum.tokens += finished.usage.total;
    sum.isSaved = false;
    addWords(finished.output);
}

void RunWriter::finishLine(const run::RunFinished &finished)
{
    RunSummary &summary = m_head.summary;
    summary.lines = ++m_linesEnded;
    summary.failedLines += finished.state == run::NodeState::Failed ? 1 : 0;
    summary.usage += finished.usage;
    if (summary.inputText.empty())
        summary.inputText = firstWords(m_keeper.clean(finished.inputs));
    if (summary.outputText.empty())
        summary.outputText = firstWords(m_keeper.clean(finished.outputs));
    if (summary.failedNode.empty())
        summary.failedNode = finished.failedNode;
    if (finished.error && summary.error.empty()) {
        summary.error = m_keeper.text(finished.error->message());
        addWords(summary.error);
    }
    addWords(finished.outputs);
}

void RunWriter::end(RunState state)
{
    if (m_head.isBatch && state == RunState::Completed && m_linesEnded > 0
        && m_head.summary.failedLines == m_linesEnded)
        state = RunState::Failed;
    m_head.summary.state = state;
    TokenUsage paid = m_head.summary.usage;
    paid.total -= m_unpaid;
    if (!m_uses.empty() || m_unpaid > 0)
        m_head.summary.cost = run::costOf(knownPrices(), m_uses, paid);
    m_isRowSaved = false;
}

void RunWriter::addWords(const Value &value)
{
    // What is sealed mustn't stand there for all to read.
    if (!m_database.box().seals() && m_words.size() < kMostWords)
        addTexts(m_keeper.clean(value),
                 m_words,
                 std::min(m_words.size() + kMostOfWords, kMostWords));
}

std::string RunWriter::putBlob(std::string_view bytes)
{
    std::string hash = m_database.box().hash(bytes);
    if (m_used.contains(hash))
        return hash;
    SQLite::Statement &find = m_database.statement("SELECT number FROM blob WHERE hash = ?");
    bindBlob(find, 1, hash);
    std::int64_t number = find.executeStep() ? find.getColumn(0).getInt64() : 0;
    find.reset();
    if (number == 0) {
        const std::string closed = m_database.box().close(bytes);
        SQLite::Statement &insert = m_database.statement(
            "INSERT INTO blob(hash, data) VALUES(?, ?)");
        bindBlob(insert, 1, hash);
        bindBlob(insert, 2, closed);
        insert.exec();
        number = lastNumber(m_database);
        m_head.summary.bytes += closed.size();
    }
    SQLite::Statement &use = m_database.statement("INSERT OR IGNORE INTO use VALUES(?, ?)");
    use.bind(1, m_number);
    use.bind(2, number);
    use.exec();
    if (m_used.size() < kMostRemembered)
        m_used.insert(hash);
    return hash;
}

std::string RunWriter::putSnapshot()
{
    const FlowSnapshot &snapshot = *m_head.snapshot;
    Dict files;
    for (const auto &[path, bytes] : snapshot.files)
        files.append(Value(path), Bytes{putBlob(bytes)});
    Dict record{{"file", snapshot.file},
                {"files", std::move(files)},
                {"left_out", List(snapshot.leftOut.begin(), snapshot.leftOut.end())}};
    m_head.snapshot.reset();
    return putBlob(toBytes(std::move(record)));
}

void RunWriter::save()
{
    appendChunks();
    if (!m_block.empty())
        saveBlock();
    if (m_number == 0 || m_isRowSaved)
        return;
    saveNodes();
    saveRow();
    if (hasEnded())
        saveWords();
    m_isRowSaved = true;
}

void RunWriter::saveBlock()
{
    const std::string closed = m_database.box().close(std::exchange(m_block, {}));
    SQLite::Statement &insert = m_database.statement("INSERT INTO block(run, data) VALUES(?, ?)");
    insert.bind(1, m_number);
    bindBlob(insert, 2, closed);
    insert.exec();
    m_head.summary.bytes += closed.size();
    m_isRowSaved = false;
}

void RunWriter::insertRow()
{
    const RunSummary &summary = m_head.summary;
    SQLite::Statement &insert = m_database.statement(
        "INSERT INTO run(id, kind, state, name, flow, variant, node, parent, started, elapsed, "
        "prompt_tokens, completion_tokens, total_tokens, cost, lines, failed_lines, failed_node, "
        "revision, dirty, pinned, bytes, owner) "
        "VALUES(?, ?, 0, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, 1, 0, '', ?, ?, ?, 0, ?)");
    int at = 0;
    for (const std::string *text : {&summary.id,
                                    &summary.kind,
                                    &summary.name,
                                    &summary.flowFile,
                                    &summary.variant,
                                    &summary.node,
                                    &summary.parent})
        insert.bind(++at, *text);
    insert.bind(++at, wallMicroseconds(summary.started).asInt());
    ++at;
    if (summary.cost)
        insert.bind(at, *summary.cost);
    insert.bind(++at, summary.commit);
    insert.bind(++at, summary.isDirty ? 1 : 0);
    insert.bind(++at, summary.isPinned ? 1 : 0);
    insert.bind(++at, store::processMark());
    insert.exec();
    m_number = lastNumber(m_database);
}

void RunWriter::saveNodes()
{
    for (auto &[name, sum] : m_nodes) {
        if (sum.isSaved)
            continue;
        SQLite::Statement &insert = m_database.statement(
            "INSERT OR REPLACE INTO node VALUES(?, ?, ?, ?, ?, ?)");
        insert.bind(1, name);
        insert.bind(2, m_number);
        insert.bind(3, sum.rank);
        insert.bind(4, sum.attempts);
        insert.bind(5, sum.elapsed);
        insert.bind(6, sum.tokens);
        insert.exec();
        sum.isSaved = true;
    }
}

void RunWriter::saveRow()
{
    const RunSummary &summary = m_head.summary;
    SQLite::Statement &update = m_database.statement(
        "UPDATE run SET state = ?, elapsed = ?, prompt_tokens = ?, completion_tokens = ?, "
        "total_tokens = ?, lines = ?, failed_lines = ?, failed_node = ?, bytes = ?, cost = ? "
        "WHERE number = ?");
    int at = 0;
    update.bind(++at, static_cast<int>(summary.state));
    for (const std::int64_t number : {static_cast<std::int64_t>(summary.elapsed.count()),
                                      summary.usage.prompt,
                                      summary.usage.completion,
                                      summary.usage.total,
                                      static_cast<std::int64_t>(summary.lines),
                                      static_cast<std::int64_t>(summary.failedLines)})
        update.bind(++at, number);
    update.bind(++at, summary.failedNode);
    update.bind(++at, static_cast<std::int64_t>(summary.bytes));
    ++at;
    if (summary.cost)
        update.bind(at, *summary.cost);
    else
        update.bind(at);
    update.bind(++at, m_number);
    update.exec();
    SQLite::Statement &insert = m_database.statement("INSERT OR REPLACE INTO detail VALUES(?, ?)");
    const std::string closed = m_database.box().close(detail());
    insert.bind(1, m_number);
    bindBlob(insert, 2, closed);
    insert.exec();
}

std::string RunWriter::detail()
{
    const RunSummary &summary = m_head.summary;
    return toBytes(Dict{{"change", summary.change},
                        {"error", summary.error},
                        {"input", summary.inputText},
                        {"output", summary.outputText},
                        {"environment", m_keeper.clean(Value(m_head.environment))},
                        {"snapshot", Bytes{m_snapshot}},
                        {"whole", m_isWhole}});
}

void RunWriter::saveWords()
{
    SQLite::Statement &insert = m_database.statement(
        "INSERT OR REPLACE INTO words(rowid, body) VALUES(?, ?)");
    std::string body = m_head.summary.name + "\n" + m_head.summary.change + "\n" + m_words;
    insert.bind(1, m_number);
    insert.bind(2, body);
    insert.exec();
}

} // namespace postern::history
