// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/connection.h"

#include <QGraphicsItem>
#include <QPainterPath>

namespace postern::graph {

/// A wire that is being drawn: from a port, which it fills, to where its end is.
class WireItem final : public QGraphicsItem
{
public:
    WireItem(const QPointF &from, PortType type);

    /// `isHeld`: it has found a port, whose mark stands at its end.
    void setEnd(const QPointF &end, bool isHeld);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QPointF m_from;
    const PortType m_type;
    QPointF m_end;
    QPainterPath m_path;
    bool m_isHeld = false;
};

/// A port that a wire may end at, with its name and type. Of one size at every zoom.
class TargetItem final : public QGraphicsItem
{
public:
    TargetItem(const WireTarget &target, const QPointF &at);

    /// In pixels of the screen.
    double pillWidth() const { return m_pill.width(); }
    /// Names of ports that stand close are put one above the other.
    void setRow(int row);
    void setHeld(bool isHeld);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QString m_name;
    const QString m_words; ///< after the name: the type
    const PortType m_type;
    QRectF m_pill;
    double m_nameWidth = 0;
    bool m_isHeld = false;
};

} // namespace postern::graph
