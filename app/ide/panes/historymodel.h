// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/history/runsummary.h"

#include <QAbstractItemModel>
#include <QString>

#include <string>
#include <vector>

namespace postern::ide {

/// Runs of the history as a table, forks under the run that they were made of. The two that are
/// compared wear their letters.
class HistoryModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Time, Kind, State, Variant, Tokens, Cost, Tags, Commit, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setRuns(std::vector<history::RunSummary> runs);
    /// Of the two that are compared; empty: none.
    void setCompared(const QString &before, const QString &after);
    const history::RunSummary *run(const QModelIndex &index) const;
    const history::RunSummary *run(const QString &id) const;
    QModelIndex indexOf(const QString &id) const;
    std::size_t size() const { return m_runs.size(); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    struct Place
    {
        std::size_t parent = kNone;
        int row = 0;
        std::vector<std::size_t> forks;
    };

    QString text(const history::RunSummary &run, int column) const;
    const std::vector<std::size_t> &childrenOf(const QModelIndex &parent) const;

    std::vector<history::RunSummary> m_runs;
    std::vector<Place> m_places;    ///< of each run
    std::vector<std::size_t> m_top; ///< those that are no fork of another that is shown
    QString m_before;
    QString m_after;
};

/// A run's state in a word: "done", "failed", "stopped".
QString historyStateText(history::RunState state);
/// What kind of run it is, in the user's language; a kind that isn't known by its own name.
QString historyKindText(const std::string &kind);
/// When it started: the time of a day, with the date where that isn't today's.
QString historyTimeText(const history::RunSummary &run);

} // namespace postern::ide
