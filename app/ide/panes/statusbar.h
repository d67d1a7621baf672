// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStatusBar>

class QToolButton;

namespace postern::ide {

class Actions;
class Buffer;
class Session;

/// The line at the window's foot: trust, problems and engine at the left; the latest run at the
/// right.
class StatusBar final : public QStatusBar
{
    Q_OBJECT

public:
    StatusBar(Session &session, const Actions &actions, QWidget *parent = nullptr);

    void refresh();
    void showCaret(int line, int column);
    /// What is being wired on the canvas, in place of the latest run; empty: nothing.
    void showWiring(const QString &what);
    /// What kind of file the editor in use shows, and how its lines end.
    void showFile(const Buffer *buffer);
    /// In a small window only what a run needs keeps its words.
    void setCompact(bool compact);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

signals:
    void problemsClicked();
    void runClicked();
    void branchClicked();

private:
    void showBranch();
    void showTrust();
    void showProblems();
    void showEngine();
    void showPython();
    void showRun();
    void showEgress();
    int neededWidth() const;
    /// All words that there is room for.
    void fitToWidth();
    /// Where the words are too long for the bar, those that can be missed go behind their icons.
    void yieldWords();

    Session &m_session;
    bool m_isCompact = false;
    QString m_wiring;
    QToolButton *const m_branch;   // child of this
    QToolButton *const m_trust;    // child of this
    QToolButton *const m_errors;   // child of this
    QToolButton *const m_warnings; // child of this
    QToolButton *const m_engine;   // child of this
    QToolButton *const m_python;   // child of this
    QToolButton *const m_run;      // child of this
    QToolButton *const m_caret;    // child of this
    QToolButton *const m_file;     // child of this
    QToolButton *const m_egress;   // child of this
};

} // namespace postern::ide
