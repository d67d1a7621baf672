// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/edgeitem.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/words.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QGraphicsSceneHoverEvent>
#include <QPainter>
#include <QPainterPathStroker>

#include <algorithm>

namespace postern::graph {

namespace {

/// Lines with a label lie above the others, which would strike it through.
double restingDepth(const GraphEdge &edge)
{
    return edge.kind == EdgeKind::Data ? 0 : 0.2;
}

} // namespace

QPainterPath edgePath(const QList<QPointF> &points)
{
    QPainterPath path;
    if (points.isEmpty())
        return path;
    path.moveTo(points.front());
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF from = points[i - 1];
        const QPointF to = points[i];
        if (qFuzzyCompare(from.x() + 1, to.x() + 1)) {
            path.lineTo(to);
            continue;
        }
        // A line back up, of a cycle, leaves and arrives downwards all the same.
        const double reach = to.y() > from.y() ? (to.y() - from.y()) / 2 : 40;
        path.cubicTo(from + QPointF(0, reach), to - QPointF(0, reach), to);
    }
    return path;
}

EdgeItem::EdgeItem(GraphEdge edge)
    : m_edge(std::move(edge))
{
    setFlag(ItemIsSelectable);
    setAcceptHoverEvents(true);
    setZValue(restingDepth(m_edge));
}

QPainterPath EdgeItem::shape() const
{
    if (m_shape.isEmpty()) {
        QPainterPathStroker stroker;
        stroker.setWidth(10);
        m_shape = stroker.createStroke(m_path);
    }
    return m_shape;
}

QPen EdgeItem::pen(const QPainter &painter) const
{
    const theme::Tokens &theme = theme::current();
    const bool isMarked = m_isHovered || isSelected() || m_mark != Mark::None;
    QColor colour = theme.edge;
    if (m_mark == Mark::Cut)
        colour = theme.err;
    else if (isMarked)
        colour = theme.accent;
    else if (m_marks.difference != Difference::None && m_marks.difference != Difference::Same)
        colour = differenceColour(m_marks.difference, theme);
    else if (m_edge.kind == EdgeKind::Activate)
        colour = theme.pause;
    else if (m_edge.kind == EdgeKind::Broken)
        colour = theme.err;
    else if (m_marks.isEdited)
        colour = theme.accent;
    QPen pen = screenPen(painter, colour, isMarked || isThick() ? 2.5 : 1.5);
    if (m_marks.difference == Difference::Removed)
        pen.setDashPattern({3, 2});
    else if (m_edge.kind == EdgeKind::Activate || m_mark != Mark::None)
        pen.setDashPattern({5 / 1.5, 4 / 1.5});
    else if (m_edge.kind == EdgeKind::Broken || m_isConcealed || m_marks.isNotYet)
        pen.setDashPattern({1, 2});
    return pen;
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    const Detail detail = detailOf(*painter);
    painter->setRenderHint(QPainter::Antialiasing, detail != Detail::Block);
    painter->setPen(pen(*painter));
    painter->setBrush(Qt::NoBrush);
    const bool isWhole = m_own.isEmpty() || m_isHovered || isSelected() || m_mark != Mark::None;
    painter->drawPath(isWhole ? m_path : m_own);
    if (showsPorts(detail))
        paintMarks(*painter);

    const QString text = label();
    if (text.isEmpty() || !showsPorts(detail))
        return;
    const double scale = std::min(painter->worldTransform().m11(), 1.0);
    const QRectF box(QPointF(), labelSize());
    painter->save();
    painter->translate(m_labelAt);
    painter->scale(1 / scale, 1 / scale); // its letters are of the screen's size
    painter->translate(-box.center());
    painter->fillRect(box, theme.bgCanvas);
    painter->setFont(theme::fixedFont(11));
    painter->setPen(m_edge.kind == EdgeKind::Data
                        ? theme.text2
                        : (m_edge.kind == EdgeKind::Broken ? theme.err : theme.pause));
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter->restore();
}

