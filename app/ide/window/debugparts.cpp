// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/debugparts.h"

#include "app/ide/panes/breakpointspane.h"
#include "app/ide/panes/callstackpane.h"
#include "app/ide/panes/debugstrip.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/watchpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/breakpointcommands.h"
#include "app/ide/window/breakpointmargin.h"
#include "app/ide/window/debugcommands.h"
#include "app/ide/window/panellist.h"
#include "app/ide/window/workarea.h"

namespace postern::ide {

DebugParts::DebugParts(Session &session, const Actions &actions, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_window(window)
    , m_breakpoints(new BreakpointsPane(session.breakpoints(), actions, window))
    , m_watch(new WatchPane(session.watches(), actions, window))
    , m_callStack(new CallStackPane(session.debug(), window))
{}

void DebugParts::connectWith(const Views &views)
{
    const auto *commands = new DebugCommands(m_session,
                                             m_actions,
                                             {views.node, views.editors, views.runPane, views.io},
                                             m_window);
    connect(commands, &DebugCommands::asked, this, &DebugParts::asked);
    new DebugStrip(m_session, m_actions, *views.strips);
    new BreakpointCommands(m_session,
                           m_actions,
                           {views.graph->view(), views.node, m_breakpoints, views.editors},
                           m_window);
    m_margin = new BreakpointMargin(m_session, views.editors);
    const auto goTo = [views](const QString &file, int line) {
        views.area->bringUp(panels::kEditors);
        views.editors->goTo(file, line, 1);
    };
    connect(m_callStack, &CallStackPane::placeChosen, this, goTo);
    connect(&m_session.debug(),
            &DebugController::lineReached,
            this,
            [views, goTo](const QString &file, int line) {
                goTo(file, line);
                views.area->bringUp(panels::kCallStack);
            });
}

void DebugParts::followText()
{
    m_margin->follow();
}

} // namespace postern::ide
