// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/panelroom.h"

#include <QEvent>
#include <QShowEvent>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr int kLeastHeight = 64; // some of it is to be seen
} // namespace

PanelRoom::PanelRoom(QWidget *panel, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setFocusProxy(panel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(panel);
}

QSize PanelRoom::sizeHint() const
{
    return widget() ? widget()->sizeHint() : QScrollArea::sizeHint();
}

QSize PanelRoom::minimumSizeHint() const
{
    if (!widget())
        return QScrollArea::minimumSizeHint();
    const QSize least = widget()->minimumSizeHint().expandedTo(widget()->minimumSize());
    return {least.width(), std::min(least.height(), kLeastHeight)};
}

bool PanelRoom::event(QEvent *event)
{
    // QScrollArea lays out what is in it then, which for all the panels behind others takes a good
    // part of the program's start.
    const bool asksForLayout = event->type() == QEvent::LayoutRequest
                               || event->type() == QEvent::StyleChange;
    return asksForLayout && !isVisible() ? QAbstractScrollArea::event(event)
                                         : QScrollArea::event(event);
}

void PanelRoom::showEvent(QShowEvent *event)
{
    QEvent layout(QEvent::LayoutRequest);
    QScrollArea::event(&layout);
    QScrollArea::showEvent(event);
}

bool PanelRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // it may be as wide as never before
    return QScrollArea::eventFilter(watched, event);
}

} // namespace postern::ide