QRectF EdgeItem::chipRect(double scale) const
{
    if (!m_marks.isEdited || m_path.isEmpty())
        return {};
    const QFontMetricsF metrics(theme::fixedFont(10.5));
    const QSizeF size = QSizeF(metrics.horizontalAdvance(Words::tr("edited")) + 8,
                               metrics.height() + 2)
                        / std::min(scale, 1.0);
    const QPointF near = m_path.pointAtPercent(0.6);
    return {near + QPointF(4, -size.height() / 2), size};
}

bool EdgeItem::isThick() const
{
    return m_marks.isEdited || !differenceSign(m_marks.difference).isEmpty();
}

void EdgeItem::paintDifference(QPainter &painter) const
{
    const QString sign = differenceSign(m_marks.difference);
    if (sign.isEmpty() || m_path.isEmpty())
        return;
    const theme::Tokens &theme = theme::current();
    const QColor colour = differenceColour(m_marks.difference, theme);
    constexpr double kRadius = 7;
    painter.setPen(screenPen(painter, colour, 1.5));
    painter.setBrush(theme.bgCanvas);
    painter.drawEllipse(middle(), kRadius, kRadius);
    const QPointF corner = middle() - QPointF(kRadius - 2, kRadius - 2);
    theme::paintIcon(painter, {corner, QSizeF(2 * kRadius - 4, 2 * kRadius - 4)}, sign, colour);
}

void EdgeItem::paintMarks(QPainter &painter) const
{
    paintDifference(painter);
    if (m_marks.breakpoint != Breakpoint::None && !m_path.isEmpty())
        paintBreakpointAt(painter, middle(), m_marks.breakpoint);
    const double scale = painter.worldTransform().m11();
    const QRectF chip = chipRect(scale);
    if (chip.isEmpty())
        return;
    const theme::Tokens &theme = theme::current();
    painter.setPen(screenPen(painter, theme.accent, 1));
    painter.setBrush(theme.bgPanel);
    painter.drawRoundedRect(chip, 3, 3);
    painter.save();
    painter.translate(chip.center());
    painter.scale(1 / std::min(scale, 1.0), 1 / std::min(scale, 1.0));
    painter.setFont(theme::fixedFont(10.5));
    painter.setPen(theme.accent);
    painter.drawText(QRectF(-60, -20, 120, 40),
                     Qt::AlignCenter | Qt::TextSingleLine,
                     Words::tr("edited"));
    painter.restore();
}

void EdgeItem::setMarks(const EdgeMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    bound();
    update();
}

void EdgeItem::setEdge(const GraphEdge &edge)
{
    if (m_edge == edge)
        return;
    m_edge = edge;
    measure();
    update();
}

void EdgeItem::setPoints(const QList<QPointF> &points)
{
    QPainterPath path;
    if (points.size() > 1) {
        path = edgePath(points);
    } else if (!points.isEmpty()) {
        constexpr double kStub
            = 16; // a reference to nothing hangs above its input, in the rank's gap
        path = edgePath({points.front() - QPointF(0, kStub), points.front()});
    }
    setRoute(path, {});
}

void EdgeItem::setRoute(const QPainterPath &whole, const QPainterPath &own)
{
    if (whole == m_path && own == m_own)
        return;
    m_path = whole;
    m_own = own;
    measure();
}

void EdgeItem::setSharedLabel(const std::optional<QString> &label)
{
    if (m_sharedLabel == label)
        return;
    m_sharedLabel = label;
    measure();
    update();
}

void EdgeItem::setMark(Mark mark)
{
    if (m_mark == mark)
        return;
    m_mark = mark;
    update();
}

void EdgeItem::setConcealed(bool isConcealed)
{
    if (m_isConcealed == isConcealed)
        return;
    m_isConcealed = isConcealed;
    setVisible(!m_isConcealed || m_isRevealed);
    update();
}

void EdgeItem::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    setVisible(!m_isConcealed || m_isRevealed);
}

QString EdgeItem::referenceText() const
{
    QStringList texts = m_edge.references;
    texts.removeDuplicates();
    return texts.join(QStringLiteral(", "));
}

