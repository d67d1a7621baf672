// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/wireitems.h"

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/words.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace postern::graph {

namespace {

constexpr double kLegalPort = 14;
constexpr double kPillHeight = 18;
constexpr double kPillGap = 10; // from the port's middle
constexpr double kPillSide = 5;
constexpr double kBetweenWords = 4;
constexpr double kWidestName = 140;

QString wordsOf(const WireTarget &target)
{
    const QString type = target.port.type == PortType::Unknown ? QStringLiteral("any")
                                                               : portTypeText(target.port.type);
    return target.isWired ? type + QStringLiteral(" · ") + Words::tr("wired") : type;
}

void paintPort(QPainter &painter, PortType type, const QPointF &at, double size, bool isSolid)
{
    const theme::Tokens &theme = theme::current();
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(isSolid ? theme.accent : theme.bgSelected);
    painter.drawPath(portShape(type, size).translated(at));
}

} // namespace

WireItem::WireItem(const QPointF &from, PortType type, bool isBackward)
    : m_from(from)
    , m_type(type)
    , m_isBackward(isBackward)
    , m_end(from)
{
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(8);
}

void WireItem::setEnd(const QPointF &end, bool isHeld)
{
    if (m_end == end && m_isHeld == isHeld)
        return;
    prepareGeometryChange();
    m_end = end;
    m_isHeld = isHeld;
    m_path = m_isBackward ? edgePath({m_end, m_from}) : edgePath({m_from, m_end});
    update();
}

QRectF WireItem::boundingRect() const
{
    constexpr double kAround = kLegalPort + 12; // at the least zoom a pen is wide in the scene
    const QRectF ends = QRectF(m_from, m_end).normalized();
    return (ends | m_path.boundingRect()).adjusted(-kAround, -kAround, kAround, kAround);
}

void WireItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(screenPen(*painter, theme::current().accent, 2.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
    paintPort(*painter, m_type, m_from, kLegalPort, true);
    if (!m_isHeld)
        paintPort(*painter, m_type, m_end, kPortSize, false);
}

TargetItem::TargetItem(const WireTarget &target, const QPointF &at, bool isBelow)
    : m_name(QFontMetricsF(theme::fixedFont(11))
                 .elidedText(target.port.name, Qt::ElideMiddle, kWidestName))
    , m_words(wordsOf(target))
    , m_type(target.port.type)
    , m_isBelow(isBelow)
{
    setFlag(ItemIgnoresTransformations);
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(9);
    setPos(at);
    const QFontMetricsF metrics(theme::fixedFont(11));
    m_nameWidth = metrics.horizontalAdvance(m_name);
    const double width = m_nameWidth + kBetweenWords + metrics.horizontalAdvance(m_words)
                         + 2 * kPillSide;
    m_pill = {0, 0, width, kPillHeight};
    setPlace(0, 0);
}

void TargetItem::setPlace(int row, double aside)
{
    prepareGeometryChange();
    const double away = kPillGap + row * (kPillHeight + 2);
    m_pill.moveTopLeft({aside - m_pill.width() / 2, m_isBelow ? away : -away - kPillHeight});
}

void TargetItem::setHeld(bool isHeld)
{
    if (m_isHeld == isHeld)
        return;
    m_isHeld = isHeld;
    update();
}

QRectF TargetItem::boundingRect() const
{
    constexpr double kAround = kLegalPort / 2 + 3;
    return m_pill.adjusted(-1, -1, 1, 1) | QRectF(-kAround, -kAround, 2 * kAround, 2 * kAround);
}

void TargetItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    painter->setRenderHint(QPainter::Antialiasing);
    paintPort(*painter, m_type, {0, 0}, kLegalPort, m_isHeld);
    painter->setPen(QPen(theme.accent, m_isHeld ? 2 : 1));
    painter->setBrush(theme.bgCanvas);
    painter->drawRoundedRect(m_pill.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter->setFont(theme::fixedFont(11));
    QRectF line = m_pill.adjusted(kPillSide, 0, -kPillSide + 1, 0);
    constexpr int kFlags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    painter->setPen(theme.text);
    painter->drawText(line, kFlags, m_name);
    line.setLeft(line.left() + m_nameWidth + kBetweenWords);
    painter->setPen(theme.text2);
    painter->drawText(line, kFlags, m_words);
}

} // namespace postern::graph
