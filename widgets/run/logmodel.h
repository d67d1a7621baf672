// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run/event.h"
#include "engine/run/loglines.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <deque>

namespace postern::widgets {

/// How much a line matters. Python's loggers say it in words; what else goes to standard error
/// counts as a warning.
enum class LogLevel { Debug, Info, Warning, Error };

/// The level that a line of a log names near its beginning, or what holds where it names none.
LogLevel levelOf(QStringView line, bool isErrorStream);

/// What happened in a run and what its nodes wrote, a line each, for a view that filters it.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Level, Node, Text, ColumnCount };
    enum Role { LevelRole = Qt::UserRole, NodeRole };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void apply(const std::vector<run::RunEvent> &events);
    /// Of very many lines the oldest were let go of: how many.
    std::size_t dropped() const { return m_dropped; }
    /// Those that have lines, in the order of their first.
    const QStringList &nodes() const { return m_nodes; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        run::WallClock::time_point time;
        LogLevel level;
        QString node;
        QString text;
    };

    static void describe(const run::RunEvent &event, std::vector<Line> &lines);
    void append(std::vector<Line> lines);

    std::deque<Line> m_lines;
    QStringList m_nodes;
    run::LogLines m_open;
    std::size_t m_dropped = 0;
};

} // namespace postern::widgets
