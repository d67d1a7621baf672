// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/connection.h"
#include "widgets/graph/edgescroll.h"
#include "widgets/graph/gesture.h"

#include <QPoint>
#include <QString>

#include <functional>
#include <memory>

class QKeyEvent;
class QMouseEvent;

namespace postern::graph {

class GraphView;
class WireGesture;

/// What is done on the canvas with the left button: at most one gesture at a time. Each begins
/// once the mouse has moved as far as a drag does; until then it may be a click. A wire begins with a
/// click, too, and ends with the next.
class CanvasGestures final
{
public:
    explicit CanvasGestures(GraphView &view);
    ~CanvasGestures();

    /// These say whether the event was taken; else it is the view's.
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool key(const QKeyEvent &event);
    /// Leaves all as it was before the gesture, as when the view is given another flow.
    void cancel();

    void beginWire(const WireStart &start);
    /// More is known by now of what the wire may end at.
    void renewWire();
    void endWire();
    void endWireAt(const QString &id, const QString &port);
    const WireGesture *wire() const { return m_wire.get(); }

private:
    using Begin = std::function<std::unique_ptr<Gesture>()>;
    Pointer pointer(const QMouseEvent &event) const;
    /// The port that a wire would begin at there; of no node: none.
    WireStart startAt(const QPoint &at) const;
    /// What is moved, or drawn, goes on with what comes into sight.
    void scrolled();
    void showCursor(const QPoint &at);
    bool wireKey(const QKeyEvent &event);
    void finishWire(const Pointer &pointer);
    void connectHeld();

    GraphView &m_view;
    QPoint m_pressed;
    WireStart m_pressedPort;
    Begin m_begin; ///< what a drag from there will be
    std::unique_ptr<Gesture> m_gesture;
    std::unique_ptr<WireGesture> m_wire;
    bool m_isOverPort = false;
    EdgeScroll m_scroll;
    Pointer m_last; ///< of the gesture's moves
};

} // namespace postern::graph
