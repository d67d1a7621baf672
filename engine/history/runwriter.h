// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/database.h"
#include "engine/history/keeper.h"
#include "engine/history/runsummary.h"
#include "engine/history/storedrun.h"
#include "engine/run/event.h"
#include "engine/run/prices.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace postern::history {

/// What is known of a run beside its events.
struct RunHead
{
    RunSummary summary; ///< kind, names, parent, commit, tags; what events tell is filled in
    Dict environment;
    std::optional<FlowSnapshot> snapshot;
    /// More than one line, or lines that come one after the other: only end() ends it.
    bool isBatch = false;
};

/// Writes one run into the history as its events come. To be used inside of transactions, at the end of
/// each of which save() makes what is there as whole as it can be by then. Throws SQLite::Exception.
class RunWriter
{
public:
    /// `pattern` may be null; both must outlive this.
    RunWriter(Database &database, const store::RedactPattern *pattern, RunHead head);

    void add(const run::RunEvent &event);
    /// Events are missing that should have come.
    void noteGap() { m_isWhole = false; }
    /// The last of them has come.
    void end(RunState state);
    void save();

    /// As it was measured elsewhere.
    void setElapsed(std::chrono::microseconds elapsed) { m_head.summary.elapsed = elapsed; }

    bool hasEnded() const { return m_head.summary.state != RunState::Running; }
    /// Empty when nothing was told.
    std::string id() const { return m_number == 0 ? std::string() : m_head.summary.id; }

private:
    struct NodeSum
    {
        int rank = 0;
        int attempts = 0;
        std::int64_t elapsed = 0;
        std::int64_t tokens = 0;
        bool isSaved = true;
    };
    /// Whose text it is: run, line, node, attempt.
    using Turn = std::tuple<std::string, std::size_t, std::string, int>;

    void begin(const run::RunEvent &event);
    void append(const run::RunEvent &event);
    void appendChunks();
    void summarize(const run::RunEvent &event);
    void finishNode(const std::string &name, const run::NodeFinished &finished);
    void finishLine(const run::RunFinished &finished);
    void addWords(const Value &value);
    std::string putBlob(std::string_view bytes);
    void insertRow();
    void saveBlock();
    void saveNodes();
    void saveRow();
    void saveWords();
    std::string putSnapshot();
    std::string detail();

    Database &m_database;
    Keeper m_keeper;
    RunHead m_head;
    std::int64_t m_number = 0; ///< of its row; 0: there is none yet
    run::Clock::time_point m_begin;
    std::string m_block; ///< events that aren't in the file yet
    std::map<Turn, run::RunEvent> m_chunks;
    std::map<std::string, NodeSum> m_nodes;
    std::unordered_set<std::string> m_used; ///< hashes of its blobs
    std::string m_snapshot;                 ///< hash of its blob
    std::string m_words;
    std::size_t m_linesEnded = 0;
    std::vector<run::ModelUse> m_uses; ///< what its requests took
    std::int64_t m_unpaid = 0;         ///< tokens that nobody is paid for: the simulator's
    bool m_isWhole = true;
    bool m_isRowSaved = false;
};

} // namespace postern::history
