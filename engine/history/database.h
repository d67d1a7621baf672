// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/history/box.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace postern::history {

/// How a history's file is made, step by step: the first makes it from nothing, each other brings the
/// version before to its own. A version that was released never changes.
std::span<const char *const> schemaSteps();

struct DatabaseOptions
{
    std::chrono::milliseconds patience{2'000}; ///< with a file that another program writes
    bool isEncrypted = false;
    /// Null, or set by another thread when nothing is to be waited for any more.
    const std::atomic<bool> *isHurried = nullptr;
    std::span<const char *const> steps = schemaSteps();
};

/// The history's file, open: made when missing, of this version's form, with statements that are
/// prepared once. What SQLite throws while it is used is made an Error by toHistoryError().
class Database
{
public:
    /// Throws SQLite::Exception, and Error FileUnreadable (of a newer Postern) or FileUnwritable.
    Database(std::filesystem::path file, DatabaseOptions options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const std::filesystem::path &file() const { return m_file; }
    SQLite::Database &sql() { return m_sql; }
    /// A statement of this text, reset and without bindings.
    SQLite::Statement &statement(const char *text);
    Box &box() { return m_box; }
    /// Puts into the file proper what programs that ended have left beside it, when that is much.
    void checkpoint();

private:
    static int onBusy(void *self, int count);
    void bringUp(std::span<const char *const> steps);
    store::VaultKey obtainKey();

    const std::filesystem::path m_file;
    const DatabaseOptions m_options;
    std::chrono::steady_clock::time_point m_busySince;
    SQLite::Database m_sql;
    std::map<const void *, std::unique_ptr<SQLite::Statement>> m_statements; ///< by their text's place
    Box m_box;
};

/// Whether the file itself is damaged, or none of SQLite's.
bool isDamage(const SQLite::Exception &error);
/// Whether another program kept the file for itself.
bool isLocked(const SQLite::Exception &error);
/// In our words.
Error toHistoryError(const SQLite::Exception &error, const std::filesystem::path &file);

/// Gives a damaged file and what lies beside it another name, so that a new one can be begun, and
/// returns that; empty when another program has done so meanwhile. Throws Error FileUnwritable.
std::filesystem::path setAside(const std::filesystem::path &file);

} // namespace postern::history
