// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace postern::widgets {
class LogView;
class TraceView;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class ComparePane;
class HistoryPane;
class Session;
class TimelinePane;

/// The views of the latest run as a whole, which stand under a node's values.
class RunPanes final : public QObject
{
    Q_OBJECT

public:
    RunPanes(Session &session, const Actions &actions, QWidget *window);

    TimelinePane *timeline() const { return m_timeline; }
    widgets::TraceView *trace() const { return m_trace; }
    widgets::LogView *log() const { return m_log; }
    HistoryPane *history() const { return m_history; }
    ComparePane *compare() const { return m_compare; }
    /// Chooses a node, or a box of the graph, in all of them.
    void select(const QString &id);

signals:
    /// By the user.
    void nodeChosen(const QString &node);
    /// All of the node is to be seen.
    void nodeOpened(const QString &node);

private:
    TimelinePane *const m_timeline;    // child of the window
    widgets::TraceView *const m_trace; // child of the window
    widgets::LogView *const m_log;     // child of the window
    HistoryPane *const m_history;      // child of the window
    ComparePane *const m_compare;      // child of the window
};

} // namespace postern::ide
