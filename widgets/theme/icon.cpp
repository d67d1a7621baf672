// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/icon.h"

#include "widgets/theme/resources.h"
#include "widgets/theme/theme.h"

#include <QDir>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>
#include <memory>

namespace postern::theme {

namespace {

/// Parsed once per name and colour: an icon on the canvas is painted with every node.
QSvgRenderer *renderer(const QString &name, const QColor &colour)
{
    static QHash<std::pair<QString, QRgb>, std::shared_ptr<QSvgRenderer>> cache;
    auto &entry = cache[{name, colour.rgb()}];
    if (!entry) {
        entry = std::make_shared<QSvgRenderer>(tintedSvg(name, colour));
        entry->setAspectRatioMode(Qt::KeepAspectRatio);
    }
    return entry.get();
}

class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(QString name, QColor Tokens::*tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        const QRectF target(rect.x() + (rect.width() - side) / 2.0,
                            rect.y() + (rect.height() - side) / 2.0,
                            side,
                            side);
        paintIcon(*painter, target, m_name, colour(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, colour(mode), std::min(size.width(), size.height()), 1.0);
    }

    QIconEngine *clone() const override { return new TintedIconEngine(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const Tokens &theme = current();
        if (mode == QIcon::Disabled)
            return theme.textDisabled;
        constexpr double kLeastOfSigns = 3.0;
        const QColor tint = theme.*m_tint;
        const bool isOfText = m_tint == &Tokens::text2;
        if (mode == QIcon::Selected
            && (isOfText || contrastRatio(tint, theme.bgSelected) < kLeastOfSigns))
            return theme.onSelected;
        return tint;
    }

    QString m_name;
    QColor Tokens::*m_tint;
};

} // namespace

QIcon icon(const QString &name, QColor Tokens::*tint)
{
    if (tintedSvg(name, current().text).isEmpty())
        return {};
    return QIcon(new TintedIconEngine(name, tint)); // the icon owns its engine
}

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, double devicePixelRatio)
{
    const QString key = QStringLiteral("postern-icon/%1/%2/%3/%4")
                            .arg(name, colour.name())
                            .arg(size)
                            .arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, QRectF(0, 0, size, size), name, colour);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter &painter, const QRectF &target, const QString &name, const QColor &colour)
{
    painter.setRenderHint(QPainter::Antialiasing);
    renderer(name, colour)->render(&painter, target);
}

QStringList iconNames()
{
    initResources();
    QStringList names;
    for (const QString &file : QDir(QStringLiteral(":/postern/icons")).entryList())
        names << file.chopped(4);
    return names;
}

} // namespace postern::theme
