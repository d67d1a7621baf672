// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/focusregions.h"

#include <QWidget>

namespace postern::ide {

QWidget *firstStop(QWidget *region)
{
    if (region->focusPolicy() & Qt::TabFocus)
        return region;
    for (QWidget *child = region->nextInFocusChain(); child && region->isAncestorOf(child);
         child = child->nextInFocusChain()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisibleTo(region)
            && child->isEnabled())
            return child;
    }
    return nullptr;
}

void orderFocus(const QWidget *window, const std::vector<FocusRegion> &regions)
{
    QWidget *last = nullptr;
    for (const FocusRegion &region : regions) {
        QList<QWidget *> stops{region.widget};
        for (QWidget *child : region.widget->findChildren<QWidget *>()) {
            // Lists of combos and menus are windows of their own.
            if ((child->focusPolicy() & Qt::TabFocus) && child->window() == window)
                stops.append(child);
        }
        for (QWidget *stop : stops) {
            if (last)
                QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

void stepRegion(const QWidget *window, const std::vector<FocusRegion> &regions, int step)
{
    const auto count = static_cast<int>(regions.size());
    const QWidget *const focused = window->focusWidget();
    int at = -1;
    for (int region = 0; region < count; ++region) {
        const QWidget *const widget = regions[static_cast<std::size_t>(region)].widget;
        if (widget == focused || widget->isAncestorOf(focused))
            at = region;
    }
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        const FocusRegion &region = regions[static_cast<std::size_t>(at)];
        // What lies behind another panel is "visible".
        QWidget *const stop = region.widget->visibleRegion().isEmpty() ? nullptr
                                                                       : firstStop(region.widget);
        if (!stop)
            continue;
        if (region.takeFocus)
            region.takeFocus();
        else
            stop->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

} // namespace postern::ide
