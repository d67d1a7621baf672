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
    /// `isBackward`: its end is where it comes from.
    WireItem(const QPointF &from, PortType type, bool isBackward);

    /// `isHeld`: it has found a port, whose mark stands at its end.
    void setEnd(const QPointF &end, bool isHeld);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QPointF m_from;
    const PortType m_type;
    const bool m_isBackward;
    QPointF m_end;
    QPainterPath m_path;
    bool m_isHeld = false;
};

/// A port that a wire may end at, with its name and type. Of one size at every zoom.
class TargetItem final : public QGraphicsItem
{
public:
    /// Its name stands above the port, or below.
    TargetItem(const WireTarget &target, const QPointF &at, bool isBelow);

    double pillWidth() const { return m_pill.width(); }
    /// Of the name, in pixels of the screen, from the port on.
    const QRectF &pill() const { return m_pill; }
    /// Names of ports that stand close are put side by side, `aside` from their ports, and in
    /// several rows where there is no room for that. In pixels of the screen.
    void setPlace(int row, double aside);
    void setHeld(bool isHeld);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const QString m_name;
    const QString m_words; ///< after the name: the type
    const PortType m_type;
    const bool m_isBelow;
    QRectF m_pill;
    double m_nameWidth = 0;
    bool m_isHeld = false;
};

} // namespace postern::graph
