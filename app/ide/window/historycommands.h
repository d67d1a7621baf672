// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/panes/runoverlay.h"
#include "app/ide/run/historystore.h"
#include "app/ide/window/mode.h"

#include <QObject>

#include <memory>

class QWidget;

namespace postern::ide {

class Actions;
class ComparePane;
class GraphPane;
class HistoryPane;
class Session;

/// What can be done with the runs that are selected in the history.
class HistoryCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        HistoryPane *history;
        ComparePane *compare;
        GraphPane *graph;
    };

    HistoryCommands(Session &session, const Actions &actions, Views views, QWidget *window);

    /// Two runs that are compared are one graph there.
    void showIn(Mode mode);

signals:
    /// A run of the history is shown by the views of a run.
    void runShown();
    /// Two runs are compared.
    void comparisonShown();
    void failed(const QString &title, const QString &reason);

private:
    void refresh();
    void openSelected() const;
    void show(const history::StoredRun &run);
    void compareSelected() const;
    void showOnGraph();
    void leaveGraph();
    void pinSelected();
    void tagSelected();
    void deleteSelected();
    void exportSelected();
    void importRuns();

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
    std::shared_ptr<const ComparedRuns> m_compared; ///< on the graph, in the mode History
    RunSide m_side = RunSide::Both;
    Mode m_mode = Mode::Author;
};

} // namespace postern::ide
