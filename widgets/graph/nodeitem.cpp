// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/nodeitem.h"

#include "widgets/graph/words.h"
#include "widgets/theme/theme.h"

#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>

namespace postern::graph {

namespace {

QString inputsText(std::size_t count)
{
    return count == 1 ? Words::tr("1 input") : Words::tr("%1 inputs").arg(count);
}

QString outputsText(std::size_t count)
{
    return count == 1 ? Words::tr("1 output") : Words::tr("%1 outputs").arg(count);
}

/// "done"; of one that waits what for, when that is known: "blocked by start".
QString wordsOf(const NodeStatus &status)
{
    const bool isTold = status.state == run::NodeState::Queued
                        || status.state == run::NodeState::Paused;
    return status.moment == Moment::Now && isTold && !status.footer.isEmpty() ? status.footer
                                                                              : stateText(status);
}

} // namespace

FaceItem::FaceItem(NodeItem &node)
    : QGraphicsItem(&node)
    , m_node(node)
{
    setCacheMode(DeviceCoordinateCache);
    setAcceptedMouseButtons(Qt::NoButton);
}

QRectF FaceItem::boundingRect() const
{
    return m_node.boundingRect();
}

void FaceItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    m_node.paintFace(*painter);
}

NodeItem::NodeItem(GraphNode node)
    : m_face(new FaceItem(*this))
    , m_node(std::move(node))
    , m_nameWidth(nameWidth(m_node.name))
{
    setFlag(ItemIsSelectable);
    setFlag(ItemHasNoContents);
    setAcceptHoverEvents(true);
    setZValue(1);
    placeOutputs();
}

QRectF NodeItem::boundingRect() const
{
    return face().adjusted(-kNodeMargin, -kNodeMargin, kNodeMargin, kNodeMargin);
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    path.addRect(face());
    return path;
}

void NodeItem::paintFace(QPainter &painter) const
{
    const Detail detail = detailOf(painter);
    const NamePlace name = namePlace(painter.worldTransform().m11());
    graph::paintFace(painter, face(), m_node, m_status, m_marks, name, detail);
    if (!showsPorts(detail))
        return;
    if (m_node.isBox() && detail == Detail::Full
        && m_status.footer.isEmpty()) // else it says that there
        paintBoxLabels(painter, face(), m_node);
    paintPorts(painter, {0, 0}, m_inputs, m_status);
    paintPorts(painter, {0, 0}, m_outputs, m_status);
}

void NodeItem::paintLook(QPainter &painter) const
{
    const Detail detail = detailOf(painter);
    paintRings(painter, sceneFace(), m_status, m_look, detail);
    if (!showsPorts(detail) && !m_look.isHovered)
        return;
    // They stand on the rings; on a small face they show where a wire can begin.
    paintPorts(painter, pos(), m_inputs, m_status);
    paintPorts(painter, pos(), m_outputs, m_status);
}

void NodeItem::paintOverflow(QPainter &painter, const NamePlace &name) const
{
    const bool isFilled = detailOf(painter) == Detail::Block || !isHollow(m_status);
    graph::paintOverflow(painter,
                         sceneFace(),
                         m_node.name,
                         name,
                         isFilled ? kindColour(m_node.kind) : theme::current().bgNode,
                         isFilled ? QColor(Qt::white) : theme::current().text);
}

void NodeItem::paintNameInFull(QPainter &painter) const
{
    const double scale = painter.worldTransform().m11();
    const QColor ink = theme::current().text;
    painter.setOpacity(1);
    if (detailOf(painter) == Detail::Full)
        paintHeaderName(painter, sceneFace(), m_node.name, ink);
    else
        paintName(painter, sceneFace(), m_node.name, namePlace(scale), ink);
}

