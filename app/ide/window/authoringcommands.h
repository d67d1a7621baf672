// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodecatalog.h"
#include "app/ide/authoring/nodedraft.h"
#include "app/ide/session/flowedits.h"
#include "widgets/graph/connection.h"

#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QStringList>

#include <optional>

class QTreeView;

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::ide {

class Actions;
class AddNodeSearch;
class CommandPalette;
class ConnectPalette;
class EditorPane;
class NodeViews;
class Session;

/// The commands that change the nodes of the open flow: add, delete, duplicate, reorder, copy and
/// paste, connect. They are done to what is selected on the canvas or in the outline, whichever had
/// the keyboard last.
class AuthoringCommands final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        graph::GraphView *canvas;
        QTreeView *outline;
        NodeViews *node;
        EditorPane *editors;
    };

    AuthoringCommands(Session &session, const Actions &actions, Views views, QWidget *window);

    /// The selected nodes, in the flow's order; the boxes of inputs and outputs aren't any.
    QStringList targets() const;

public slots:
    /// Asks what to add, where the user looks.
    void askForNode();
    /// The same for the loose end of a wire, at that place of the scene.
    void askForWire(const QString &fromId, const QString &fromPort, const QPointF &scenePosition);

    /// The same for the middle of an edge.
    void askForEdge(const postern::graph::GraphEdge &edge, const QPoint &at);

    void cut();
    /// Whether that could be done.
    bool copy();
    void paste(bool keepsInputs = false);

signals:
    /// There are others now that commands would be done to.
    void targetsChanged();

private:
    /// What a node that is looked for shall do.
    struct Wish
    {
        std::optional<Wire> wire = {}; ///< that it takes
        graph::GraphEdge into = {};    ///< whoever took that, or shall take by it, takes the node
        std::optional<QPointF> centre = {}; ///< of the scene, where it shall stand
    };

    void connectActions();
    void refresh();
    /// The same for what shall feed an input.
    void askForSource(const graph::WireStart &start, const QPointF &scenePosition);
    void search(const Wish &wish, const QPoint &at);
    void add(const NodeChoice &choice, const Wish &wish, const QString &name);
    /// The cursor's place of the scene, if it is over the canvas.
    std::optional<QPointF> cursorPlace() const;
    /// What nodes could take besides is looked for while something is wired.
    void followWiring();
    void showFreeInputs() const;
    /// The lines that the choice would add, shown in the flow's text while it is looked for.
    void preview(const NodeChoice *choice, const std::optional<Wire> &wire, const QString &name);
    NodeDraft draftOf(const NodeChoice &choice,
                      const std::optional<Wire> &wire,
                      const QString &name) const;
    std::optional<Wire> wireFrom(const QString &id, const QString &port = {}) const;
    /// What a node that is added after the selection takes.
    std::optional<Wire> wireAfterSelection() const;
    void remove(bool heals);
    void duplicate();
    void move(int by);
    QPoint placeForSearch() const;
    void showPalette(CommandPalette *palette) const;
    void select(const QStringList &names);

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
    NodeCatalog m_catalog;
    ConnectPalette *const m_connect; // child of the window
    bool m_isWiring = false;
    bool m_isInOutline = false; ///< had the keyboard last, of the canvas and it
};

} // namespace postern::ide
