// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace postern::ide {

class Actions;
class EditorPane;
class RunPane;
class Session;

/// The commands around a run: whether there can be one, what it uses, and whose code it may be.
class RunCommands final : public QObject
{
    Q_OBJECT

public:
    RunCommands(Session &session,
                const Actions &actions,
                RunPane *pane,
                EditorPane *editors,
                QWidget *window);

    /// Whether there can be a run, or something is open at all, is another.
    void refresh();

signals:
    /// A run was asked for: it has started, or its inputs have to be mended first.
    void asked(bool isStarted);
    /// The key of a run was pressed while there can't be one: that is to be said.
    void refused();

private:
    void run();
    void watchRunKey();
    void sayWhyNot();
    void chooseConnections();
    void reviewFolder();

    Session &m_session;
    const Actions &m_actions;
    RunPane *const m_pane;
    EditorPane *const m_editors;
    QWidget *const m_window;
};

} // namespace postern::ide
