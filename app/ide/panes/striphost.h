// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QDockWidget;
class QMainWindow;
class QScrollArea;

namespace postern::ide {

class StripArea;

/// Gives the strips their place: atop the region at the right, where nothing but that region makes
/// room for them, or over the upper edge of the centre when no panel stands at the right. The centre
/// never moves for them. When they are many for the window they are scrolled, so that what they are
/// about is still to be seen below them.
class StripHost final : public QObject
{
    Q_OBJECT

public:
    StripHost(QMainWindow *window, StripArea *strips);

    /// The dock they lie in, above the panels at the right.
    QDockWidget *dock() const { return m_dock; }
    /// Shows what is needed where there is room for it: over the centre, so far below its upper
    /// edge, when nothing stands at the right.
    void place(bool hasRight, int below);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    /// As high as the strips, up to what the window has for them.
    void fitRoom();

    QMainWindow *const m_window;
    StripArea *const m_strips; // of m_room
    QScrollArea *const m_room; // of m_dock, or child of m_window
    QDockWidget *const m_dock; // child of m_window
    bool m_isDocked = true;
    int m_below = 0;
};

} // namespace postern::ide
