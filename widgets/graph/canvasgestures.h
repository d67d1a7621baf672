// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

    void beginWire(QString id, QString port);
    void endWire();
    void endWireAt(const QString &id, const QString &port);
    const WireGesture *wire() const { return m_wire.get(); }

private:
    using Begin = std::function<std::unique_ptr<Gesture>()>;
    struct Output
    {
        QString node;
        QString port;
    };

    Pointer pointer(const QMouseEvent &event) const;
    /// The output whose port is there; of no node: none.
    Output outputAt(const QPoint &at) const;
    void showCursor(const QPoint &at);
    bool wireKey(const QKeyEvent &event);
    void finishWire(const Pointer &pointer);
    void connectHeld();

    GraphView &m_view;
    QPoint m_pressed;
    Output m_pressedOutput;
    Begin m_begin; ///< what a drag from there will be
    std::unique_ptr<Gesture> m_gesture;
    std::unique_ptr<WireGesture> m_wire;
    bool m_isOverPort = false;
};

} // namespace postern::graph
