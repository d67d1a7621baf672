// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/kindbadge.h"

#include "widgets/graph/geometry.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace postern::widgets {

QPixmap kindBadge(graph::NodeKind kind, int size, double devicePixelRatio)
{
    constexpr double kInset = 2;
    constexpr double kRadius = 3;
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    QPixmap badge(pixels, pixels);
    badge.setDevicePixelRatio(devicePixelRatio);
    badge.fill(Qt::transparent);
    QPainter painter(&badge);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(0, 0, size, size);
    // As on the canvas: an outline and the icon where colours of our own may not be.
    const bool isOutlined = theme::currentScheme() == theme::Scheme::HighContrast;
    painter.setPen(isOutlined ? QPen(theme::current().border, 1) : QPen(Qt::NoPen));
    painter.setBrush(isOutlined ? theme::current().bgPanel : graph::kindColour(kind));
    painter.drawRoundedRect(isOutlined ? area.adjusted(0.5, 0.5, -0.5, -0.5) : area,
                            kRadius,
                            kRadius);
    theme::paintIcon(painter,
                     area.adjusted(kInset, kInset, -kInset, -kInset),
                     graph::kindIcon(kind),
                     Qt::white);
    return badge;
}

KindBadge::KindBadge(QWidget *parent)
    : QWidget(parent)
{
    constexpr int kSize = 18;
    theme::follow(this, [this] { setFixedSize(theme::scaled(kSize), theme::scaled(kSize)); });
}

void KindBadge::setKind(graph::NodeKind kind)
{
    m_kind = kind;
    setToolTip(graph::kindText(kind));
    setAccessibleName(graph::kindText(kind));
    update();
}

void KindBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.drawPixmap(0, 0, kindBadge(m_kind, width(), devicePixelRatioF()));
}

} // namespace postern::widgets
