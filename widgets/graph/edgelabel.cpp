// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/edgelabel.h"

#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace postern::graph {

namespace {

constexpr double kWidest = 420;
constexpr double kLine = 16;
constexpr double kPadding = 6;

} // namespace

EdgeLabel::EdgeLabel()
{
    setFlag(ItemIgnoresTransformations);
    setAcceptedMouseButtons(Qt::NoButton);
    setZValue(10);
    hide();
}

void EdgeLabel::setText(const QString &reference, const QString &target)
{
    if (m_reference == reference && m_target == target)
        return;
    prepareGeometryChange();
    m_reference = reference;
    m_target = target;
    const double width = std::max(QFontMetricsF(theme::monoFont(11)).horizontalAdvance(reference),
                                  QFontMetricsF(theme::fixedFont(11)).horizontalAdvance(target));
    m_bounds = {0, 0, std::min(width, kWidest) + 2 * kPadding, 2 * kLine + kPadding};
}

void EdgeLabel::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const theme::Tokens &theme = theme::current();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.accent, 1));
    painter->setBrush(theme.bgCanvas);
    painter->drawRoundedRect(m_bounds.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const auto line = [&](const QString &text, const QFont &font, const QColor &ink, double top) {
        painter->setFont(font);
        painter->setPen(ink);
        painter->drawText(QRectF(kPadding, top, m_bounds.width() - 2 * kPadding, kLine),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, kWidest));
    };
    line(m_reference, theme::monoFont(11), theme.text, kPadding / 2);
    line(m_target, theme::fixedFont(11), theme.text2, kPadding / 2 + kLine);
}

} // namespace postern::graph
