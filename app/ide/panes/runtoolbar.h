// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolBar>

class QComboBox;
class QLabel;
class QToolButton;

namespace postern::ide {

class Actions;
class Session;

/// The toolbar: run and stop, what a run uses, and the field that opens the command palette.
class RunToolBar final : public QToolBar
{
    Q_OBJECT

public:
    RunToolBar(Session &session, const Actions &actions, QWidget *parent = nullptr);

    /// Fills the combos from the open flow.
    void showFlow();
    /// Icons without words: those are in tooltips and for screen readers.
    void setCompact(bool compact);
    QToolButton *commandField() const { return m_commands; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showSources();
    void showRunnable();
    void showStoppable();
    /// Restart, and what there is to do about a run that is held.
    void addDebugGroup();
    void showCombos();
    void buildCommandField();
    void fitToWidth();
    void showEngine();
    void chooseEngine(int index);
    QAction *addLabelled(const QString &text, QComboBox *combo);

    Session &m_session;
    const Actions &m_actions;
    QToolButton *const m_run;       // child of this
    QToolButton *const m_stop;      // child of this
    QComboBox *const m_rows;        // child of this
    QComboBox *const m_variants;    // child of this
    QComboBox *const m_engine;      // child of this
    QToolButton *const m_commands;  // child of this
    QList<QAction *> m_rowsActions; // the combo and its label
    QList<QAction *> m_variantActions;
    QList<QAction *> m_debugActions; // hidden where there is little room
    QAction *m_engineLabel = nullptr;
    QLabel *m_commandKey = nullptr; // child of m_commands
    bool m_isCompact = false;
};

} // namespace postern::ide
