// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/graph/nodename.h"

#include "widgets/graph/geometry.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace postern::graph {

namespace {

constexpr double kNameLine = 16; // in pixels of the screen, as all below
constexpr double kNameSide = 4;
constexpr double kGlyphRoom = 17; // with the gap after it
constexpr double kBesideName = 6; // between an overflowing name and what comes next

QFont nameFont()
{
    return theme::fixedFont(11, QFont::DemiBold);
}

QFont lineFont()
{
    return theme::fixedFont(10.5);
}

/// Draws in pixels of the screen from the face's corner, within a clip of the scene.
template<typename Draw>
void paintUnscaled(QPainter &painter, const QRectF &face, const QRectF &clip, Draw draw)
{
    const double scale = painter.worldTransform().m11();
    painter.save();
    painter.setClipRect(clip, Qt::IntersectClip);
    painter.translate(face.topLeft());
    painter.scale(1 / scale, 1 / scale);
    painter.setFont(nameFont());
    draw(face.width() * scale, nameHeight(scale, face.height()) * scale);
    painter.restore();
}

/// How much all of them have in common at the beginning, up to a mark between words.
qsizetype commonStart(const QStringList &names)
{
    qsizetype length = 0;
    const QString &first = names.front();
    for (qsizetype at = 0; at < first.size(); ++at) {
        const bool isCommon = std::ranges::all_of(names, [&](const QString &name) {
            return at + 1 < name.size() && name[at] == first[at];
        });
        if (!isCommon)
            break;
        if (!first[at].isLetterOrNumber())
            length = at + 1;
    }
    return length;
}

QString turnedRound(const QString &text)
{
    QString result = text;
    std::ranges::reverse(result);
    return result;
}

} // namespace

double nameWidth(const QString &name)
{
    return QFontMetricsF(nameFont()).horizontalAdvance(name);
}

NamePlace placeName(double scale, double nameWidth, bool hasState, double room)
{
    NamePlace place;
    const double face = kNodeWidth * scale;
    place.width = nameWidth;
    place.left = hasState ? kNameSide + kGlyphRoom : kNameSide;
    place.hasIcon = !hasState && kNameSide + kGlyphRoom + nameWidth + kNameSide <= face;
    if (place.hasIcon)
        place.left += kGlyphRoom;
    const double beyond = place.left + nameWidth + kBesideName - face;
    place.overflows = place.left + nameWidth + 1 > face && beyond <= room * scale;
    return place;
}

double nameHeight(double scale, double faceHeight)
{
    return std::min(faceHeight, std::max(kHeaderHeight, kNameLine / scale));
}

void paintName(QPainter &painter,
               const QRectF &face,
               const QString &name,
               const NamePlace &place,
               const QColor &ink)
{
    paintUnscaled(painter, face, face, [&](double width, double height) {
        const double room = place.overflows ? place.width + 1 : width - place.left - 2;
        painter.setPen(ink);
        painter.drawText(QRectF(place.left, 0, room, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         place.overflows
                             ? name
                             : QFontMetricsF(nameFont()).elidedText(name, Qt::ElideMiddle, room));
    });
}

void paintHeaderName(QPainter &painter, const QRectF &face, const QString &name, const QColor &ink)
{
    constexpr double kLeft = 28;  // after the icon
    constexpr double kRight = 24; // before the state's glyph
    const QFont font = theme::fixedFont(12, QFont::DemiBold);
    const QRectF box(face.left() + kLeft, face.top(), face.width() - kLeft - kRight, kHeaderHeight);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(box,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(name, Qt::ElideMiddle, box.width()));
}

QRectF overflowRect(double scale, const QRectF &face, const NamePlace &place)
{
    const double beyond = (place.left + place.width + 2) / scale - face.width();
    return {face.right(), face.top(), beyond, nameHeight(scale, face.height())};
}

void paintOverflow(QPainter &painter,
                   const QRectF &face,
                   const QString &name,
                   const NamePlace &place,
                   const QColor &ground,
                   const QColor &ink)
{
    const QRectF area = overflowRect(painter.worldTransform().m11(), face, place);
    painter.fillRect(area, ground);
    paintUnscaled(painter, face, area, [&](double, double height) {
        painter.setPen(ink);
        painter.drawText(QRectF(place.left, 0, place.width + 1, height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         name);
    });
}

void paintSmallLine(QPainter &painter,
                    const QRectF &area,
                    const QString &line,
                    const QColor &ink,
                    Qt::TextElideMode elide)
{
    const double scale = painter.worldTransform().m11();
    const QSizeF size = area.size() * scale;
    const QFont font = lineFont();
    const QFontMetricsF metrics(font);
    if (line.isEmpty() || size.height() < metrics.ascent() || size.width() < metrics.height())
        return;
    painter.save();
    painter.translate(area.topLeft());
    painter.scale(1 / scale, 1 / scale);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(QPointF(), size),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(line, elide, size.width()));
    painter.restore();
}

void paintSmallSummary(QPainter &painter,
                       const QRectF &area,
                       const QStringList &names,
                       const QColor &ink)
{
    const double width = area.width() * painter.worldTransform().m11();
    paintSmallLine(painter,
                   area,
                   summaryOf(names, QFontMetricsF(lineFont()), width),
                   ink,
                   Qt::ElideRight);
}

QStringList shortNames(const QStringList &names, const QFontMetricsF &metrics, double width)
{
    QStringList reversedNames;
    for (const QString &name : names)
        reversedNames << turnedRound(name);
    const qsizetype start = names.size() > 1 ? commonStart(names) : 0;
    const qsizetype end = names.size() > 1 ? commonStart(reversedNames) : 0;
    QStringList result;
    for (const QString &name : names) {
        QString text = name;
        if (metrics.horizontalAdvance(text) > width && start + end < name.size()) {
            text = name.mid(start, name.size() - start - end);
            if (start > 0)
                text.prepend(u'…');
            if (end > 0)
                text.append(u'…');
        }
        result << metrics.elidedText(text, Qt::ElideMiddle, width);
    }
    return result;
}

QString summaryOf(const QStringList &names, const QFontMetricsF &metrics, double width)
{
    for (qsizetype shown = names.size(); shown > 0; --shown) {
        QString text = names.mid(0, shown).join(QStringLiteral(", "));
        if (shown < names.size())
            text += QStringLiteral(" + %1").arg(names.size() - shown);
        if (metrics.horizontalAdvance(text) <= width)
            return text;
        if (shown == 1)
            return metrics.elidedText(text, Qt::ElideMiddle, width);
    }
    return {};
}

} // namespace postern::graph
