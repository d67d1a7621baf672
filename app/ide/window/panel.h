// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/mode.h"

#include <QSize>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QAction;
class QWidget;

namespace postern::ide {

/// Where a panel stands in a mode until the user moves it.
struct PanelPlace
{
    enum class Side { Left, Right, Bottom };

    Mode mode = Mode::Author;
    Side side = Side::Right;
    int group = 0; ///< panels of one group share a place as tabs; at the left groups stand one
                   ///< below the other, elsewhere side by side
    QSize size;    ///< that it wants, with text of the usual size
    std::optional<Side> sideWhenNarrow{}; ///< where there is no room for all; nothing: the same
    bool isClosed = false;
    bool isBelow = false; ///< at the right: under those that aren't
};

/// The command that brings a panel up and gives it the keyboard.
struct PanelCommand
{
    const char *name; ///< its id
    const char *text; ///< QT_TRANSLATE_NOOP("Actions", ...)
    const char *key;
};

/// A part of the window that the user can move, close and bring back. To add one is to add one of
/// these to panelList(): its dock, title, place in each mode, line in the View menu,
/// command with its key, and turn when regions are walked follow from it.
struct Panel
{
    QString id; ///< its dock's name, by which its place is kept
    QString title;
    QWidget *content = nullptr;     ///< goes to the dock
    std::vector<PanelPlace> places; ///< at most one in a mode; without one the mode doesn't have it
    bool hasOwnTitle = false;       ///< tabs within it say what it is
    bool isInMenu = true;           ///< else another command shows and hides it
    bool goesWithCentre = false;    ///< isn't shown where the text of the flow is shown alone
    std::optional<PanelCommand> command{};
    std::vector<QAction *> titleActions{}; ///< as buttons beside the name
    std::function<void()> takeFocus{};     ///< null: the first that takes it in the content
    std::function<bool()> isAvailable{};   ///< asked while a flow is open; null: always
};

} // namespace postern::ide
