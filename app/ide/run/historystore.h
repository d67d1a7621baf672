// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/history/history.h"
#include "engine/replay/compare.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace postern::ide {

/// Runs that were found, the newest first, and how many there are in all.
struct FoundRuns
{
    std::vector<history::RunSummary> runs;
    std::size_t count = 0;
};

/// Two runs laid over one another, with what the comparison refers to.
struct ComparedRuns
{
    history::RunSummary before;
    history::RunSummary after;
    replay::RecordedRun a;
    replay::RecordedRun b;
    replay::RunComparison comparison;
};

/// The history as the window asks it: on a thread of its own, one question after the other. What
/// can't be done is told by failed().
class HistoryStore final : public QObject
{
    Q_OBJECT

public:
    explicit HistoryStore(QObject *parent = nullptr);
    ~HistoryStore() override;

    /// Looks for runs; a newer search takes an older one's place. Answers by found().
    void find(const history::RunQuery &query);
    /// Reads a run; answers by opened().
    void open(const QString &id);
    /// Compares the older of two runs with the newer; answers by compared().
    void compare(const QString &one, const QString &other);
    /// Changes the history; answers by changed().
    void change(std::function<void(history::History &history)> change);

signals:
    void found(const std::shared_ptr<const postern::ide::FoundRuns> &runs);
    void opened(const std::shared_ptr<const postern::history::StoredRun> &run);
    void compared(const std::shared_ptr<const postern::ide::ComparedRuns> &runs);
    void changed();
    void failed(const QString &reason);

private:
    void fail(const Error &error);

    QThreadPool m_pool; ///< of one thread
    BackgroundTask m_finding;
    BackgroundTask m_opening;
    BackgroundTask m_comparing;
    std::vector<std::unique_ptr<BackgroundTask>> m_changes;
};

} // namespace postern::ide
