// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <Qt>

#include <functional>

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
    /// Returns what is to be told of it once it is gone: whoever hears that may change the flow. May
    /// be empty.
    [[nodiscard]] virtual std::function<void()> finish(const Pointer &pointer) = 0;
    /// Leaves everything as it was before.
    virtual void cancel() = 0;
};

} // namespace postern::graph
