// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/frameitem.h"

#include "widgets/graph/geometry.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace postern::graph {

namespace {

constexpr double kAroundFaces = 12;
constexpr double kAboveFaces = 6;
constexpr double kTitleRow = 20; // pixels of the screen
constexpr double kTitleSide = 6;

} // namespace

FrameItem::FrameItem(Frame frame)
    : m_frame(std::move(frame))
{
    setZValue(-1);
    setAcceptedMouseButtons(Qt::NoButton); // the canvas' gestures know it
}

void FrameItem::setFrame(const Frame &frame)
{
    if (m_frame == frame)
        return;
    m_frame = frame;
    update();
}

void FrameItem::setFaces(const QRectF &faces)
{
    // Little above the faces, as the rows of a graph are close; the title needs room there.
    QRectF area = faces.adjusted(-kAroundFaces, -kAboveFaces, kAroundFaces, kAroundFaces);
    area.setTop(area.top() - kTitleRow);
    if (area == m_area)
        return;
    prepareGeometryChange();
    m_area = area;
}

QRectF FrameItem::titleArea(double scale) const
{
    return {m_area.topLeft(), QSizeF(m_area.width(), kTitleRow / std::min(scale, 1.0))};
}

QRectF FrameItem::boundingRect() const
{
    return m_area.adjusted(-2, -2, 2, 2);
}

QPainterPath FrameItem::shape() const
{
    QPainterPath path;
    path.addRect(titleArea(1));
    return path;
}

void FrameItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    const double scale = std::min(painter->worldTransform().m11(), 1.0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(screenPen(*painter, theme.borderStrong, 1));
    QColor ground = theme.bgRaised;
    ground.setAlphaF(0.45F);
    const bool isPlain = theme::currentScheme() == theme::Scheme::HighContrast;
    painter->setBrush(isPlain ? QBrush(Qt::NoBrush) : QBrush(ground));
    painter->drawRoundedRect(m_area, kNodeRadius, kNodeRadius);
    painter->save();
    painter->translate(m_area.topLeft());
    painter->scale(1 / scale, 1 / scale); // its letters are of the screen's size
    painter->setFont(theme::fixedFont(11));
    painter->setPen(theme.text2);
    const double width = m_area.width() * scale - 2 * kTitleSide;
    const QString title
        = QFontMetricsF(painter->font()).elidedText(m_frame.title, Qt::ElideMiddle, width);
    painter->drawText(QRectF(kTitleSide, 0, width, kTitleRow),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      title);
    painter->restore();
}

} // namespace postern::graph
