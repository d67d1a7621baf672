// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/historystore.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QTabBar;
class QTreeView;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class DiffPage;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class CompareModel;

/// Two runs of the history compared: their nodes side by side, and under them how the chosen one
/// differs. The older is A, the newer B.
class ComparePane final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePane(const Actions &actions, QWidget *parent = nullptr);

    void setRuns(const std::shared_ptr<const ComparedRuns> &runs);
    /// Goes to what differs first, in the order of execution.
    void goToFirst();
    /// Chooses a node's row where there is one.
    void select(const QString &node);
    QString selected() const;

signals:
    /// By the user.
    void nodeChosen(const QString &node);

private:
    /// What can be looked at of the chosen row: a heading and a text of lines with signs.
    struct Page
    {
        QString title;
        replay::Aspect aspect;
        std::string diff;
    };

    QLayout *makeHeader(const Actions &actions);
    void setUpTable();
    void showRow();
    void showPage();
    void addPages(const std::vector<replay::AspectDifference> &differences);
    void addSources();
    void showFirst();

    std::shared_ptr<const ComparedRuns> m_runs;
    std::vector<Page> m_shown;
    CompareModel *const m_model;     // child of this
    theme::Prose *const m_empty;     // child of this
    QWidget *const m_page;           // child of this
    QLabel *const m_title;           // child of m_page
    QPushButton *const m_first;      // child of m_page
    QTreeView *const m_table;        // child of m_page
    QTabBar *const m_tabs;           // child of m_page
    widgets::DiffPage *const m_diff; // child of m_page
    const Actions &m_actions;
    bool m_isChoosing = false;
};

} // namespace postern::ide
