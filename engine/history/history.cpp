// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/history.h"

#include "engine/base/error.h"
#include "engine/history/database.h"
#include "engine/history/eventfields.h"
#include "engine/history/pruning.h"
#include "engine/history/runfile.h"
#include "engine/history/runrows.h"
#include "engine/history/runsearch.h"
#include "engine/history/runwriter.h"
#include "engine/store/home.h"

#include <algorithm>
#include <utility>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

[[noreturn]] void throwNoRun(std::string_view name)
{
    throw Error(ErrorCode::Usage,
                tr("There is no run '%1' in the history.", std::string(name)),
                tr("`postern run list` shows the runs that there are."));
}

void bindAll(SQLite::Statement &statement, const RunCondition &condition)
{
    int at = 0;
    for (const auto &value : condition.values)
        std::visit([&](const auto &one) { statement.bind(++at, one); }, value);
}

/// Does something with the database; what SQLite throws becomes an Error.
template<typename Work>
auto inOurWords(const fs::path &file, const Work &work)
{
    try {
        return work();
    } catch (const SQLite::Exception &error) {
        throw toHistoryError(error, file);
    }
}

/// All of it or nothing.
template<typename Work>
void inTransaction(Database &database, const Work &work)
{
    inOurWords(database.file(), [&] {
        database.sql().exec("BEGIN IMMEDIATE");
        try {
            work();
            database.sql().exec("COMMIT");
        } catch (...) {
            database.sql().tryExec("ROLLBACK");
            throw;
        }
    });
}

std::int64_t numberOf(Database &database, const std::string &id)
{
    SQLite::Statement &select = database.statement("SELECT number FROM run WHERE id = ?");
    select.bind(1, id);
    const std::int64_t number = select.executeStep() ? select.getColumn(0).getInt64() : 0;
    select.reset();
    if (number == 0)
        throwNoRun(id);
    return number;
}

} // namespace

fs::path historyFile()
{
    return store::homeFolder() / "history.sqlite";
}

History::History(const fs::path &file)
{
    inOurWords(file, [&] { m_database = std::make_unique<Database>(file, DatabaseOptions()); });
    try {
        markInterrupted(*m_database);
    } catch (const SQLite::Exception &) { // by who can write there
    }
}

History::~History() = default;

std::vector<RunSummary> History::list(const RunQuery &query)
{
    return inOurWords(m_database->file(), [&] {
        const RunCondition condition = conditionOf(query);
        SQLite::Statement select(m_database->sql(),
                                 kSelectRuns + condition.sql
                                     + " ORDER BY started DESC, number DESC LIMIT ? OFFSET ?");
        bindAll(select, condition);
        const int at = static_cast<int>(condition.values.size());
        constexpr std::size_t kMost = 1'000'000'000;
        select.bind(at + 1, static_cast<std::int64_t>(std::min(query.limit, kMost)));
        select.bind(at + 2, static_cast<std::int64_t>(std::min(query.offset, kMost)));
        std::vector<RunSummary> runs;
        while (select.executeStep())
            runs.push_back(summaryOf(*m_database, select));
        return runs;
    });
}

std::size_t History::count(const RunQuery &query)
{
    return inOurWords(m_database->file(), [&] {
        const RunCondition condition = conditionOf(query);
        SQLite::Statement select(m_database->sql(),
                                 "SELECT count(*) FROM run WHERE " + condition.sql);
        bindAll(select, condition);
        select.executeStep();
        return static_cast<std::size_t>(select.getColumn(0).getInt64());
    });
}

std::string History::find(std::string_view name)
{
    return inOurWords(m_database->file(), [&] {
        if (name == "last") {
            SQLite::Statement &select = m_database->statement(
                "SELECT id FROM run ORDER BY started DESC, number DESC LIMIT 1");
            std::string id = select.executeStep() ? select.getColumn(0).getString() : "";
            select.reset();
            if (id.empty())
                throwNoRun(name);
            return id;
        }
        // Ids of imported runs may be in any case; ours are in capitals.
        SQLite::Statement &select = m_database->statement(
            "SELECT id FROM run WHERE id = ?1 OR substr(id, 1, length(?1)) = upper(?1) "
            "OR substr(id, 1, length(?1)) = ?1 ORDER BY id = ?1 DESC LIMIT 2");
        select.bind(1, std::string(name));
        std::vector<std::string> found;
        while (!name.empty() && select.executeStep())
            found.push_back(select.getColumn(0).getString());
        select.reset();
        if (found.empty())
            throwNoRun(name);
        if (found.size() > 1 && found.front() != name)
            throw Error(ErrorCode::Usage,
                        tr("More than one run begins with '%1'.", std::string(name)),
                        tr("Give more of its id: %1, %2 ...", found[0], found[1]));
        return found.front();
    });
}

RunSummary History::summary(const std::string &id)
{
    return inOurWords(m_database->file(), [&] {
        SQLite::Statement select(m_database->sql(), kSelectRuns + "id = ?");
        select.bind(1, id);
        if (!select.executeStep())
            throwNoRun(id);
        return summaryOf(*m_database, select);
    });
}

StoredRun History::read(const std::string &id)
{
    return inOurWords(m_database->file(), [&] {
        // Of one moment, while another program may be writing it.
        const SQLite::Transaction moment(m_database->sql());
        return readRun(*m_database, summary(id), numberOf(*m_database, id));
    });
}

FlowSnapshot History::snapshot(const std::string &id)
{
    return inOurWords(m_database->file(), [&] {
        const SQLite::Transaction moment(m_database->sql());
        return readSnapshot(*m_database, numberOf(*m_database, id));
    });
}

