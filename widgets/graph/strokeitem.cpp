// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/strokeitem.h"

#include "widgets/graph/geometry.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace postern::graph {

StrokeItem::StrokeItem(Kind kind, const QPointF &from)
    : m_kind(kind)
    , m_from(from)
    , m_end(from)
{
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(11);
}

void StrokeItem::setEnd(const QPointF &end)
{
    prepareGeometryChange();
    m_end = end;
}

QRectF StrokeItem::boundingRect() const
{
    constexpr double kPen = 12; // of the screen's width, at the least zoom
    return QRectF(m_from, m_end).normalized().adjusted(-kPen, -kPen, kPen, kPen);
}

void StrokeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    const bool isCut = m_kind == Kind::Cut;
    QPen pen = screenPen(*painter, isCut ? theme.err : theme.accent, isCut ? 2 : 1);
    pen.setDashPattern({4, 3});
    painter->setRenderHint(QPainter::Antialiasing, isCut);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    if (isCut)
        painter->drawLine(m_from, m_end);
    else
        painter->drawRect(QRectF(m_from, m_end).normalized());
}

} // namespace postern::graph
