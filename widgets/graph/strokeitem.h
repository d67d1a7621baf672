// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGraphicsItem>

namespace postern::graph {

/// What a gesture draws over the canvas: a frame, or a cut.
class StrokeItem final : public QGraphicsItem
{
public:
    enum class Kind { Band, Cut };

    StrokeItem(Kind kind, const QPointF &from);

    void setEnd(const QPointF &end);

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const Kind m_kind;
    const QPointF m_from;
    QPointF m_end;
};

} // namespace postern::graph
