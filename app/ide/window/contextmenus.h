// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/actions.h"
#include "widgets/graph/graphmodel.h"

#include <QObject>
#include <QPoint>

class QMenu;
class QTreeView;
class QWidget;

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::ide {

class ExplorerView;
class Session;

/// The menus of the canvas and of the Explorer, by mouse and by key. Those of the editors and their
/// tabs are EditorPane's.
class ContextMenus final : public QObject
{
    Q_OBJECT

public:
    ContextMenus(Session &session, const Actions &actions, QWidget *window);

    /// They come up from now on where the user asks for them.
    void addTo(graph::GraphView *canvas) const;
    void addTo(ExplorerView *explorer);
    void addTo(QTreeView *outline);

    /// Of a node, of one of the two boxes; an empty id: of the canvas.
    void showFor(const QString &id, const QPoint &at);
    void showForEdge(const graph::GraphEdge &edge, const QPoint &at);
    /// Of a file or folder.
    void showForPath(ExplorerView &explorer, const QString &path, const QPoint &at);

signals:
    void nodeChosen(const QString &id);
    /// Some text of the flow's file, in the lines of a node if there is one.
    void textChosen(const QString &node, const QString &text);
    void fileChosen(const QString &path);
    void flowChosen(const QString &folderOrFile);
    /// A second folder like this flow's is wanted.
    void copyWanted(const QString &folder);
    void disconnectWanted(const postern::graph::GraphEdge &edge);
    /// A node is to be added in the middle of that edge.
    void nodeWantedOn(const postern::graph::GraphEdge &edge, const QPoint &at);

private:
    QMenu *makeMenu() const;
    void fillForCanvas(QMenu *menu) const;
    void fillForBox(QMenu *menu, const QString &id);
    void fillForNode(QMenu *menu, const QString &name) const;
    void add(QMenu *menu, std::initializer_list<ActionId> ids) const;
    void addCopy(QMenu *menu, const QString &text, const QString &copied) const;

    Session &m_session;
    const Actions &m_actions;
    QWidget *const m_window;
};

} // namespace postern::ide
