// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace postern::widgets {
class NodeIo;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class BreakpointMargin;
class BreakpointsPane;
class CallStackPane;
class EditorPane;
class GraphPane;
class NodeViews;
class RunPane;
class Session;
class StripArea;
class WatchPane;
class WorkArea;

/// All of the window that is about debugging: two panels, commands, strips, the editors' margin.
class DebugParts final : public QObject
{
    Q_OBJECT

public:
    /// With the panels, which the window gives a place.
    DebugParts(Session &session, const Actions &actions, QWidget *window);

    struct Views
    {
        GraphPane *graph;
        NodeViews *node;
        EditorPane *editors;
        RunPane *runPane;
        widgets::NodeIo *io;
        StripArea *strips;
        WorkArea *area;
    };
    /// Connects what the window has by then.
    void connectWith(const Views &views);

    BreakpointsPane *breakpoints() const { return m_breakpoints; }
    WatchPane *watch() const { return m_watch; }
    CallStackPane *callStack() const { return m_callStack; }

public slots:
    /// The editor of the flow's text is another.
    void followText();

signals:
    /// A run was asked for: it has started, or its inputs have to be mended first.
    void asked(bool isStarted);

private:
    Session &m_session;
    const Actions &m_actions;
    QWidget *const m_window;
    BreakpointsPane *const m_breakpoints; // child of the window
    WatchPane *const m_watch;             // child of the window
    CallStackPane *const m_callStack;     // child of the window
    BreakpointMargin *m_margin = nullptr; // child of the editors
};

} // namespace postern::ide
