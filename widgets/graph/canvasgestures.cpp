// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/canvasgestures.h"

#include "widgets/graph/arrangement.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/movegesture.h"
#include "widgets/graph/nodeitem.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace postern::graph {

namespace {

/// What an arrow moves by, with Shift a longer way.
QPointF stepOf(const QKeyEvent &event)
{
    constexpr int kLeap = 5;
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? kLeap * kGrid : kGrid;
    switch (event.key()) {
    case Qt::Key_Left:
        return {-step, 0};
    case Qt::Key_Right:
        return {step, 0};
    case Qt::Key_Up:
        return {0, -step};
    case Qt::Key_Down:
        return {0, step};
    default:
        return {};
    }
}

} // namespace

CanvasGestures::CanvasGestures(GraphView &view)
    : m_view(view)
{}

CanvasGestures::~CanvasGestures() = default;

Pointer CanvasGestures::pointer(const QMouseEvent &event) const
{
    return {m_view.mapToScene(event.position().toPoint()), event.modifiers()};
}

bool CanvasGestures::press(const QMouseEvent &event)
{
    m_begin = {};
    m_pressed = event.position().toPoint();
    const QPointF at = m_view.mapToScene(m_pressed);
    const QGraphicsItem *const item = m_view.itemAt(m_pressed);
    if (const auto *node = qgraphicsitem_cast<const NodeItem *>(item))
        m_begin = [this, id = node->id(), at] {
            return std::make_unique<MoveGesture>(m_view, id, at);
        };
    return false;
}

bool CanvasGestures::move(const QMouseEvent &event)
{
    if (m_gesture == nullptr) {
        const QPoint moved = event.position().toPoint() - m_pressed;
        if (!m_begin || !event.buttons().testFlag(Qt::LeftButton)
            || moved.manhattanLength() < QApplication::startDragDistance())
            return false;
        m_gesture = m_begin();
    }
    m_gesture->moveTo(pointer(event));
    return true;
}

bool CanvasGestures::release(const QMouseEvent &event)
{
    m_begin = {};
    if (m_gesture == nullptr)
        return false;
    const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
    gesture->finish(pointer(event));
    return false; // the item that was pressed waits for it
}

bool CanvasGestures::key(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape && (m_gesture || m_begin)) {
        cancel();
        return true;
    }
    if (const QPointF step = stepOf(event);
        event.modifiers().testFlag(Qt::AltModifier) && !step.isNull()) {
        if (m_gesture == nullptr)
            nudge(m_view, step);
        return true;
    }
    return false;
}

void CanvasGestures::cancel()
{
    m_begin = {};
    if (const std::unique_ptr<Gesture> gesture = std::move(m_gesture))
        gesture->cancel();
}

} // namespace postern::graph
