// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/stillrepaint.h"

#include <QRegion>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace postern::theme {

namespace {

constexpr int kBandHeight = 4; // rows that are compared at once
constexpr int kBandWidth = 64; // and columns: smaller ones make more rectangles than they spare

/// Not by setUpdatesEnabled(), which paints all of it in the end. New children get it from the
/// parent.
void setPainted(QWidget &widget, bool isPainted)
{
    widget.setAttribute(Qt::WA_UpdatesDisabled, !isPainted);
    for (QObject *child : widget.children()) {
        auto *const inner = qobject_cast<QWidget *>(child);
        if (inner && !inner->isWindow() && !inner->testAttribute(Qt::WA_ForceUpdatesDisabled))
            setPainted(*inner, isPainted);
    }
}

/// An update of a widget leaves out the opaque ones in it.
void updateAll(QWidget &widget, const QRegion &region)
{
    if (region.isEmpty() || !widget.isVisible())
        return;
    widget.update(region);
    for (QObject *child : widget.children()) {
        auto *const inner = qobject_cast<QWidget *>(child);
        if (inner && !inner->isWindow())
            updateAll(*inner, region.translated(-inner->pos()) & inner->rect());
    }
}

/// Of pictures of one size, in pixels.
bool isSame(const QImage &first, const QImage &second, const QRect &part)
{
    const auto begin = static_cast<std::size_t>(part.left()) * 4;
    const auto bytes = static_cast<std::size_t>(part.width()) * 4;
    for (int row = part.top(); row <= part.bottom(); ++row) {
        if (std::memcmp(first.constScanLine(row) + begin, second.constScanLine(row) + begin, bytes)
            != 0)
            return false;
    }
    return true;
}

/// What differs, in the widget's own coordinates.
QRegion difference(const QImage &first, const QImage &second)
{
    const double ratio = first.devicePixelRatio();
    QRegion found;
    for (int top = 0; top < first.height(); top += kBandHeight) {
        for (int left = 0; left < first.width(); left += kBandWidth) {
            const QRect part = QRect(left, top, kBandWidth, kBandHeight) & first.rect();
            if (!isSame(first, second, part))
                found += QRectF(part.x() / ratio,
                                part.y() / ratio,
                                part.width() / ratio,
                                part.height() / ratio)
                             .toAlignedRect();
        }
    }
    return found;
}

} // namespace

StillRepaint::StillRepaint(QWidget &widget)
    : m_widget(&widget)
    , m_isActive(widget.isVisible() && widget.updatesEnabled())
{
    if (!m_isActive)
        return;
    m_before = picture();
    setPainted(widget, false);
}

StillRepaint::~StillRepaint()
{
    if (!m_isActive || !m_widget)
        return;
    setPainted(*m_widget, true);
    const QImage after = picture();
    updateAll(*m_widget,
              after.size() == m_before.size() ? difference(m_before, after)
                                              : QRegion(m_widget->rect()));
}

QImage StillRepaint::picture() const
{
    const double ratio = m_widget->devicePixelRatioF();
    QImage made(m_widget->size() * ratio, QImage::Format_RGB32);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::black);
    m_widget->render(&made);
    return made;
}

} // namespace postern::theme
