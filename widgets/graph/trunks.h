// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QGraphicsItem>
#include <QHash>
#include <QPainterPath>
#include <QStringList>

#include <vector>

namespace postern::graph {

/// Many lines of one source, all data or all conditions, that go down together: drawn as one thick
/// line that each leaves by a rail above its target's row.
struct Trunk
{
    EdgeKind kind = EdgeKind::Data;
    QString from;
    double x = 0;
    double top = 0;
    double bottom = 0;
    int wires = 0;     ///< inputs, and conditions, that are fed by it
    QStringList edges; ///< their keys

    bool operator==(const Trunk &) const = default;
};

/// Those that the bends (by an edge's key) of a layout lead to.
std::vector<Trunk> findTrunks(const GraphModel &model, const QHash<QString, QList<QPointF>> &bends);

/// A line by way of a trunk.
struct TrunkRoute
{
    QPainterPath whole;
    QPainterPath own;  ///< without what the trunk draws
    double leaves = 0; ///< y of the trunk where the line does

    bool isPossible() const { return !whole.isEmpty(); }
};

/// Empty where the target is too near to the trunk's top: such a line goes its own way.
TrunkRoute trunkRoute(const Trunk &trunk, const QPointF &from, const QPointF &to);

/// The thick line, with what it carries in words: "inputs · 21 wires".
class TrunkItem final : public QGraphicsItem
{
public:
    explicit TrunkItem(const Trunk &trunk);

    const Trunk &trunk() const { return m_trunk; }
    /// Where the middle of its words may stand, from the top on.
    QList<QPointF> labelPlaces() const;
    /// What they cover there.
    QRectF labelRect(const QPointF &centre) const;
    bool hasLabel() const { return m_hasLabel; }
    QRectF labelRect() const { return labelRect(m_labelAt); }
    const QString &words() const { return m_words; }
    /// Null: there is no room for them.
    void setLabelPlace(const QPointF *centre);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const Trunk m_trunk;
    const QString m_words;
    QSizeF m_size; ///< of the words, in pixels of the screen
    QPointF m_labelAt;
    bool m_hasLabel = false;
};

} // namespace postern::graph
