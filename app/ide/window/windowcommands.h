// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/commandpalette.h"

#include <QObject>

class QWidget;

namespace postern::ide {

class Actions;
class Session;

/// The commands that belong to the program rather than to what is open: the palettes, settings,
/// theme and language, and what is said about the program.
class WindowCommands final : public QObject
{
    Q_OBJECT

public:
    /// Palettes drop down from the right end of `anchor`.
    WindowCommands(Session &session, const Actions &actions, QWidget *window, QWidget *anchor);

signals:
    void languageChosen(const QString &language);
    void themeChosen(const QString &theme);
    void textScaleChosen(int percent);
    void fileChosen(const QString &path);
    void nodeChosen(const QString &id);

private:
    void connectAppearance();
    void showPalette(CommandPalette *palette);
    void showCommands();
    void showPlaces();
    void showSettings();

    Session &m_session;
    const Actions &m_actions;
    QWidget *const m_window;
    QWidget *const m_anchor;
};

} // namespace postern::ide
