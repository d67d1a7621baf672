// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/windowfocus.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/workarea.h"

#include <QApplication>
#include <QMainWindow>
#include <QStackedWidget>

namespace postern::ide {

WindowFocus::WindowFocus(Session &session,
                         const Actions &actions,
                         const WorkArea &area,
                         Parts parts,
                         QMainWindow *window)
    : QObject(window)
    , m_session(session)
    , m_area(area)
    , m_parts(parts)
    , m_window(window)
{
    orderFocus(window, regions());
    connect(&area, &WorkArea::modeShown, this, [this] { orderFocus(m_window, regions()); });
    actions.on(ActionId::NextRegion, this, [this] { stepRegion(m_window, regions(), 1); });
    actions.on(ActionId::PreviousRegion, this, [this] { stepRegion(m_window, regions(), -1); });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        // Deleted with the focus in it. Another window's focus is another's matter.
        if (now == nullptr && m_window->isActiveWindow())
            QMetaObject::invokeMethod(this, &WindowFocus::onLost, Qt::QueuedConnection);
    });
}

std::vector<FocusRegion> WindowFocus::regions() const
{
    std::vector<FocusRegion> regions{{m_parts.toolBar}, {m_parts.modeBar}};
    const auto add = [this, &regions](PanelPlace::Side side) {
        for (const Panel *panel : m_area.panelsAt(side))
            regions.push_back({panel->content, panel->takeFocus});
    };
    add(PanelPlace::Side::Left);
    regions.push_back({m_parts.canvas});
    regions.push_back({m_parts.strips});
    add(PanelPlace::Side::Right);
    add(PanelPlace::Side::Bottom);
    regions.push_back({m_parts.status});
    return regions;
}

void WindowFocus::giveToCentre()
{
    QWidget *const centre = m_session.document() ? m_parts.canvas
                                                 : firstStop(m_parts.centre->currentWidget());
    if (centre)
        centre->setFocus(Qt::OtherFocusReason);
}

void WindowFocus::giveAfter(const QWidget *gone)
{
    EditorPane *const editors = m_parts.editors;
    const bool isFromEditors = gone && editors->isAncestorOf(gone);
    if (m_session.document() && editors->isVisible()
        && (isFromEditors || !m_parts.centre->isVisible()))
        editors->focusText();
    else
        giveToCentre();
}

void WindowFocus::onLost()
{
    if (m_window->isActiveWindow() && QApplication::focusWidget() == nullptr)
        giveToCentre();
}

} // namespace postern::ide