void NodeItem::updateLook()
{
    if (scene() == nullptr)
        return;
    // Of the views, not of this item, which would paint all of itself.
    for (const QGraphicsView *view : scene()->views()) {
        const auto shown = [view](const QRectF &rect) {
            return view->mapFromScene(rect).boundingRect();
        };
        constexpr int kPen = 3;
        const QRect outer = shown(mapRectToScene(boundingRect())).adjusted(-kPen, -kPen, kPen, kPen);
        const QRect inner = shown(sceneFace()).adjusted(kPen, kPen, -kPen, -kPen);
        view->viewport()->update(QRegion(outer) - QRegion(inner));
    }
}

void NodeItem::updateAround()
{
    if (scene() == nullptr)
        return;
    for (const QGraphicsView *view : scene()->views()) {
        const double scale = view->transform().m11();
        QRectF area = hasLook() ? mapRectToScene(boundingRect()) : QRectF();
        if (detailAt(scale) != Detail::Full) {
            if (const NamePlace name = namePlace(scale); name.overflows)
                area |= overflowRect(scale, sceneFace(), name);
        }
        constexpr int kPen = 3;
        if (!area.isNull())
            view->viewport()->update(
                view->mapFromScene(area).boundingRect().adjusted(-kPen, -kPen, kPen, kPen));
    }
}

void NodeItem::moveTo(const QPointF &place)
{
    updateAround();
    setPos(place);
    updateAround();
}

void NodeItem::setNode(const GraphNode &node)
{
    if (m_node == node)
        return;
    GraphNode named = m_node;
    named.subtitle = node.subtitle;
    if (named == node) { // a path or a type is being typed: its line alone is another
        m_node = node;
        return m_face->update(lineRect(kHeaderHeight));
    }
    prepareGeometryChange();
    m_face->resize();
    m_node = node;
    m_nameWidth = nameWidth(m_node.name);
    placeOutputs();
    m_face->update();
}

void NodeItem::setStatus(const NodeStatus &status)
{
    if (m_status == status)
        return;
    const bool isSameState = m_status.state == status.state && m_status.moment == status.moment;
    const bool isSameLine = m_status.detail == status.detail;
    const bool isSameFooter = m_status.footer == status.footer;
    m_status = status;
    if (!isSameState)
        return m_face->update();
    // A streamed answer tells ten times a second: its line alone is painted then.
    if (!isSameLine)
        m_face->update(lineRect(kHeaderHeight));
    if (!isSameFooter)
        m_face->update(lineRect(m_node.isBox() ? kHeaderHeight : kHeaderHeight + kBodyHeight));
}

QRectF NodeItem::lineRect(double top) const
{
    const QRectF below(0, kHeaderHeight, kNodeWidth, faceHeight(m_node) - kHeaderHeight);
    if (scene() != nullptr) {
        for (const QGraphicsView *view : scene()->views()) {
            if (detailAt(view->transform().m11()) == Detail::Compact)
                return below; // its one line is neither's
        }
    }
    return {0, top, kNodeWidth, kBodyHeight};
}

void NodeItem::setMarks(const NodeMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    m_face->update();
}

void NodeItem::setRoom(double room)
{
    if (m_room == room)
        return;
    m_room = room;
    m_face->update();
}

NamePlace NodeItem::namePlace(double scale) const
{
    return placeName(scale, m_nameWidth, m_status.state != run::NodeState::Idle, m_room);
}

void NodeItem::setFocusRing(bool visible)
{
    if (m_look.hasFocus == visible)
        return;
    m_look.hasFocus = visible;
    updateLook();
}

void NodeItem::setInputPorts(std::vector<PlacedPort> ports)
{
    for (std::size_t i = 0; i < ports.size(); ++i)
        ports[i].centre = {slot(i, ports.size()), 0};
    if (m_inputs == ports)
        return;
    m_inputs = std::move(ports);
    m_face->update();
}

QPointF NodeItem::outputAnchor(const QString &port) const
{
    for (const PlacedPort &placed : m_outputs) {
        if (placed.port.name == port)
            return pos() + placed.centre;
    }
    return pos() + QPointF(kNodeWidth / 2, faceHeight(m_node));
}

