// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/window/focusregions.h"

#include <QObject>

#include <vector>

class QMainWindow;
class QStackedWidget;

namespace postern::ide {

class Actions;
class EditorPane;
class Session;
class WorkArea;

/// Where the keyboard goes in a window: through its regions in the order in which they are read,
/// and to what the window is about when what had it has gone.
class WindowFocus final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget *toolBar;
        QWidget *modeBar;
        QStackedWidget *centre;
        QWidget *canvas;
        QWidget *strips;
        EditorPane *editors;
        QWidget *status;
    };

    WindowFocus(Session &session,
                const Actions &actions,
                const WorkArea &area,
                Parts parts,
                QMainWindow *window);

    /// Gives it to what the window is about: the canvas, or the welcome page's first button.
    void giveToCentre();
    /// What had the focus has gone or can't be used any more.
    void giveAfter(const QWidget *gone);

private:
    std::vector<FocusRegion> regions() const;
    void onLost();

    Session &m_session;
    const WorkArea &m_area;
    const Parts m_parts;
    QMainWindow *const m_window;
};

} // namespace postern::ide
