// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/gesture.h"

#include <QPoint>

#include <functional>
#include <memory>

class QKeyEvent;
class QMouseEvent;

namespace postern::graph {

class GraphView;

/// What is done on the canvas with the left button: at most one gesture at a time. Each begins
/// once the mouse has moved as far as a drag does; until then it may be a click.
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

private:
    using Begin = std::function<std::unique_ptr<Gesture>()>;

    Pointer pointer(const QMouseEvent &event) const;

    GraphView &m_view;
    QPoint m_pressed;
    Begin m_begin; ///< what a drag from there will be
    std::unique_ptr<Gesture> m_gesture;
};

} // namespace postern::graph
