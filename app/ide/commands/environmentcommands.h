// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace postern::ide {

class Actions;
class Session;

/// The commands around the flow's Python: what they ask before they do it, and when they can be
/// used.
class EnvironmentCommands final : public QObject
{
    Q_OBJECT

public:
    EnvironmentCommands(Session &session, const Actions &actions, QWidget *window);

signals:
    /// Something could not be done; one sentence each.
    void failed(const QString &what, const QString &hint);

private:
    bool mayReplace();
    void create();
    void createFromWheels();
    void chooseInterpreter();
    void refresh();

    Session &m_session;
    const Actions &m_actions;
    QWidget *const m_window;
};

} // namespace postern::ide
