// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPoint>
#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace postern::ide {

/// Where a popup of that size comes up to be all on the window's screen, as near to `wanted` as it
/// can.
inline QPoint popupPlace(const QPoint &wanted, const QSize &size, const QWidget &window)
{
    const QRect screen = window.screen()->availableGeometry();
    const auto within = [](int place, int low, int high) {
        return std::clamp(place, low, std::max(low, high));
    };
    return {within(wanted.x(), screen.left(), screen.right() - size.width()),
            within(wanted.y(), screen.top(), screen.bottom() - size.height())};
}

} // namespace postern::ide
