// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <Qt>

namespace postern::graph {

/// Where the mouse is on the canvas.
struct Pointer
{
    QPointF scene;
    Qt::KeyboardModifiers modifiers;
};

/// What is being done with the mouse, from its first move until the button is let go.
class Gesture
{
public:
    Gesture() = default;
    virtual ~Gesture() = default;
    Gesture(const Gesture &) = delete;
    Gesture &operator=(const Gesture &) = delete;

    virtual void moveTo(const Pointer &pointer) = 0;
    virtual void finish(const Pointer &pointer) = 0;
    /// Leaves everything as it was before.
    virtual void cancel() = 0;
};

} // namespace postern::graph
