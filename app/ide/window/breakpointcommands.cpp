// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/breakpointcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/breakpointdialog.h"
#include "app/ide/panes/breakpointspane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/graph/graphview.h"

#include <QApplication>
#include <QGraphicsScene>
#include <QInputDialog>

#include <algorithm>
#include <utility>

namespace postern::ide {

using Kind = Breakpoint::Kind;

namespace {
constexpr std::pair<ActionId, Kind> kBreakOn[]{{ActionId::BreakOnError, Kind::Error},
                                               {ActionId::BreakOnSchema, Kind::Schema},
                                               {ActionId::BreakOnTokens, Kind::Tokens},
                                               {ActionId::BreakOnEmpty, Kind::EmptyRetrieval}};
constexpr int kUsualTokens = 4000;
constexpr int kMostAskedTokens = 100'000'000;
} // namespace

BreakpointCommands::BreakpointCommands(Session &session,
                                       const Actions &actions,
                                       Views views,
                                       QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
{
    connectActions();
    connect(views.canvas, &graph::GraphView::breakpointToggled, this, [this](const QString &node) {
        m_session.breakpoints().toggleNode(node);
    });
    connect(views.breakpoints, &BreakpointsPane::editWanted, this, [this](int row) {
        edit(m_session.breakpoints().at(row));
    });
    connect(views.breakpoints, &BreakpointsPane::nodeChosen, views.node, &NodeViews::select);
    connect(views.canvas->scene(),
            &QGraphicsScene::selectionChanged,
            this,
            &BreakpointCommands::refresh);
    connect(views.node, &NodeViews::selectionChanged, this, &BreakpointCommands::refresh);
    connect(&session.breakpoints(), &Breakpoints::changed, this, &BreakpointCommands::refresh);
    connect(&session.breakpoints(), &Breakpoints::changed, this, &BreakpointCommands::showOnEdges);
    connect(&session, &Session::documentOpened, this, &BreakpointCommands::refresh);
    connect(views.editors, &EditorPane::fileShown, this, &BreakpointCommands::refresh);
    // Later: where a window goes, the keyboard leaves panels that are half gone.
    connect(qApp,
            &QApplication::focusChanged,
            this,
            &BreakpointCommands::refresh,
            Qt::QueuedConnection);
    connect(&session, &Session::flowChanged, this, &BreakpointCommands::refresh);
    refresh();
}

void BreakpointCommands::connectActions()
{
    Breakpoints &all = m_session.breakpoints();
    m_actions.on(ActionId::ToggleBreakpoint, this, &BreakpointCommands::toggle);
    m_actions.on(ActionId::EditBreakpoint, this, &BreakpointCommands::editSelected);
    m_actions.on(ActionId::ToggleAllBreakpoints, &all, &Breakpoints::toggleAll);
    m_actions.on(ActionId::RemoveBreakpoints, &all, &Breakpoints::clear);
    for (const auto &[id, kind] : kBreakOn)
        m_actions.on(id, this, [this, meant = kind] { toggleKind(meant); });
    m_actions.on(ActionId::AddWatch, this, &BreakpointCommands::askForWatch);
}

void BreakpointCommands::refresh()
{
    const bool isOpen = m_session.document() != nullptr;
    const Breakpoints &all = m_session.breakpoints();
    const bool isAny = all.rowCount() > 0;
    const bool hasPlace = isOpen && !places().empty();
    m_actions[ActionId::ToggleBreakpoint]->setEnabled(hasPlace);
    m_actions[ActionId::EditBreakpoint]->setEnabled(hasPlace);
    m_actions[ActionId::ToggleAllBreakpoints]->setEnabled(isOpen && isAny);
    m_actions[ActionId::RemoveBreakpoints]->setEnabled(isOpen && isAny);
    m_actions[ActionId::AddWatch]->setEnabled(isOpen);
    for (const auto &[id, kind] : kBreakOn) {
        m_actions[id]->setEnabled(isOpen);
        m_actions[id]->setChecked(all.find({.kind = kind}).has_value());
    }
}

std::vector<graph::GraphEdge> BreakpointCommands::edges() const
{
    if (!m_views.canvas->selectedNodes().isEmpty())
        return {};
    std::vector<graph::GraphEdge> found = m_views.canvas->selectedEdges();
    std::erase_if(found, [](const graph::GraphEdge &edge) {
        return edge.kind != graph::EdgeKind::Data || edge.to == graph::kOutputsId;
    });
    return found;
}

std::optional<Breakpoint> BreakpointCommands::line() const
{
    for (const auto &[file, text] : m_views.editors->pythonTexts()) {
        if (!text->hasFocus())
            continue;
        int line = 0;
        int column = 0;
        text->getCursorPosition(&line, &column);
        return Breakpoint{.kind = Kind::Line, .file = file, .line = line + 1};
    }
    return {};
}

std::vector<Breakpoint> BreakpointCommands::places() const
{
    if (const std::optional<Breakpoint> at = line())
        return {*at};
    std::vector<Breakpoint> found;
    for (const graph::GraphEdge &edge : edges())
        found.push_back({.kind = Kind::Edge, .node = edge.to, .from = edge.from});
    const QString node = m_views.node->selected();
    if (found.empty() && m_session.graph().node(node))
        found.push_back({.node = node});
    return found;
}

void BreakpointCommands::toggle()
{
    for (const Breakpoint &place : places()) {
        if (place.kind == Kind::Node)
            m_session.breakpoints().toggleNode(place.node);
        else
            m_session.breakpoints().toggle(place);
    }
}

void BreakpointCommands::editSelected()
{
    const std::vector<Breakpoint> meant = places();
    if (meant.empty())
        return;
    const Breakpoints &all = m_session.breakpoints();
    Breakpoint place = meant.front();
    std::optional<int> row = all.find(place);
    if (!row && place.kind == Kind::Node) { // it may have one after its run
        place.isAfter = true;
        row = all.find(place);
    }
    edit(row ? all.at(*row) : meant.front());
}

void BreakpointCommands::edit(const Breakpoint &breakpoint)
{
    BreakpointDialog dialog(breakpoint, &DebugController::problemOf, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    Breakpoints &all = m_session.breakpoints();
    const Breakpoint entered = dialog.breakpoint();
    if (!entered.isAtPlaceOf(breakpoint)) { // it stops on the other side now
        if (const std::optional<int> row = all.find(breakpoint))
            all.remove(*row);
    }
    all.put(entered);
}

void BreakpointCommands::toggleKind(Kind kind)
{
    Breakpoints &all = m_session.breakpoints();
    if (kind == Kind::Tokens && !all.find({.kind = kind}))
        askForTokens();
    else
        all.toggle({.kind = kind});
    refresh(); // a question that was dismissed left the box checked
}

void BreakpointCommands::askForTokens()
{
    bool isMeant = false;
    const int tokens = QInputDialog::getInt(m_window,
                                            tr("Break on many tokens"),
                                            tr("Stop when a node took more tokens than"),
                                            kUsualTokens,
                                            1,
                                            kMostAskedTokens,
                                            1,
                                            &isMeant);
    if (isMeant)
        m_session.breakpoints().put({.kind = Kind::Tokens, .tokens = tokens});
}

void BreakpointCommands::askForWatch()
{
    bool isMeant = false;
    const QString node = m_views.node->selected();
    const bool isNode = m_session.graph().node(node).has_value();
    const QString expression
        = QInputDialog::getText(m_window,
                                tr("Add watch"),
                                tr("Expression, as in a template: over inputs "
                                   "and nodes.NAME.inputs, output, usage"),
                                QLineEdit::Normal,
                                isNode ? QStringLiteral("nodes.%1.output").arg(node)
                                       : QStringLiteral("inputs"),
                                &isMeant);
    if (isMeant)
        m_session.watches().add(expression);
}

void BreakpointCommands::showOnEdges()
{
    for (const graph::GraphEdge &edge : m_session.graph().model().edges) {
        graph::EdgeMarks marks = m_views.canvas->edgeMarks(edge.key());
        marks.breakpoint = m_session.breakpoints().markOf(edge);
        m_views.canvas->setEdgeMarks(edge.key(), marks);
    }
}

} // namespace postern::ide
