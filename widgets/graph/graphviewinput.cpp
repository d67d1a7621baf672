// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What GraphView does with mouse and keyboard.

#include "widgets/graph/canvasgestures.h"
#include "widgets/graph/edgeitem.h"
#include "widgets/graph/frameitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <QContextMenuEvent>
#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace postern::graph {

namespace {

/// The nearest in x of those the lines lead to (or come from).
NodeItem *neighbour(const GraphScene &scene, const NodeItem &from, bool downwards)
{
    NodeItem *best = nullptr;
    for (const GraphEdge &edge : scene.model().edges) {
        if ((downwards ? edge.from : edge.to) != from.id())
            continue;
        NodeItem *other = scene.node(downwards ? edge.to : edge.from);
        if (other != nullptr
            && (best == nullptr || std::abs(other->x() - from.x()) < std::abs(best->x() - from.x())))
            best = other;
    }
    return best;
}

/// The nearest one beside it; rows count more than columns.
NodeItem *beside(const GraphScene &scene, const NodeItem &from, bool toTheRight)
{
    NodeItem *best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    const QPointF centre = from.sceneFace().center();
    for (NodeItem *other : scene.nodeItems()) {
        const QPointF offset = other->sceneFace().center() - centre;
        if (other == &from || (toTheRight ? offset.x() <= 1 : offset.x() >= -1))
            continue;
        const double distance = std::abs(offset.x()) + 4 * std::abs(offset.y());
        if (distance < least) {
            least = distance;
            best = other;
        }
    }
    return best;
}

} // namespace

void GraphView::walk(int key, bool extend)
{
    m_isUsedByKeyboard = true;
    const auto items = m_scene->nodeItems();
    if (items.empty())
        return;
    const NodeItem *from = m_scene->node(m_current);
    NodeItem *to = nullptr;
    if (from == nullptr)
        to = items.front();
    else if (key == Qt::Key_Down || key == Qt::Key_Up)
        to = neighbour(*m_scene, *from, key == Qt::Key_Down);
    else
        to = beside(*m_scene, *from, key == Qt::Key_Right);
    if (to == nullptr) {
        updateFocusRing();
        return;
    }
    if (extend) {
        to->setSelected(true);
        setCurrent(to->id());
    } else {
        select(to->id());
    }
    ensureNodeVisible(to->id());
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    if (m_gestures->key(*event))
        return;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        walk(event->key(), event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!control && !m_current.isEmpty()) {
            emit nodeActivated(m_current);
            return;
        }
        break;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_isSpaceHeld = true;
            m_hasPannedBySpace = false;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    case Qt::Key_0:
        if (control)
            return actualSize();
        break;
    case Qt::Key_1:
        if (control)
            return fit();
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (control)
            return zoomIn();
        break;
    case Qt::Key_Minus:
        if (control)
            return zoomOut();
        break;
    default:
        break;
    }
    event->ignore(); // not to the base class, which would scroll: the window may know the key
}

void GraphView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space) {
        QGraphicsView::keyReleaseEvent(event);
        return;
    }
    if (event->isAutoRepeat() || !m_isSpaceHeld)
        return;
    m_isSpaceHeld = false;
    viewport()->unsetCursor();
    if (m_hasPannedBySpace)
        return;
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const bool isOver = viewport()->rect().contains(mouse);
    emit emptyAreaActivated(mapToScene(isOver ? mouse : viewport()->rect().center()), isOver);
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    m_isUsedByKeyboard = false;
    if (event->button() == Qt::MiddleButton && event->modifiers().testFlag(Qt::ShiftModifier)) {
        if (const auto *node = qgraphicsitem_cast<const NodeItem *>(
                itemAt(event->position().toPoint())))
            return selectAlso(m_scene->related(node->id()));
    }
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier
        && !m_isSpaceHeld) {
        if (const NodeItem *const node = breakpointAt(event->position().toPoint())) {
            event->accept();
            emit breakpointToggled(node->id());
            return;
        }
    }
    const bool pans = event->button() == Qt::MiddleButton
                      || (event->button() == Qt::LeftButton && m_isSpaceHeld);
    if (!pans) {
        if (event->button() == Qt::LeftButton && !m_gestures->press(*event))
            QGraphicsView::mousePressEvent(event);
        updateFocusRing();
        return;
    }
    m_isPanning = true;
    m_hasPannedBySpace = m_isSpaceHeld;
    m_followsContent = false;
    m_panFrom = event->position().toPoint();
    viewport()->setCursor(Qt::ClosedHandCursor);
}

