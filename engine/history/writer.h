// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/history/runabout.h"
#include "engine/history/runwriter.h"
#include "engine/run/event.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace postern::history {

/// The thread that writes what runs tell. Whoever tells never waits for it: what comes is put in a
/// queue that is bounded by letting go of pieces of text, never of a node's end.
class Writer
{
public:
    Writer(std::filesystem::path file, RecorderOptions options);
    ~Writer() = default;
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// A run begins; gives the number by which it is told of.
    std::uint64_t begin(RunAbout about);
    void tell(std::uint64_t run, const run::RunEvent &event, bool isLast);
    void end(std::uint64_t run, RunState state);

    /// See Recorder::flush().
    void flush(std::chrono::milliseconds patience);
    std::optional<Message> takeProblem();

    /// What the thread does till close(). The thread holds the writer, for it may be left behind.
    static void work(const std::shared_ptr<Writer> &self);
    void close();
    bool waitForEnd(std::chrono::milliseconds patience);

private:
    struct Begun
    {
        RunAbout about;
    };
    struct Ended
    {
        RunState state;
    };
    struct Item
    {
        std::uint64_t run = 0;
        std::variant<Begun, run::RunEvent, Ended> what;
    };
    struct Recording
    {
        std::unique_ptr<RunWriter> writer; ///< null: lost
    };

    void push(Item item, std::size_t weight, bool isUrgent);
    /// Nothing: it is time to end.
    std::vector<Item> next();
    void write(std::vector<Item> items);
    void writeAll(std::vector<Item> &items);
    void open();
    void apply(Item &item);
    /// The file can't be used: what goes on is lost, the next run tries again.
    void giveUp(Message problem);
    void onDamage(std::vector<Item> &items);
    void tidy();

    const std::filesystem::path m_file;
    const RecorderOptions m_options;
    std::atomic<bool> m_isHurried = false; ///< the program ends
    std::atomic<bool> m_isAwaited = false; ///< somebody waits for what was told

    // Of the thread alone.
    std::unique_ptr<Database> m_database;
    std::unique_ptr<store::RedactPattern> m_pattern;
    std::map<std::uint64_t, Recording> m_recordings;
    bool m_wasDamaged = false;

    std::mutex m_mutex; // guards what stands below
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::vector<Item> m_queue;
    std::size_t m_weight = 0;          ///< bytes of text in the queue, about
    std::vector<std::uint64_t> m_gaps; ///< runs of which something was let go of
    std::uint64_t m_lastRun = 0;
    std::uint64_t m_pushed = 0;
    std::uint64_t m_written = 0;
    std::optional<Message> m_problem;
    bool m_isUrgent = false;
    bool m_isClosed = false;
    bool m_hasEnded = false;
};

} // namespace postern::history
