// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/historystore.h"

#include <QObject>

#include <memory>

class QWidget;

namespace postern::ide {

class Actions;
class ComparePane;
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
    };

    HistoryCommands(Session &session, const Actions &actions, Views views, QWidget *window);

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
    void pinSelected();
    void tagSelected();
    void deleteSelected();
    void exportSelected();
    void importRuns();

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
};

} // namespace postern::ide
