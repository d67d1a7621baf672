// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/nodeitem.h"

#include "widgets/graph/words.h"

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
    return status.state == run::NodeState::Queued && !status.footer.isEmpty()
               ? status.footer
               : stateText(status.state);
}

} // namespace

NodeItem::NodeItem(GraphNode node)
    : m_node(std::move(node))
{
    setFlag(ItemIsSelectable);
    setAcceptHoverEvents(true);
    setCacheMode(DeviceCoordinateCache);
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

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Detail detail = detailOf(*painter);
    paintFace(*painter, face(), m_node, m_status, m_marks, m_look, detail);
    if (detail == Detail::Block)
        return;
    if (detail == Detail::Full && m_node.isBox())
        paintBoxLabels(*painter, face(), m_node);
    if (detail == Detail::Full) {
        paintPorts(*painter, {0, 0}, m_inputs, m_status);
        paintPorts(*painter, {0, 0}, m_outputs, m_status);
    }
}

void NodeItem::setNode(const GraphNode &node)
{
    if (m_node == node)
        return;
    prepareGeometryChange();
    m_node = node;
    placeOutputs();
    update();
}

void NodeItem::setStatus(const NodeStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    update();
}

void NodeItem::setMarks(const NodeMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    update();
}

void NodeItem::setFocusRing(bool visible)
{
    if (m_look.hasFocus == visible)
        return;
    m_look.hasFocus = visible;
    update();
}

void NodeItem::setInputPorts(std::vector<PlacedPort> ports)
{
    m_inputs = std::move(ports);
    for (std::size_t i = 0; i < m_inputs.size(); ++i)
        m_inputs[i].centre = {slot(i, m_inputs.size()), 0};
    update();
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

QString NodeItem::accessibleName() const
{
    QStringList parts = {m_node.name, kindText(m_node.kind), wordsOf(m_status)};
    if (m_marks.breakpoint != Breakpoint::None)
        parts << Words::tr("breakpoint");
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
    if (!m_marks.problemText.isEmpty())
        lines << m_marks.problemText;
    if (m_marks.isPinned)
        lines << Words::tr("Output pinned for this session");
    if (m_marks.isMuted)
        lines << Words::tr("Muted for this session");
    if (m_marks.breakpoint != Breakpoint::None)
        lines << Words::tr("Breakpoint of this session");
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
        update();
    }
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent *)
{
    m_look.isHovered = true;
    update();
}

void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    m_look.isHovered = false;
    update();
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
