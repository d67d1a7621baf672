// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMargins>
#include <QRect>
#include <QSize>

class QWidget;

namespace postern::ide {

/// The frame that is reckoned with where the window manager's own isn't known yet.
inline constexpr QMargins kUnknownFrame{4, 32, 4, 4};

/// What a window with its frame may be as small as.
inline constexpr QSize kLeastFramed{960, 600};

/// Where a window stands, to be kept between starts: its place when it isn't maximised, the frame
/// around it, and whether it is maximised.
QByteArray windowGeometry(const QWidget &window);

/// Puts a window that isn't shown yet where it stood, or on a screen that is there if that one
/// isn't, never larger than the room there. What can't be read gives it its first place: as large
/// as the design says, where there is room for that.
void restoreWindowGeometry(QWidget &window, const QByteArray &kept);

/// A window's place, moved and cut down so that it lies in `room` with its frame.
QRect placeInside(const QRect &place, const QRect &room, const QMargins &frame = kUnknownFrame);

} // namespace postern::ide
