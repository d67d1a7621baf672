// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/trunks.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/words.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace postern::graph {

namespace {

constexpr std::size_t kLeastLines = 4;
constexpr double kRailCorner = 8;
constexpr double kDataRail = 24; ///< above the target
constexpr double kConditionRail = 14;
constexpr double kTrunkWidth = 3;

struct Run
{
    double x = 0;
    double top = 0;
    double bottom = 0;
};

/// The longest way that a line goes straight down between its ends.
std::optional<Run> longestRun(const QList<QPointF> &bends)
{
    std::optional<Run> best;
    for (qsizetype first = 0; first < bends.size();) {
        qsizetype last = first;
        while (last + 1 < bends.size() && std::abs(bends[last + 1].x() - bends[first].x()) < 1)
            ++last;
        const Run run{bends[first].x(), bends[first].y(), bends[last].y()};
        if (last > first && (!best || run.bottom - run.top > best->bottom - best->top))
            best = run;
        first = last + 1;
    }
    return best;
}

QString wordsOf(const Trunk &trunk)
{
    const QString name = trunk.from == kInputsId ? Words::tr("inputs") : trunk.from;
    return trunk.kind == EdgeKind::Activate ? Words::tr("%1 conditions").arg(trunk.wires)
                                            : Words::tr("%1 · %2 wires").arg(name).arg(trunk.wires);
}

} // namespace

std::vector<Trunk> findTrunks(const GraphModel &model, const QHash<QString, QList<QPointF>> &bends)
{
    std::map<std::tuple<QString, EdgeKind, int>, Trunk> found;
    for (const GraphEdge &edge : model.edges) {
        const QString key = edge.key();
        const auto run = longestRun(bends.value(key));
        if (!run || edge.kind == EdgeKind::Broken)
            continue;
        const int column = static_cast<int>(std::lround(run->x));
        Trunk &trunk = found[{edge.from, edge.kind, column}];
        const bool isFirst = trunk.edges.isEmpty();
        trunk.kind = edge.kind;
        trunk.from = edge.from;
        trunk.x = run->x;
        trunk.top = isFirst ? run->top : std::min(trunk.top, run->top);
        trunk.bottom = isFirst ? run->bottom : std::max(trunk.bottom, run->bottom);
        trunk.wires += static_cast<int>(edge.targets.size());
        trunk.edges.append(key);
    }
    std::vector<Trunk> trunks;
    for (const auto &[key, trunk] : found) {
        if (static_cast<std::size_t>(trunk.edges.size()) >= kLeastLines)
            trunks.push_back(trunk);
    }
    return trunks;
}

TrunkRoute trunkRoute(const Trunk &trunk, const QPointF &from, const QPointF &to)
{
    const double rail = to.y() - (trunk.kind == EdgeKind::Activate ? kConditionRail : kDataRail);
    const double side = to.x() > trunk.x ? 1 : -1;
    if (rail - kRailCorner < trunk.top || std::abs(to.x() - trunk.x) < 2 * kRailCorner)
        return {};
    TrunkRoute route;
    route.leaves = rail - kRailCorner;
    const QPointF top(trunk.x, trunk.top);
    const double reach = std::max((top.y() - from.y()) / 2, kRailCorner);
    route.whole.moveTo(from);
    route.whole.cubicTo(from + QPointF(0, reach), top - QPointF(0, reach), top);
    route.own = route.whole;
    route.whole.lineTo(trunk.x, route.leaves);
    route.own.moveTo(trunk.x, route.leaves);
    for (QPainterPath *const path : {&route.whole, &route.own}) {
        path->quadTo(QPointF(trunk.x, rail), QPointF(trunk.x + side * kRailCorner, rail));
        path->lineTo(to.x() - side * kRailCorner, rail);
        path->quadTo(QPointF(to.x(), rail), QPointF(to.x(), rail + kRailCorner));
        path->lineTo(to);
    }
    return route;
}

TrunkItem::TrunkItem(const Trunk &trunk)
    : m_trunk(trunk)
    , m_words(wordsOf(trunk))
{
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(-0.1); // its lines lie on it
    const QFontMetricsF metrics(theme::fixedFont(11));
    m_size = {metrics.horizontalAdvance(m_words) + 4, metrics.height()};
}

QRectF TrunkItem::labelRect(const QPointF &centre) const
{
    const QSizeF size = m_size / kCompactScale;
    return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

QList<QPointF> TrunkItem::labelPlaces() const
{
    constexpr double kStep = 12;
    const double beside = 8 + labelRect({}).width() / 2;
    QList<QPointF> places;
    for (double y = m_trunk.top + kStep; y < m_trunk.bottom; y += kStep) {
        for (const double side : {1.0, -1.0})
            places << QPointF(m_trunk.x + side * beside, y);
    }
    return places;
}

void TrunkItem::setLabelPlace(const QPointF *centre)
{
    if (m_hasLabel == (centre != nullptr) && (!centre || m_labelAt == *centre))
        return;
    prepareGeometryChange();
    m_hasLabel = centre != nullptr;
    m_labelAt = centre ? *centre : QPointF();
    update();
}

QRectF TrunkItem::boundingRect() const
{
    QRectF bounds(m_trunk.x, m_trunk.top, 0, m_trunk.bottom - m_trunk.top);
    bounds.adjust(-kTrunkWidth * 4, -1, kTrunkWidth * 4, 1); // at the least zoom a pen is wide
    return m_hasLabel ? bounds | labelRect(m_labelAt) : bounds;
}

void TrunkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    const bool isCondition = m_trunk.kind == EdgeKind::Activate;
    QPen pen = screenPen(*painter, isCondition ? theme.pause : theme.edge, kTrunkWidth);
    if (isCondition)
        pen.setDashPattern({5 / kTrunkWidth, 4 / kTrunkWidth});
    painter->setPen(pen);
    painter->drawLine(QPointF(m_trunk.x, m_trunk.top), QPointF(m_trunk.x, m_trunk.bottom));
    if (!m_hasLabel || !showsPorts(detailOf(*painter)))
        return;
    const double scale = std::min(painter->worldTransform().m11(), 1.0);
    const QRectF box(QPointF(), m_size);
    painter->save();
    painter->translate(m_labelAt);
    painter->scale(1 / scale, 1 / scale); // its letters are of the screen's size
    painter->translate(-box.center());
    painter->fillRect(box, theme.bgCanvas);
    painter->setFont(theme::fixedFont(11));
    painter->setPen(isCondition ? theme.pause : theme.text2);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, m_words);
    painter->restore();
}

} // namespace postern::graph
