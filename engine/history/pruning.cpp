// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/pruning.h"

#include "engine/history/eventfields.h"
#include "engine/store/processmark.h"

#include <array>
#include <vector>

namespace postern::history {

namespace {

constexpr int kEach = 8; ///< runs in a transaction

std::uint64_t usedBytes(Database &database)
{
    SQLite::Database &sql = database.sql();
    const std::int64_t pages = sql.execAndGet("PRAGMA page_count").getInt64()
                               - sql.execAndGet("PRAGMA freelist_count").getInt64();
    return static_cast<std::uint64_t>(pages * sql.execAndGet("PRAGMA page_size").getInt64());
}

/// The oldest that may go, of those that began before a time.
std::vector<std::int64_t> oldest(Database &database, std::int64_t before)
{
    SQLite::Statement &select = database.statement(
        "SELECT number FROM run WHERE pinned = 0 AND state <> 0 AND started < ? "
        "ORDER BY started LIMIT ?");
    select.bind(1, before);
    select.bind(2, kEach);
    std::vector<std::int64_t> numbers;
    while (select.executeStep())
        numbers.push_back(select.getColumn(0).getInt64());
    select.reset();
    return numbers;
}

std::size_t removeRuns(Database &database, const std::vector<std::int64_t> &numbers)
{
    database.sql().exec("BEGIN IMMEDIATE");
    try {
        for (const std::int64_t number : numbers)
            removeRun(database, number);
        database.sql().exec("COMMIT");
    } catch (...) {
        database.sql().tryExec("ROLLBACK");
        throw;
    }
    return numbers.size();
}

std::int64_t microsecondsBefore(std::chrono::hours age)
{
    return wallMicroseconds(run::WallClock::now() - age).asInt();
}

} // namespace

void removeRun(Database &database, std::int64_t number)
{
    constexpr std::array kStatements{
        "DELETE FROM blob WHERE number IN (SELECT blob FROM use WHERE run = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM use AS other WHERE other.blob = use.blob AND other.run <> ?1))",
        "DELETE FROM use WHERE run = ?1",
        "DELETE FROM block WHERE run = ?1",
        "DELETE FROM node WHERE run = ?1",
        "DELETE FROM tag WHERE run = ?1",
        "DELETE FROM words WHERE rowid = ?1",
        "DELETE FROM detail WHERE run = ?1",
        "DELETE FROM run WHERE number = ?1",
    };
    for (const char *text : kStatements) {
        SQLite::Statement &statement = database.statement(text);
        statement.bind(1, number);
        statement.exec();
    }
}

std::size_t pruneRuns(Database &database, const Retention &retention, const std::atomic<bool> *stop)
{
    std::size_t removed = 0;
    const auto goOn = [&] { return !stop || !*stop; };
    if (retention.age) {
        const std::int64_t before = microsecondsBefore(*retention.age);
        while (goOn()) {
            const std::vector<std::int64_t> numbers = oldest(database, before);
            if (numbers.empty())
                break;
            removed += removeRuns(database, numbers);
        }
    }
    while (retention.bytes && goOn() && usedBytes(database) > *retention.bytes) {
        const std::vector<std::int64_t> numbers = oldest(database, microsecondsBefore({}));
        if (numbers.empty())
            break;
        removed += removeRuns(database, numbers);
    }
    if (removed > 0)
        database.sql().exec("PRAGMA incremental_vacuum");
    return removed;
}

void pruneNowAndThen(Database &database,
                     const RecorderOptions &options,
                     const std::atomic<bool> &stop)
{
    constexpr std::chrono::hours kDay{24};
    SQLite::Statement &select = database.statement("SELECT value FROM meta WHERE name = 'pruned'");
    const std::int64_t last = select.executeStep() ? select.getColumn(0).getInt64() : 0;
    select.reset();
    const std::int64_t now = microsecondsBefore({});
    // A clock that was wrong mustn't keep it from ever being done.
    if (last > microsecondsBefore(kDay) && last <= now)
        return;
    Retention retention;
    if (options.days)
        retention.age = kDay * static_cast<std::int64_t>(*options.days);
    retention.bytes = options.bytes;
    pruneRuns(database, retention, &stop);
    if (stop)
        return;
    SQLite::Statement &note = database.statement("INSERT OR REPLACE INTO meta VALUES('pruned', ?)");
    note.bind(1, now);
    note.exec();
}

void markInterrupted(Database &database)
{
    SQLite::Statement &select = database.statement("SELECT number, owner FROM run WHERE state = 0");
    std::vector<std::int64_t> ended;
    while (select.executeStep()) {
        if (store::hasEnded(select.getColumn(1).getString()))
            ended.push_back(select.getColumn(0).getInt64());
    }
    select.reset();
    for (const std::int64_t number : ended) {
        SQLite::Statement &update = database.statement(
            "UPDATE run SET state = ? WHERE number = ? AND state = 0");
        update.bind(1, static_cast<int>(RunState::Interrupted));
        update.bind(2, number);
        update.exec();
    }
}

} // namespace postern::history