std::vector<RunSummary> History::forksOf(const std::string &id)
{
    return inOurWords(m_database->file(), [&] {
        SQLite::Statement select(m_database->sql(),
                                 kSelectRuns
                                     + "parent = ? AND parent <> '' ORDER BY started, number");
        select.bind(1, id);
        std::vector<RunSummary> runs;
        while (select.executeStep())
            runs.push_back(summaryOf(*m_database, select));
        return runs;
    });
}

void History::setTags(const std::string &id, const std::vector<std::string> &tags)
{
    constexpr std::string_view kNoWord = " \t\r\n\"";
    constexpr std::size_t kLongest = 100;
    for (const std::string &tag : tags) {
        if (tag.empty() || tag.size() > kLongest || tag.find_first_of(kNoWord) != std::string::npos)
            throw Error(ErrorCode::Usage,
                        tr("'%1' can't be a tag.", tag),
                        tr("A tag is one word without quotes, of at most 100 bytes."));
    }
    inTransaction(*m_database, [&] {
        const std::int64_t number = numberOf(*m_database, id);
        SQLite::Statement &remove = m_database->statement("DELETE FROM tag WHERE run = ?");
        remove.bind(1, number);
        remove.exec();
        for (const std::string &tag : tags) {
            SQLite::Statement &insert = m_database->statement(
                "INSERT OR IGNORE INTO tag(name, run) VALUES(?, ?)");
            insert.bind(1, tag);
            insert.bind(2, number);
            insert.exec();
        }
    });
}

void History::setPinned(const std::string &id, bool isPinned)
{
    inTransaction(*m_database, [&] {
        SQLite::Statement &update = m_database->statement(
            "UPDATE run SET pinned = ? WHERE number = ?");
        update.bind(2, numberOf(*m_database, id));
        update.bind(1, isPinned ? 1 : 0);
        update.exec();
    });
}

void History::setCost(const std::string &id, std::optional<double> cost)
{
    inTransaction(*m_database, [&] {
        SQLite::Statement &update = m_database->statement(
            "UPDATE run SET cost = ? WHERE number = ?");
        update.bind(2, numberOf(*m_database, id));
        if (cost)
            update.bind(1, *cost);
        update.exec();
    });
}

void History::remove(const std::string &id)
{
    inTransaction(*m_database, [&] {
        if (summary(id).state == RunState::Running)
            throw Error(ErrorCode::Usage,
                        tr("The run %1 goes on.", id),
                        tr("Stop it, or wait for its end."));
        removeRun(*m_database, numberOf(*m_database, id));
    });
}

std::size_t History::prune(const Retention &retention)
{
    return inOurWords(m_database->file(), [&] { return pruneRuns(*m_database, retention); });
}

std::vector<std::string> History::tags()
{
    return inOurWords(m_database->file(), [&] {
        SQLite::Statement &select = m_database->statement(
            "SELECT DISTINCT name FROM tag ORDER BY name");
        std::vector<std::string> tags;
        while (select.executeStep())
            tags.push_back(select.getColumn(0).getString());
        select.reset();
        return tags;
    });
}

std::vector<std::pair<std::string, std::size_t>> History::values(std::string_view field)
{
    const char *text = "SELECT name, count(*) FROM tag GROUP BY 1 ORDER BY 2 DESC, 1";
    if (field == "kind")
        text = "SELECT kind, count(*) FROM run GROUP BY 1 ORDER BY 2 DESC, 1";
    else if (field == "flow")
        text = "SELECT name, count(*) FROM run GROUP BY 1 ORDER BY 2 DESC, 1";
    else if (field == "state")
        text = "SELECT state, count(*) FROM run GROUP BY 1 ORDER BY 2 DESC, 1";
    return inOurWords(m_database->file(), [&] {
        SQLite::Statement &select = m_database->statement(text);
        std::vector<std::pair<std::string, std::size_t>> values;
        while (select.executeStep()) {
            const SQLite::Column value = select.getColumn(0);
            values.emplace_back(field == "state"
                                    ? std::string(toString(stateNumbered(value.getInt())))
                                    : value.getString(),
                                static_cast<std::size_t>(select.getColumn(1).getInt64()));
        }
        select.reset();
        return values;
    });
}

void History::add(const LooseRun &loose)
{
    const RunSummary &summary = loose.run.summary;
    inTransaction(*m_database, [&] {
        SQLite::Statement &select = m_database->statement("SELECT 1 FROM run WHERE id = ?");
        select.bind(1, summary.id);
        const bool isThere = select.executeStep();
        select.reset();
        if (isThere)
            throw Error(ErrorCode::Usage,
                        tr("The run %1 is in the history already.", summary.id),
                        tr("Delete it first."));
        RunHead head;
        head.summary = summary;
        head.summary.usage = {}; // counted anew
        head.summary.failedLines = 0;
        head.summary.bytes = 0;
        head.environment = loose.run.environment;
        head.snapshot = loose.snapshot;
        head.isBatch = true; // ends when all has been read
        RunWriter writer(*m_database, nullptr, std::move(head));
        for (const run::RunEvent &event : loose.run.events)
            writer.add(event);
        if (!loose.run.isWhole)
            writer.noteGap();
        writer.end(summary.state == RunState::Running ? RunState::Interrupted : summary.state);
        writer.setElapsed(summary.elapsed);
        writer.save();
        if (writer.id().empty())
            throw Error(ErrorCode::InvalidInput, tr("The run has no records."));
    });
}

} // namespace postern::history
