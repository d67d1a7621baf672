// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/database.h"

#include "engine/base/pathtext.h"
#include "engine/store/atomicfile.h"
#include "engine/store/privatefile.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <thread>

namespace fs = std::filesystem;

namespace postern::history {

namespace {

constexpr std::array kSuffixes{"", "-wal", "-shm", "-journal"};

SQLite::Database openFile(const fs::path &file)
{
    return {pathText(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX};
}

fs::path prepared(fs::path file)
{
    store::makePrivateFile(file);
    return file;
}

} // namespace

Database::Database(fs::path file, DatabaseOptions options)
    : m_file(prepared(std::move(file)))
    , m_options(options)
    , m_sql(openFile(m_file))
    , m_box(options.isEncrypted, [this] { return obtainKey(); })
{
    sqlite3_busy_handler(m_sql.getHandle(), onBusy, this);
    // Another program may be writing in the very moment in which this one comes or goes: what it left
    // beside the file is put into it once that is much, never while somebody waits for an end.
    sqlite3_db_config(m_sql.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(m_sql.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_sql.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // A program that is killed loses nothing by it; only a machine that is may lose the latest runs.
    m_sql.exec("PRAGMA synchronous=NORMAL");
    // Who opens the file first reads all that lies beside it: that mustn't stay long once it was put
    // into the file.
    m_sql.execAndGet("PRAGMA journal_size_limit=0");
    bringUp(options.steps);
}

Database::~Database() = default;

int Database::onBusy(void *self, int count)
{
    auto &database = *static_cast<Database *>(self);
    const auto now = std::chrono::steady_clock::now();
    if (count == 0)
        database.m_busySince = now;
    const std::atomic<bool> *hurried = database.m_options.isHurried;
    if (now - database.m_busySince >= database.m_options.patience || (hurried && *hurried))
        return 0;
    constexpr int kLongest = 20;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(count + 1, kLongest)));
    return 1;
}

void Database::bringUp(std::span<const char *const> steps)
{
    const auto version = [this] {
        return static_cast<std::size_t>(
            std::max(m_sql.execAndGet("PRAGMA user_version").getInt(), 0));
    };
    const std::size_t found = version();
    if (found > steps.size())
        throw Error(ErrorCode::FileUnreadable,
                    tr("The history %1 was written by a newer Postern.", pathText(m_file)),
                    tr("Use that one, or set POSTERN_HOME to another folder."));
    if (found == 0)
        m_sql.exec("PRAGMA auto_vacuum=INCREMENTAL"); // what was removed gives its room back
    if (store::isOnNetwork(m_file.parent_path()))
        m_sql.execAndGet("PRAGMA journal_mode=TRUNCATE"); // what WAL needs isn't shared there
    else if (found == 0)
        m_sql.execAndGet("PRAGMA journal_mode=WAL"); // the file remembers it
    if (found == steps.size())
        return;
    m_sql.exec("BEGIN IMMEDIATE");
    try {
        for (std::size_t step = version(); step < steps.size(); ++step) // perhaps another did it now
            m_sql.exec(steps[step]);
        m_sql.exec(fmt::format("PRAGMA user_version={}", steps.size()));
        m_sql.exec("COMMIT");
    } catch (...) {
        m_sql.tryExec("ROLLBACK");
        throw;
    }
}

SQLite::Statement &Database::statement(const char *text)
{
    std::unique_ptr<SQLite::Statement> &kept = m_statements[text];
    if (!kept)
        kept = std::make_unique<SQLite::Statement>(m_sql, text);
    kept->tryReset(); // what went wrong was said when it did
    kept->clearBindings();
    return *kept;
}

void Database::checkpoint()
{
    constexpr std::uintmax_t kMuch = 1024 * 1024; // about a dozen runs
    std::error_code missing;
    const std::uintmax_t size = fs::file_size(pathText(m_file) + "-wal", missing);
    if (!missing && size >= kMuch)
        sqlite3_wal_checkpoint_v2(m_sql.getHandle(),
                                  nullptr,
                                  SQLITE_CHECKPOINT_PASSIVE,
                                  nullptr,
                                  nullptr);
}

store::VaultKey Database::obtainKey()
{
    if (sodium_init() < 0)
        throw Error(ErrorCode::Internal, tr("The cryptographic library can't start."));
    store::Salt salt{};
    SQLite::Statement &read = statement("SELECT value FROM meta WHERE name = 'salt'");
    if (read.executeStep()
        && static_cast<std::size_t>(read.getColumn(0).getBytes()) == salt.size()) {
        const auto *bytes = static_cast<const unsigned char *>(read.getColumn(0).getBlob());
        std::copy_n(bytes, salt.size(), salt.begin());
    } else {
        randombytes_buf(salt.data(), salt.size());
        SQLite::Statement &write = statement("INSERT OR REPLACE INTO meta VALUES('salt', ?)");
        write.bind(1, salt.data(), static_cast<int>(salt.size()));
        write.exec();
    }
    read.reset();
    const store::FileLock lock(m_file.parent_path() / "vault.lock");
    return store::VaultKey::obtain(m_file.parent_path(), salt);
}

bool isDamage(const SQLite::Exception &error)
{
    const int code = error.getErrorCode() & 0xff;
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

bool isLocked(const SQLite::Exception &error)
{
    const int code = error.getErrorCode() & 0xff;
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

Error toHistoryError(const SQLite::Exception &error, const fs::path &file)
{
    const std::string where = pathText(file);
    if (isDamage(error))
        return {ErrorCode::FileUnreadable,
                tr("The history %1 is damaged.", where),
                tr("The next run sets it aside and begins a new one.")};
    if (isLocked(error))
        return {ErrorCode::FileUnwritable,
                tr("The history %1 is locked by another program.", where),
                tr("Try again once that has ended.")};
    if ((error.getErrorCode() & 0xff) == SQLITE_READONLY)
        return {ErrorCode::FileUnwritable,
                tr("The history %1 can't be written.", where),
                tr("Look for its permissions, or set POSTERN_HOME to another folder.")};
    return {ErrorCode::FileUnwritable,
            tr("The history %1 can't be used: %2.", where, error.getErrorStr()),
            tr("Look for space and for the permissions of its folder.")};
}

fs::path setAside(const fs::path &file)
{
    const store::FileLock lock(pathText(file) + ".lock");
    try {
        SQLite::Database again(pathText(file), SQLite::OPEN_READONLY);
        if (again.execAndGet("PRAGMA quick_check(1)").getString() == "ok")
            return {};
    } catch (const SQLite::Exception &error) {
        if (!isDamage(error))
            return {};
    }
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string stamp = fmt::format("{:%Y%m%d-%H%M%S}",
                                          fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    const std::string aside = fmt::format("{}.damaged-{}", pathText(file), stamp);
    for (const char *suffix : kSuffixes) {
        std::error_code failed;
        if (!fs::exists(pathText(file) + suffix, failed))
            continue;
        fs::rename(pathText(file) + suffix, aside + suffix, failed);
        if (failed)
            throw Error(ErrorCode::FileUnwritable,
                        tr("The damaged history %1 can't be set aside: %2.",
                           pathText(file),
                           failed.message()),
                        tr("Move it away."));
    }
    return aside;
}

} // namespace postern::history
