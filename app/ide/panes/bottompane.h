// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/problemmodel.h"

#include <QWidget>

class QTabWidget;
class QTreeView;

namespace postern::widgets {
class RunLog;
} // namespace postern::widgets

namespace postern::ide {

class Session;

/// The problems of the flow, the log of the runs and the hosts they contacted, below everything
/// else.
class BottomPane final : public QWidget
{
    Q_OBJECT

public:
    explicit BottomPane(Session &session, QWidget *parent = nullptr);

    const widgets::ProblemModel &problems() const { return *m_problems; }
    void showProblems();
    /// What is wrong in open files, beside what is wrong with the flow and the latest run.
    void setSourceProblems(const std::vector<flow::Diagnostic> &problems);
    /// Shows what another one showed that had other words.
    void takeOver(const BottomPane &old);
    /// Brings the problems, or the run's log, to the front.
    void raiseProblems();
    void raiseLog();
    void raiseEgress();
    /// Selects the problem `step` rows on, around the ends, and goes to it.
    void stepProblem(int step);
    /// The one that is chosen in the list while that has the keyboard; null otherwise.
    const flow::Diagnostic *chosenProblem() const;
    /// All problems as text, a line each, to the clipboard.
    void copyProblems();
    /// The egress ledger as a table of text, to the clipboard.
    void copyEgress();

signals:
    void problemChosen(const postern::flow::Diagnostic &problem);

private:
    void showEgress();

    Session &m_session;
    std::vector<flow::Diagnostic> m_sourceProblems;
    QTabWidget *const m_tabs;                // child of this
    widgets::ProblemModel *const m_problems; // child of this
    QTreeView *const m_table;                // child of this
    QTreeView *const m_egress;               // child of this
    widgets::RunLog *const m_log;            // child of this
};

} // namespace postern::ide
