// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/canvasgestures.h"

#include "widgets/graph/arrangement.h"
#include "widgets/graph/bandgesture.h"
#include "widgets/graph/frameitem.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/movegesture.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/wiregesture.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

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
    , m_scroll(view, [this] { scrolled(); })
{}

CanvasGestures::~CanvasGestures() = default;

Pointer CanvasGestures::pointer(const QMouseEvent &event) const
{
    return {m_view.mapToScene(event.position().toPoint()), event.modifiers()};
}

WireStart CanvasGestures::startAt(const QPoint &at) const
{
    if (!m_view.isEditable())
        return {};
    const QPointF point = m_view.mapToScene(at);
    // At a small zoom a few pixels of the screen are more than a port's own reach.
    const double reach = std::max(10.0, 7 / m_view.transform().m11());
    const QRectF around(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    for (const QGraphicsItem *item : m_view.graphScene()->items(around)) {
        const auto *node = qgraphicsitem_cast<const NodeItem *>(item);
        if (node == nullptr)
            continue;
        // Of a face only a strip is the ports', so that the rest still moves it.
        const double below = point.y() - node->sceneFace().bottom();
        const double above = node->sceneFace().top() - point.y();
        for (const PlacedPort &port : node->outputPorts()) {
            if (around.contains(node->pos() + port.centre))
                return below > -reach ? WireStart{node->id(), port.port.name} : WireStart();
        }
        for (const PlacedPort &port : node->inputPorts()) {
            if (!port.isActivate && above > -reach / 2 && around.contains(node->pos() + port.centre))
                return {node->id(), port.names.front(), WireStart::Kind::Input};
        }
    }
    return {};
}

void CanvasGestures::scrolled()
{
    m_last.scene = m_view.mapToScene(m_view.viewport()->mapFromGlobal(m_scroll.mouse()));
    if (m_wire)
        m_wire->moveTo(m_last);
    else if (m_gesture)
        m_gesture->moveTo(m_last);
}

void CanvasGestures::showCursor(const QPoint &at)
{
    const bool isOverPort = !startAt(at).node.isEmpty();
    if (isOverPort == m_isOverPort)
        return;
    m_isOverPort = isOverPort;
    if (isOverPort)
        m_view.viewport()->setCursor(Qt::CrossCursor);
    else
        m_view.viewport()->unsetCursor();
}

bool CanvasGestures::press(const QMouseEvent &event)
{
    m_begin = {};
    m_pressedPort = {};
    m_pressed = event.position().toPoint();
    if (m_wire) {
        if (m_wire->isLeft())
            endWire();
        return true;
    }
    m_pressedPort = startAt(m_pressed);
    if (!m_pressedPort.node.isEmpty())
        return true;
    const QPointF at = m_view.mapToScene(m_pressed);
    const QGraphicsItem *const item = m_view.itemAt(m_pressed);
    const bool hasShift = event.modifiers().testFlag(Qt::ShiftModifier);
    if (const auto *node = qgraphicsitem_cast<const NodeItem *>(item)) {
        if (hasShift) {
            m_view.selectAlso(m_view.graphScene()->reached(node->id(), false));
            return true;
        }
        m_begin = [this, id = node->id(), at] {
            return std::make_unique<MoveGesture>(m_view, id, at);
        };
        return false;
    }
    if (const auto *frame = qgraphicsitem_cast<const FrameItem *>(item)) {
        m_view.selectNodes(frame->frame().nodes); // they are moved together
        const QStringList nodes = m_view.selectedNodes();
        m_begin = [this, first = nodes.value(0), at] {
            return std::make_unique<MoveGesture>(m_view, first, at);
        };
        return true;
    }
    if (event.modifiers().testFlag(Qt::AltModifier)) {
        if (m_view.isEditable())
            m_begin = [this, at] { return std::make_unique<SliceGesture>(m_view, at); };
        return true;
    }
    const bool adds = hasShift || event.modifiers().testFlag(Qt::ControlModifier);
    if (item == nullptr)
        m_begin = [this, at, adds] { return std::make_unique<BandGesture>(m_view, at, adds); };
    return item == nullptr && adds; // else the scene forgets what was selected
}

bool CanvasGestures::move(const QMouseEvent &event)
{
    const QPoint at = event.position().toPoint();
    const bool isHeld = event.buttons().testFlag(Qt::LeftButton);
    m_last = pointer(event);
    if (m_wire) {
        m_wire->moveTo(m_last);
    } else if (m_gesture == nullptr) {
        const bool isDrag = isHeld
                            && (at - m_pressed).manhattanLength()
                                   >= QApplication::startDragDistance();
        if (isDrag && !m_pressedPort.node.isEmpty()) {
            beginWire(m_pressedPort);
            if (m_wire)
                m_wire->moveTo(m_last);
        } else if (isDrag && m_begin) {
            m_gesture = m_begin();
            m_gesture->moveTo(m_last);
        } else {
            showCursor(at);
            return false;
        }
    } else {
        m_gesture->moveTo(m_last);
    }
    if (isHeld)
        m_scroll.follow(event.globalPosition().toPoint());
    return true;
}

bool CanvasGestures::release(const QMouseEvent &event)
{
    m_begin = {};
    m_scroll.stop();
    const WireStart start = std::exchange(m_pressedPort, {});
    if (m_wire) {
        finishWire(pointer(event));
        return true;
    }
    if (!start.node.isEmpty()) {
        beginWire(start);
        if (m_wire)
            m_wire->moveTo(pointer(event));
        return true;
    }
    if (m_gesture == nullptr)
        return false;
    std::unique_ptr<Gesture> gesture = std::move(m_gesture);
    const auto tell = gesture->finish(pointer(event));
    gesture.reset();
    if (tell)
        tell();
    return false; // the item that was pressed waits for it
}

void CanvasGestures::finishWire(const Pointer &pointer)
{
    const auto tell = m_wire->finish(pointer);
    if (!m_wire->isLeft())
        endWire();
    if (tell)
        tell();
}

void CanvasGestures::beginWire(const WireStart &start)
{
    WireStart kept = start; // may be this object's own, and is forgotten by cancel()
    cancel();
    const NodeItem *const node = m_view.graphScene()->node(kept.node);
    if (node == nullptr || !m_view.isEditable())
        return;
    const bool isKnown = kept.isBackward()
                             ? node->node().kind != NodeKind::Input
                             : std::ranges::any_of(node->outputPorts(), [&](const auto &placed) {
                                   return placed.port.name == kept.port;
                               });
    if (!isKnown)
        return;
    m_view.select(kept.node);
    m_wire = std::make_unique<WireGesture>(m_view, std::move(kept));
    emit m_view.wiringChanged();
}

void CanvasGestures::renewWire()
{
    if (m_wire)
        m_wire->renew();
}

void CanvasGestures::endWire()
{
    if (!m_wire)
        return;
    m_wire.reset();
    emit m_view.wiringChanged();
}

void CanvasGestures::endWireAt(const QString &id, const QString &port)
{
    if (m_wire && m_wire->holdAt(id, port))
        connectHeld();
}

void CanvasGestures::connectHeld()
{
    const auto tell = m_wire->connectHeld();
    endWire();
    if (tell)
        tell();
}

bool CanvasGestures::wireKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Escape:
        endWire();
        return true;
    case Qt::Key_Right:
    case Qt::Key_Down:
        m_wire->step(true);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Up:
        m_wire->step(false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        connectHeld();
        return true;
    default:
        return false;
    }
}

bool CanvasGestures::key(const QKeyEvent &event)
{
    if (m_wire && !m_wire->isLeft() && wireKey(event))
        return true;
    if (event.key() == Qt::Key_Escape && (m_wire || m_gesture || m_begin)) {
        cancel();
        return true;
    }
    if (event.key() == Qt::Key_Delete && event.modifiers() == Qt::NoModifier) {
        m_view.unwireSelected();
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
    m_scroll.stop();
    endWire();
    m_begin = {};
    m_pressedPort = {};
    if (const std::unique_ptr<Gesture> gesture = std::move(m_gesture); gesture)
        gesture->cancel();
}

} // namespace postern::graph
