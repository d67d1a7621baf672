// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/striphost.h"

#include "app/ide/panes/striparea.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>

namespace postern::ide {

StripHost::StripHost(QMainWindow *window, StripArea *strips)
    : QObject(window)
    , m_window(window)
    , m_strips(strips)
    , m_dock(new QDockWidget(strips->accessibleName(), window))
{
    m_dock->setObjectName("strips");
    m_dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    auto *title = new QWidget(m_dock); // they say what they are
    // Without a layout it would have a height of -1, by which the strips would be cut.
    (new QHBoxLayout(title))->setContentsMargins(0, 0, 0, 0);
    m_dock->setTitleBarWidget(title);
    m_dock->setWidget(strips);
    m_dock->toggleViewAction()->setVisible(false);
    m_dock->hide();
    window->addDockWidget(Qt::RightDockWidgetArea, m_dock);
    window->centralWidget()->installEventFilter(this);
    connect(strips, &StripArea::heightChanged, this, &StripHost::fit);
}

void StripHost::place(bool hasRight, int below)
{
    m_below = below;
    const bool isNeeded = m_strips->isNeeded();
    if (hasRight != m_isDocked) {
        m_isDocked = hasRight;
        if (m_isDocked)
            m_dock->setWidget(m_strips);
        else
            m_strips->setParent(m_window);
    }
    // In the dock they are never hidden themselves: a dock with nothing in it has a largest width of
    // 0, and the whole region would get that.
    m_strips->setVisible(isNeeded || m_isDocked);
    m_dock->layout()->activate();
    m_dock->setVisible(isNeeded && m_isDocked);
    if (!isNeeded)
        return;
    m_window->layout()->activate(); // their height depends on the width they get
    m_strips->fitHeight();
    fit();
}

void StripHost::fit()
{
    if (m_isDocked) {
        m_dock->layout()->activate(); // takes over their height
        return;
    }
    m_strips->raise();
    const QRect centre = m_window->centralWidget()->geometry().adjusted(0, m_below, 0, 0);
    if (m_strips->width() != centre.width() || m_strips->pos() != centre.topLeft())
        m_strips->setGeometry({centre.topLeft(), QSize(centre.width(), m_strips->height())});
}

bool StripHost::eventFilter(QObject *watched, QEvent *event)
{
    // The centre is all that is watched. It is told of its end, too, when the window is half gone.
    if (!m_isDocked && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace postern::ide
