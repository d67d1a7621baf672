// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sizes of panels: as wanted, as far as there is room.

#include "app/ide/window/panels.h"

#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QStyle>
#include <QTabBar>
#include <QToolBar>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr int kLeastCentre = 240; // the graph stays, however wide the panels are wanted
constexpr int kUnknownSize = 200;
} // namespace

int Panels::extent(const PanelPart &part, Qt::Orientation orientation) const
{
    const bool isAlong = part.isRow == (orientation == Qt::Horizontal);
    int all = 0;
    for (const PanelPart &inner : part.parts) {
        const int one = extent(inner, orientation);
        if (!isAlong && one > 0)
            return one; // they are all as wide as the first
        all += one;
    }
    const QString name = part.tabs.isEmpty() ? QString() : shownOf(part);
    if (name.isEmpty())
        return all;
    const QSize size = m_wanted.sizes.value(name, {kUnknownSize, kUnknownSize});
    return orientation == Qt::Horizontal ? size.width() : size.height();
}

void Panels::share(const PanelPart &part, Qt::Orientation orientation, int size)
{
    const QString shown = shownOf(part);
    if (shown.isEmpty())
        return;
    if (part.parts.empty()) {
        m_window->resizeDocks({dock(shown)}, {std::max(1, size)}, orientation);
        return;
    }
    const bool isAlong = part.isRow == (orientation == Qt::Horizontal);
    const int all = std::max(1, extent(part, orientation));
    for (const PanelPart &inner : part.parts)
        share(inner,
              orientation,
              isAlong ? static_cast<int>(qint64(size) * extent(inner, orientation) / all) : size);
}

void Panels::resizeSides()
{
    const int left = extent(m_wanted.left, Qt::Horizontal);
    const int right = extent(m_wanted.right, Qt::Horizontal);
    int room = m_window->width() - kLeastCentre;
    for (const QObject *child : m_window->children()) {
        const auto *bar = qobject_cast<const QToolBar *>(child);
        if (bar && !bar->isHidden() && bar->orientation() == Qt::Vertical)
            room -= bar->width();
    }
    const double shrunk = std::min(1.0, std::max(1, room) / double(std::max(1, left + right)));
    share(m_wanted.left, Qt::Horizontal, static_cast<int>(left * shrunk));
    share(m_wanted.right, Qt::Horizontal, static_cast<int>(right * shrunk));
    const int half = m_window->height() / 2;
    for (const PanelPart *part : {&m_wanted.top, &m_wanted.bottom})
        share(*part, Qt::Vertical, std::min(half, extent(*part, Qt::Vertical)));
}

int Panels::bannerHeight() const
{
    if (m_banner->isHidden())
        return 0;
    return m_banner->height()
           + m_window->style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, m_window);
}

/// Of panels that are shown, not of those behind one.
bool Panels::isUnderBanner(const QString &name) const
{
    const auto isAtRight = [this](QDockWidget *one) {
        return m_window->dockWidgetArea(one) == Qt::RightDockWidgetArea && !one->isHidden()
               && !one->isFloating();
    };
    const QRect own = dock(name)->geometry();
    return isAtRight(dock(name)) && std::ranges::none_of(m_docks, [&](QDockWidget *other) {
               const QRect place = other->geometry();
               const bool isInColumn = place.left() <= own.right() && own.left() <= place.right();
               return isAtRight(other) && isInColumn && place.bottom() < own.top();
           });
}

int Panels::heightOf(const PanelPart &part) const
{
    int all = 0;
    for (const PanelPart &inner : part.parts) {
        const int one = heightOf(inner);
        if (part.isRow && one > 0)
            return one;
        all += one;
    }
    qsizetype tabs = 0;
    for (const QString &name : part.tabs) {
        if (!isShown(name))
            continue;
        ++tabs;
        if (dock(name)->geometry().bottom() >= 0) // what is behind has what it had in front
            all = dock(name)->height();
    }
    const QList<QTabBar *> bars = m_window->findChildren<QTabBar *>(Qt::FindDirectChildrenOnly);
    const auto bar = std::ranges::find_if(bars, &QWidget::isVisible);
    return all + (tabs > 1 && bar != bars.end() ? (*bar)->height() : 0);
}

/// What is above has its height from the first panel only: the others stay where they are.
void Panels::resizeHeights(const PanelPart &part, int above)
{
    if (part.isRow) {
        for (const PanelPart &inner : part.parts)
            resizeHeights(inner, above);
        return;
    }
    int room = heightOf(part) + above;
    int wanted = extent(part, Qt::Vertical);
    for (const PanelPart &inner : part.parts) {
        const int own = extent(inner, Qt::Vertical);
        if (own == 0)
            continue;
        // Of what is left: the last one has the pixels that are rounded away.
        const int given = static_cast<int>(qint64(room) * own / wanted);
        share(inner, Qt::Vertical, given - above);
        room -= given;
        wanted -= own;
        above = 0;
    }
}

void Panels::fit()
{
    if (m_isMomentary || m_docks.isEmpty())
        return;
    m_window->layout()->activate(); // panels that were only just added have no sizes to change
    resizeSides();
    m_window->layout()->activate();
    resizeHeights(m_wanted.left);
    resizeHeights(m_wanted.right, bannerHeight());
}

} // namespace postern::ide
