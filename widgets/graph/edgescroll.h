// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPoint>
#include <QTimer>

#include <functional>

namespace postern::graph {

class GraphView;

/// Scrolls a canvas as long as the mouse drags something at its side, or beyond.
class EdgeScroll final
{
public:
    /// `scrolled` is told after each step.
    EdgeScroll(GraphView &view, std::function<void()> scrolled);

    /// The mouse is there, on the screen.
    void follow(const QPoint &mouse);
    void stop() { m_timer.stop(); }
    bool isActive() const { return m_timer.isActive(); }
    const QPoint &mouse() const { return m_mouse; }

private:
    /// Pixels of the screen, for each step.
    QPoint step() const;
    void scroll();

    GraphView &m_view;
    const std::function<void()> m_scrolled;
    QTimer m_timer;
    QPoint m_mouse;
};

} // namespace postern::graph