QString EdgeItem::targetText() const
{
    const QString owner = m_edge.to == kOutputsId ? QStringLiteral("outputs") : m_edge.to;
    QStringList ends;
    for (const QString &target : m_edge.targets)
        ends << owner + u'.' + target;
    QString text = QStringLiteral("→ ") + ends.join(QStringLiteral(", "));
    if (m_edge.kind == EdgeKind::Activate)
        text += QStringLiteral(" = ") + m_edge.condition;
    return text;
}

QVariant EdgeItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged)
        update();
    return QGraphicsItem::itemChange(change, value);
}

void EdgeItem::hoverEnterEvent(QGraphicsSceneHoverEvent *event)
{
    m_isHovered = true;
    setZValue(0.5);
    update();
    if (auto *graph = qobject_cast<GraphScene *>(scene()))
        graph->showEdgeLabel(*this, event->scenePos());
}

void EdgeItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    if (auto *graph = qobject_cast<GraphScene *>(scene()))
        graph->showEdgeLabel(*this, event->scenePos());
}

void EdgeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    m_isHovered = false;
    setZValue(restingDepth(m_edge));
    update();
    if (auto *graph = qobject_cast<GraphScene *>(scene()))
        graph->hideEdgeLabel();
}

QString EdgeItem::label() const
{
    if (m_sharedLabel)
        return *m_sharedLabel;
    switch (m_edge.kind) {
    case EdgeKind::Activate: {
        constexpr double kWidest = 120;
        return QFontMetricsF(theme::fixedFont(11))
            .elidedText(QStringLiteral("= ") + m_edge.condition, Qt::ElideRight, kWidest);
    }
    case EdgeKind::Broken:
        return QStringLiteral("?");
    case EdgeKind::Data:
        break;
    }
    return m_edge.targets.size() > 1 ? QStringLiteral("×%1").arg(m_edge.targets.size()) : QString();
}

QSizeF EdgeItem::labelSize() const
{
    const QString text = label();
    if (text.isEmpty() || m_path.isEmpty())
        return {};
    const QFontMetricsF metrics(theme::fixedFont(11));
    return {metrics.horizontalAdvance(text) + 4, metrics.height()};
}

QRectF EdgeItem::labelRect(const QPointF &centre) const
{
    const QSizeF size = labelSize() / kCompactScale;
    return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

QList<QPointF> EdgeItem::labelPlaces() const
{
    const QSizeF size = labelSize();
    if (size.isEmpty())
        return {};
    const double beside = 6 + size.width() / 2;
    QList<QPointF> places;
    const auto addBeside = [&](const QPointF &at, bool rightFirst) {
        for (const bool isRight : {rightFirst, !rightFirst})
            places << at + QPointF(isRight ? beside : -beside, 0);
    };
    const QPointF end = m_path.currentPosition();
    if (m_edge.kind == EdgeKind::Activate) {
        // Above the rhombus, first on the side that the line doesn't come from.
        const bool fromRight = m_path.pointAtPercent(0.7).x() > end.x();
        addBeside(end - QPointF(0, 6 + size.height() / 2), !fromRight);
    } else if (!m_own.isEmpty()) {
        addBeside(end - QPointF(0, 6 + size.height() / 2), true);
    } else if (m_edge.kind == EdgeKind::Broken) {
        places << m_path.pointAtPercent(0) - QPointF(0, size.height() / 2);
    }
    for (const double part : {0.5, 0.65, 0.35, 0.8, 0.2, 0.9, 0.1}) {
        const QPointF at = m_path.pointAtPercent(part);
        addBeside(at, true);
        places << at;
    }
    return places;
}

void EdgeItem::setLabelPlace(const QPointF &centre)
{
    if (m_labelAt == centre)
        return;
    m_labelAt = centre;
    bound();
    update();
}

void EdgeItem::measure()
{
    const QList<QPointF> places = labelPlaces();
    m_labelAt = places.isEmpty() ? QPointF() : places.front();
    bound();
}

void EdgeItem::bound()
{
    prepareGeometryChange();
    m_shape = {};
    constexpr double kMargin = 9; // the rhombus, a sign, or a thick line
    m_bounds = m_path.boundingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
    if (!labelSize().isEmpty())
        m_bounds |= labelRect(m_labelAt);
    if (m_marks.isEdited)
        m_bounds |= chipRect(kCompactScale);
}

} // namespace postern::graph
