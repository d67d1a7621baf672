// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/kindbadge.h"

#include "widgets/graph/geometry.h"
#include "widgets/theme/icon.h"

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
    painter.setPen(Qt::NoPen);
    painter.setBrush(graph::kindColour(kind));
    painter.drawRoundedRect(area, kRadius, kRadius);
    theme::paintIcon(painter,
                     area.adjusted(kInset, kInset, -kInset, -kInset),
                     graph::kindIcon(kind),
                     Qt::white);
    return badge;
}

} // namespace postern::widgets
