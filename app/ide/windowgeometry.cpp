// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/windowgeometry.h"

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
// Nobody knows the frame of a window that isn't shown yet.
constexpr int kFrameTitle = 32;
constexpr int kFrameBorder = 4;

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

} // namespace

QByteArray windowGeometry(const QWidget &window)
{
    const QRect normal = window.normalGeometry();
    const QRect place = normal.isValid() ? normal : window.geometry();
    return QJsonDocument(QJsonObject{{"version", kGeometryVersion},
                                     {"x", place.x()},
                                     {"y", place.y()},
                                     {"width", place.width()},
                                     {"height", place.height()},
                                     {"maximised", window.isMaximized()}})
        .toJson(QJsonDocument::Compact);
}

QRect placeInside(const QRect &place, const QRect &room)
{
    const QRect inside = room.adjusted(kFrameBorder, kFrameTitle, -kFrameBorder, -kFrameBorder);
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
    window.setGeometry(placeInside(*place, screen->availableGeometry()));
    if (state.value("maximised").toBool())
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
}

} // namespace postern::ide