QPointF NodeItem::inputAnchor(std::size_t index) const
{
    return pos() + QPointF(slot(index, m_inputs.size()), 0);
}

const PlacedPort *NodeItem::portAt(const QPointF &point) const
{
    constexpr double kReach = 10;
    for (const auto *ports : {&m_inputs, &m_outputs}) {
        for (const PlacedPort &placed : *ports) {
            const QPointF offset = point - placed.centre;
            if (std::abs(offset.x()) <= kReach && std::abs(offset.y()) <= kReach)
                return &placed;
        }
    }
    return nullptr;
}

bool NodeItem::isAtBreakpoint(const QPointF &point) const
{
    // Left of the icon, so that a click on the header goes on choosing the node.
    const QRectF place(-kNodeMargin, 0, kNodeMargin + 6, kHeaderHeight);
    return !m_node.isBox() && place.contains(point);
}

QString NodeItem::accessibleName() const
{
    QStringList parts = {m_node.name, kindText(m_node.kind), wordsOf(m_status)};
    if (m_marks.difference != Difference::None) {
        parts.back() = differenceText(m_marks.difference);
        parts << m_marks.lines;
    }
    if (m_marks.breakpoint != Breakpoint::None)
        parts << breakpointText(m_marks.breakpoint);
    if (m_marks.isPinned)
        parts << Words::tr("output pinned");
    if (m_marks.problem != Problem::None)
        parts << (m_marks.problem == Problem::Error ? Words::tr("error") : Words::tr("warning"));
    // Those with a line; literals are settings of the node.
    std::size_t wired = 0;
    for (const PlacedPort &placed : m_inputs)
        wired += placed.isActivate ? 0 : static_cast<std::size_t>(placed.names.size());
    if (m_node.kind != NodeKind::Input)
        parts << inputsText(wired);
    if (m_node.kind != NodeKind::Output)
        parts << outputsText(m_node.outputs.size());
    return parts.join(QStringLiteral(", "));
}

QString NodeItem::toolTipAt(const QPointF &point) const
{
    if (const PlacedPort *placed = portAt(point)) {
        const QString names = placed->names.isEmpty() ? placed->port.name
                                                      : placed->names.join(QStringLiteral(", "));
        return QStringLiteral("%1 (%2)").arg(names, portTypeText(placed->port.type));
    }
    QStringList lines = {m_node.name};
    if (!m_node.subtitle.isEmpty())
        lines << m_node.subtitle;
    if (m_status.state != run::NodeState::Idle)
        lines << wordsOf(m_status);
    if (m_status.state == run::NodeState::Failed && !m_status.detail.isEmpty())
        lines << m_status.detail;
    if (m_marks.difference != Difference::None)
        lines << differenceText(m_marks.difference) << m_marks.lines;
    if (!m_marks.problemText.isEmpty())
        lines << m_marks.problemText;
    if (m_marks.isPinned)
        lines << Words::tr("Output pinned for this session");
    if (m_marks.isMuted)
        lines << Words::tr("Muted for this session");
    if (m_marks.breakpoint != Breakpoint::None)
        lines << Words::tr("Breakpoint of this session");
    if (!m_marks.breakpointText.isEmpty())
        lines << m_marks.breakpointText;
    return lines.join(u'\n');
}

double NodeItem::slot(std::size_t index, std::size_t count)
{
    const auto i = static_cast<double>(index);
    const auto n = static_cast<double>(count);
    return kNodeWidth * (count <= 2 ? (i + 1) / (n + 1) : (i + 0.5) / n);
}

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged) {
        m_look.isSelected = value.toBool();
        updateLook();
    }
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent *)
{
    m_look.isHovered = true;
    updateLook();
}

void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    m_look.isHovered = false;
    updateLook();
}

void NodeItem::placeOutputs()
{
    m_outputs.clear();
    const std::size_t count = m_node.outputs.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double x = kNodeWidth * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        m_outputs.push_back({m_node.outputs[i], {x, faceHeight(m_node)}, false, {}});
    }
}

} // namespace postern::graph
