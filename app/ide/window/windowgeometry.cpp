// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/windowgeometry.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <optional>

namespace postern::ide {

namespace {

constexpr int kGeometryVersion = 1;
constexpr QSize kFirstSize{1440, 900};
constexpr int kFarthestPlace = 100'000;
constexpr int kThickestFrame = 100;

int geometryNumber(const QJsonObject &kept, const char *key)
{
    const double value = kept.value(QLatin1String(key)).toDouble();
    return static_cast<int>(std::clamp(value, double(-kFarthestPlace), double(kFarthestPlace)));
}

std::optional<QRect> keptPlace(const QJsonObject &kept)
{
    const QRect place(geometryNumber(kept, "x"),
                      geometryNumber(kept, "y"),
                      geometryNumber(kept, "width"),
                      geometryNumber(kept, "height"));
    if (kept.value("version").toInt() != kGeometryVersion || place.isEmpty())
        return {};
    return place;
}

/// The frame it had: none that was kept, or one that can't be, is taken for an unknown one.
QMargins keptFrame(const QJsonObject &kept)
{
    const QMargins frame(geometryNumber(kept, "frameLeft"),
                         geometryNumber(kept, "frameTop"),
                         geometryNumber(kept, "frameRight"),
                         geometryNumber(kept, "frameBottom"));
    const auto sides = {frame.left(), frame.top(), frame.right(), frame.bottom()};
    const bool isFrame = !frame.isNull() && std::ranges::all_of(sides, [](int side) {
        return side >= 0 && side <= kThickestFrame;
    });
    return isFrame ? frame : kUnknownFrame;
}

} // namespace

QByteArray windowGeometry(const QWidget &window)
{
    const QRect outer = window.frameGeometry();
    const QRect inner = window.geometry();
    const QRect normal = window.normalGeometry();
    const QRect place = normal.isValid() ? normal : window.geometry();
    return QJsonDocument(QJsonObject{{"version", kGeometryVersion},
                                     {"x", place.x()},
                                     {"y", place.y()},
                                     {"width", place.width()},
                                     {"height", place.height()},
                                     {"frameLeft", inner.left() - outer.left()},
                                     {"frameTop", inner.top() - outer.top()},
                                     {"frameRight", outer.right() - inner.right()},
                                     {"frameBottom", outer.bottom() - inner.bottom()},
                                     {"maximised", window.isMaximized()}})
        .toJson(QJsonDocument::Compact);
}

QRect placeInside(const QRect &place, const QRect &room, const QMargins &frame)
{
    const QRect inside = room.marginsRemoved(frame);
    const QSize size = place.size().boundedTo(inside.size());
    return {std::clamp(place.x(), inside.x(), inside.right() - size.width() + 1),
            std::clamp(place.y(), inside.y(), inside.bottom() - size.height() + 1),
            size.width(),
            size.height()};
}

void restoreWindowGeometry(QWidget &window, const QByteArray &kept)
{
    const QJsonObject state = QJsonDocument::fromJson(kept).object();
    const auto place = keptPlace(state);
    if (!place) {
        // Where the window manager likes it.
        const QRect room = window.screen()->availableGeometry();
        window.resize(placeInside({room.topLeft(), kFirstSize}, room).size());
        return;
    }
    const QScreen *screen = QGuiApplication::screenAt(place->center());
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    // The very frame: with another one a window that touches an edge would move at every start.
    window.setGeometry(placeInside(*place, screen->availableGeometry(), keptFrame(state)));
    if (state.value("maximised").toBool())
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
}

} // namespace postern::ide
