// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/commands/commandpalette.h"
#include "engine/flow/crossreferences.h"

#include <QObject>

#include <vector>

class QWidget;

namespace postern::ide {

class Actions;
class Document;
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
    /// Its definition is to be gone to.
    void symbolChosen(const postern::flow::Symbol &symbol);

private:
    void connectAppearance();
    void showPalette(CommandPalette *palette);
    void showCommands();
    void showPlaces();
    /// All that the flow has a name for.
    std::vector<PaletteEntry> namedPlaces(const Document &document);
    void showSettings();

    Session &m_session;
    const Actions &m_actions;
    QWidget *const m_window;
    QWidget *const m_anchor;
    BackgroundTask m_listing;
};

} // namespace postern::ide
