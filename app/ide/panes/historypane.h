// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/historystore.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::ide {

class Actions;
class HistoryModel;
class Session;

/// The runs that were kept, to be searched, opened, tagged and compared.
class HistoryPane final : public QWidget
{
    Q_OBJECT

public:
    HistoryPane(Session &session, const Actions &actions, QWidget *parent = nullptr);

    HistoryStore &store() { return m_store; }
    /// The ids of the rows that are selected, in their order.
    QStringList selected() const;
    const history::RunSummary *run(const QString &id) const;
    /// Looks again; a change of the history is seen.
    void refresh();
    /// Selects a run's row where it is listed.
    void select(const QString &id);
    void showCompared(const QString &before, const QString &after);
    /// Puts the keyboard into the search.
    void focusSearch();

signals:
    /// Other rows are selected, or the rows are others.
    void selectionChanged();
    /// By the user: it is to be seen.
    void openWanted(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeFilters();
    QLayout *makeButtons(const Actions &actions);
    void setUpTable(const Actions &actions);
    QString words() const;
    void showFound(const FoundRuns &found);
    void showProblem(const QString &reason);
    void search();

    Session &m_session;
    HistoryStore m_store;
    HistoryModel *const m_model;   // child of this
    QLineEdit *const m_search;     // child of this
    QComboBox *const m_state;      // child of this
    QComboBox *const m_kind;       // child of this
    QCheckBox *const m_thisFlow;   // child of this
    QLabel *const m_count;         // child of this
    theme::Prose *const m_problem; // child of this
    QTreeView *const m_table;      // child of this
    QPushButton *const m_more;     // child of this
    QTimer m_pause;                ///< of typing
    std::size_t m_limit;
    QString m_wanted; ///< to be selected once it is listed
};

} // namespace postern::ide
