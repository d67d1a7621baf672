// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/run/breakpoints.h"

#include <QObject>

#include <optional>
#include <vector>

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::ide {

class Actions;
class BreakpointsPane;
class EditorPane;
class NodeViews;
class Session;

/// The commands around breakpoints and watches: what they are about, what they ask, and when they
/// can be given. Draws the breakpoints on the canvas.
class BreakpointCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        graph::GraphView *canvas;
        NodeViews *node;
        BreakpointsPane *breakpoints;
        EditorPane *editors;
    };

    BreakpointCommands(Session &session, const Actions &actions, Views views, QWidget *window);

private:
    void connectActions();
    void refresh();
    /// The links that are selected on the canvas while no node is.
    std::vector<graph::GraphEdge> edges() const;
    /// What F9 is about: a line of Python, the links that are selected, else the node.
    std::vector<Breakpoint> places() const;
    /// The line of Python that the keyboard is in.
    std::optional<Breakpoint> line() const;
    void toggle();
    void editSelected();
    void edit(const Breakpoint &breakpoint);
    void toggleKind(Breakpoint::Kind kind);
    void askForTokens();
    void askForWatch();
    void showOnEdges();

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
};

} // namespace postern::ide
