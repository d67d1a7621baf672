// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/striphost.h"

#include "app/ide/panes/striparea.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QScrollArea>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr double kMostOfWindow = 0.4;
} // namespace

StripHost::StripHost(QMainWindow *window, StripArea *strips)
    : QObject(window)
    , m_window(window)
    , m_strips(strips)
    , m_room(new QScrollArea(window))
    , m_dock(new QDockWidget(strips->accessibleName(), window))
{
    m_room->setFrameShape(QFrame::NoFrame);
    m_room->setFocusPolicy(Qt::NoFocus);
    m_room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_room->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_room->setMinimumWidth(1); // its own would widen a panel
    m_room->setWidgetResizable(true);
    m_room->setWidget(strips);
    m_dock->setObjectName("strips");
    m_dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    auto *title = new QWidget(m_dock); // they say what they are
    // Without a layout it would have a height of -1, by which the strips would be cut.
    (new QHBoxLayout(title))->setContentsMargins(0, 0, 0, 0);
    m_dock->setTitleBarWidget(title);
    m_dock->setWidget(m_room);
    m_dock->toggleViewAction()->setVisible(false);
    m_dock->hide();
    window->addDockWidget(Qt::RightDockWidgetArea, m_dock);
    window->centralWidget()->installEventFilter(this);
    window->installEventFilter(this);
    connect(strips, &StripArea::heightChanged, this, &StripHost::fit);
    connect(strips, &StripArea::told, this, [this](QWidget *strip) {
        m_room->ensureWidgetVisible(strip, 0, 0);
    });
}

void StripHost::place(bool hasRight, int below)
{
    m_below = below;
    const bool isNeeded = m_strips->isNeeded();
    if (hasRight != m_isDocked) {
        m_isDocked = hasRight;
        if (m_isDocked)
            m_dock->setWidget(m_room);
        else
            m_room->setParent(m_window);
    }
    // In the dock they are never hidden themselves: a dock with nothing in it has a largest width of
    // 0, and the whole region would get that.
    m_room->setVisible(isNeeded || m_isDocked);
    m_dock->layout()->activate();
    m_dock->setVisible(isNeeded && m_isDocked);
    if (!isNeeded)
        return;
    m_window->layout()->activate(); // their height depends on the width they get
    m_strips->fitHeight();
    fit();
}

void StripHost::fitRoom()
{
    const int most = static_cast<int>(m_window->height() * kMostOfWindow);
    m_room->setFixedHeight(std::min(m_strips->height(), most));
}

void StripHost::fit()
{
    fitRoom();
    if (m_isDocked) {
        m_dock->layout()->activate(); // takes over their height
        return;
    }
    m_room->raise();
    const QRect centre = m_window->centralWidget()->geometry().adjusted(0, m_below, 0, 0);
    if (m_room->width() != centre.width() || m_room->pos() != centre.topLeft())
        m_room->setGeometry({centre.topLeft(), QSize(centre.width(), m_room->height())});
}

bool StripHost::eventFilter(QObject *watched, QEvent *event)
{
    // Both are told of their end, too, when the window is half gone.
    const bool isMoved = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (watched == m_window && event->type() == QEvent::Resize)
        fitRoom();
    else if (watched != m_window && isMoved && !m_isDocked)
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace postern::ide
