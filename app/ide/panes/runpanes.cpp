// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/runpanes.h"

#include "app/ide/panes/comparepane.h"
#include "app/ide/panes/historypane.h"
#include "app/ide/panes/timelinepane.h"
#include "app/ide/session/session.h"
#include "widgets/run/logview.h"
#include "widgets/run/timelineview.h"
#include "widgets/run/traceview.h"

namespace postern::ide {

RunPanes::RunPanes(Session &session, const Actions &actions, QWidget *window)
    : QObject(window)
    , m_timeline(new TimelinePane(session, window))
    , m_trace(new widgets::TraceView(session.runs().details().trace(), window))
    , m_log(new widgets::LogView(session.runs().details().log(), false, window))
    , m_history(new HistoryPane(session, actions, window))
    , m_compare(new ComparePane(actions, window))
{
    const widgets::TimelineView *const timeline = m_timeline->view();
    connect(timeline, &widgets::TimelineView::nodeChosen, this, &RunPanes::nodeChosen);
    connect(timeline, &widgets::TimelineView::nodeOpened, this, &RunPanes::nodeOpened);
    connect(m_trace, &widgets::TraceView::nodeChosen, this, &RunPanes::nodeChosen);
    connect(m_compare, &ComparePane::nodeChosen, this, &RunPanes::nodeChosen);
    connect(m_log, &widgets::LogView::nodeChosen, this, &RunPanes::nodeOpened);
}

void RunPanes::select(const QString &id)
{
    m_timeline->view()->select(id);
    m_trace->select(id);
    m_compare->select(id);
}

} // namespace postern::ide
