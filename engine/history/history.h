// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/runsummary.h"
#include "engine/history/storedrun.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::history {

class Database;
struct LooseRun;

/// The user's history: homeFolder()/history.sqlite.
std::filesystem::path historyFile();

/// What runs to look for.
struct RunQuery
{
    /// Words and conditions, all of which must hold: `state:failed node:answer cost>0.01 tag:x
    /// kind:test flow:chat words of it`. See docs/cli.md.
    std::string words;
    std::string kind; ///< "test", "batch" ...; empty or "all": any
    std::size_t limit = 50;
    std::size_t offset = 0;
};

/// What is let go of, the oldest first; runs that are pinned or go on are always kept.
struct Retention
{
    std::optional<std::chrono::hours> age; ///< runs that started before that
    std::optional<std::uint64_t> bytes;    ///< as long as the whole history is larger
};

/// The runs that are kept, to be looked at and put in order while others, also of other processes, are
/// being recorded. To be used by one thread at a time; a few of them may be open at once. All of it
/// reads or writes a file: not for the UI's thread.
class History
{
public:
    /// Opens the file, makes it when there is none, and brings an older one to this version's form.
    /// Throws Error FileUnreadable (damaged, of a newer Postern) and FileUnwritable.
    explicit History(const std::filesystem::path &file = historyFile());
    ~History();
    History(const History &) = delete;
    History &operator=(const History &) = delete;

    /// The newest first. Throws Error Usage for words that mean nothing.
    std::vector<RunSummary> list(const RunQuery &query);
    /// How many a list without limit would have.
    std::size_t count(const RunQuery &query);

    /// The whole id of a run that is named by it, by an unambiguous beginning of it in any case, or by
    /// `last`. Throws Error Usage.
    std::string find(std::string_view name);
    /// The others throw Error Usage for an id that there isn't.
    RunSummary summary(const std::string &id);
    StoredRun read(const std::string &id);
    /// Throws Error Usage when none was kept, as of an imported run.
    FlowSnapshot snapshot(const std::string &id);
    /// Runs that were forked from it, the oldest first.
    std::vector<RunSummary> forksOf(const std::string &id);

    /// One word each; those it has are replaced.
    void setTags(const std::string &id, const std::vector<std::string> &tags);
    void setPinned(const std::string &id, bool isPinned);
    /// What whoever knows the prices makes of it.
    void setCost(const std::string &id, std::optional<double> cost);
    void remove(const std::string &id);
    /// Returns how many were removed.
    std::size_t prune(const Retention &retention);
    /// Every tag that runs have.
    std::vector<std::string> tags();
    /// What runs have as their `kind`, `state`, `flow` (the name) or `tag`, and how many each: the most
    /// frequent first.
    std::vector<std::pair<std::string, std::size_t>> values(std::string_view field);

    /// Adds a run from elsewhere, under its own id. Throws Error Usage when there is one of that id.
    void add(const LooseRun &loose);

private:
    std::unique_ptr<Database> m_database;
};

} // namespace postern::history
