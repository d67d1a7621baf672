// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/batch/batchrun.h"
#include "engine/batch/journal.h"
#include "engine/batch/linefiles.h"
#include "engine/batch/meter.h"
#include "engine/batch/pace.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <exception>
#include <fstream>
#include <list>
#include <map>
#include <memory>

namespace postern::batch {

/// A batch under way. All of it is on the engine's loop but the reading of data and the writing of
/// lines, of which each has one call at a time on another thread.
class BatchWork
{
public:
    BatchWork(run::Engine &engine,
              BatchSpec spec,
              RunFolder &folder,
              std::vector<BatchObserver *> observers,
              const BatchControl *control);

    Task<BatchResult> run();

private:
    using Clock = run::Clock;

    struct UnderWay
    {
        DataLine line;
        boost::asio::cancellation_signal cancel;
        Clock::time_point began;
        bool isLate = false;
    };
    using UnderWayLines = std::list<UnderWay>;

    Task<void> prepare();
    void takeKept();
    Task<void> runLines();
    bool mayBegin() const;
    void beginLines();
    void begin(DataLine line);
    Task<void> runLine(UnderWay &under);
    void ended(const UnderWay &under, run::LineResult result);
    BatchLine lineOf(const UnderWay &under, const run::LineResult &result) const;
    void refuse(const DataLine &line);
    void keep(BatchLine line);
    void keepRecord(run::LineRecord record);
    Task<void> waitForNews();
    void watch();
    void stop(std::exception_ptr why);
    void startReading();
    void startWriting();
    void startCounting();
    Task<void> read();
    Task<void> write();
    Task<void> count();
    Task<void> aggregate();
    Task<void> finish(std::exception_ptr failure);
    void tellProgress();
    BatchProgress progress() const;
    void warn(const Message &text);
    void note(std::string_view level, const std::string &text);
    bool isIdle() const
    {
        return m_underWay.empty() && !m_isReading && !m_isWriting && !m_isCounting;
    }

    run::Engine &m_engine;
    BatchSpec m_spec;
    RunFolder &m_folder;
    const std::vector<BatchObserver *> m_observers;
    const BatchControl *const m_control;
    Pace m_pace;
    Meter m_meter;
    std::shared_ptr<run::PreparedFlow> m_flow;
    std::unique_ptr<DataLines> m_lines;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<LineFiles> m_files;
    std::ofstream m_log; ///< logs.txt
    boost::asio::steady_timer m_wake;
    UnderWayLines m_underWay;
    std::deque<DataLine> m_ready;
    std::string m_unwritten;
    NumberSet m_done;
    std::vector<run::LineRecord> m_records;
    std::exception_ptr m_stopped; ///< why no line is begun any more
    bool m_isCancelled = false;
    bool m_isAtEnd = false;
    bool m_isReading = false;
    bool m_isWriting = false;
    bool m_isCounting = false;
    bool m_isOverCost = false;
    Clock::time_point m_began;
    Clock::time_point m_toldAt;
    std::map<std::size_t, Value> m_firstErrors; ///< one: of the lowest number
    std::deque<std::pair<Clock::time_point, std::size_t>> m_lately;
    BatchResult m_result;
};

} // namespace postern::batch