const NodeItem *GraphView::breakpointAt(const QPoint &point) const
{
    if (wire() != nullptr || !showsPorts(detailAt(transform().m11())))
        return nullptr;
    const QPointF at = mapToScene(point);
    for (const NodeItem *node : m_scene->nodeItems()) {
        if (node->isAtBreakpoint(node->mapFromScene(at)))
            return node;
    }
    return nullptr;
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPanning) {
        if (!m_gestures->move(*event))
            QGraphicsView::mouseMoveEvent(event);
        return;
    }
    const QPoint moved = event->position().toPoint() - m_panFrom;
    m_panFrom = event->position().toPoint();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_isPanning) {
        if (event->button() != Qt::LeftButton || !m_gestures->release(*event))
            QGraphicsView::mouseReleaseEvent(event);
        return;
    }
    m_isPanning = false;
    if (m_isSpaceHeld)
        viewport()->setCursor(Qt::OpenHandCursor);
    else
        viewport()->unsetCursor();
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QGraphicsItem *item = itemAt(event->position().toPoint());
    if (const auto *node = qgraphicsitem_cast<const NodeItem *>(item))
        emit nodeActivated(node->id());
    else if (const auto *frame = qgraphicsitem_cast<const FrameItem *>(item))
        emit frameActivated(frame->frame());
    else if (item == nullptr)
        emit emptyAreaActivated(mapToScene(event->position().toPoint()), true);
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    const int turned = event->angleDelta().y();
    if (turned == 0) {
        QGraphicsView::wheelEvent(event); // sideways
        return;
    }
    m_followsContent = false;
    constexpr double kNotch = 120;
    zoomTo(transform().m11() * std::pow(1.15, turned / kNotch), event->position().toPoint());
    event->accept();
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const NodeItem *const current = m_scene->node(m_current);
        const QPoint at = current ? mapFromScene(current->sceneFace().center())
                                  : viewport()->rect().center();
        emit contextMenuRequested(current ? m_current : QString(), viewport()->mapToGlobal(at));
        return;
    }
    QGraphicsItem *const item = itemAt(event->pos());
    if (auto *edge = qgraphicsitem_cast<EdgeItem *>(item)) {
        if (!edge->isSelected())
            m_scene->clearSelection();
        edge->setSelected(true); // what the menu does is done to it
        emit edgeMenuRequested(edge->edge(), event->globalPos());
        return;
    }
    const auto *node = qgraphicsitem_cast<const NodeItem *>(item);
    if (node && event->modifiers().testFlag(Qt::ShiftModifier))
        return selectAlso(m_scene->reached(node->id(), true));
    if (node && !node->isSelected())
        select(node->id());
    emit contextMenuRequested(node ? node->id() : QString(), event->globalPos());
}

// A widget paints all of itself when the focus comes or goes. Here the ring alone tells of it, and
// that is painted in the viewport.
void GraphView::focusInEvent(QFocusEvent *event)
{
    setAttribute(Qt::WA_UpdatesDisabled, true);
    QGraphicsView::focusInEvent(event);
    setAttribute(Qt::WA_UpdatesDisabled, false);
    const auto reason = event->reason();
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason)
        m_isUsedByKeyboard = true;
    updateFocusRing();
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    setAttribute(Qt::WA_UpdatesDisabled, true);
    QGraphicsView::focusOutEvent(event);
    setAttribute(Qt::WA_UpdatesDisabled, false);
    m_isSpaceHeld = false;
    updateFocusRing();
}

} // namespace postern::graph
