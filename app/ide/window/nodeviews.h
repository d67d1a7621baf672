// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <string>

class QTreeView;

namespace postern::widgets {
class NodeInspector;
class NodeIo;
} // namespace postern::widgets

namespace postern::ide {

class Actions;
class EditorPane;
class InspectorForms;
class GraphPane;
class OutlineModel;
class RunPanes;
class Session;
struct ShownNode;

/// The selected node in every view that shows one: the canvas, the outline, the inspector, its
/// values, and its text in the editors.
class NodeViews final : public QObject
{
    Q_OBJECT

public:
    struct Views
    {
        GraphPane *graph;
        OutlineModel *outlineModel;
        QTreeView *outline;
        widgets::NodeInspector *inspector;
        widgets::NodeIo *io;
        EditorPane *editors;
        RunPanes *run;
    };

    NodeViews(Session &session, const Actions &actions, Views views, QWidget *window);

    /// A node, or a box of the graph; empty: none.
    QString selected() const { return m_selected; }
    void select(const QString &id);
    /// Another flow: nothing is selected of it, and nothing shown.
    void clear();

signals:
    /// selected() is another, or was chosen again.
    void selectionChanged();
    /// A node is selected, though not by the caret in its text: to be inspected.
    void nodeShown();
    /// The inputs or outputs of the flow are selected; `hasValues`: of the latest run.
    void boxShown(bool hasValues);

private:
    void rename();
    void showNode(const ShownNode &shown);
    /// What the nodes share that are selected on the canvas, if they are several; whether they are.
    bool showSeveral();
    void clearNode();
    void showRun(const QStringList &names);
    /// What the wire that begins at the shown node could feed.
    void showWiring();
    /// What the latest run had of the flow's own inputs or outputs, if one of them is selected.
    void showBox();
    /// A run's own views choose a node, and follow it.
    void connectRunViews();
    void showVariant(const QString &id);
    /// All that the inspector shows a node by: it is built anew, and painted, only with another.
    std::string statementOf(const ShownNode &shown) const;

    Session &m_session;
    const Actions &m_actions;
    const Views m_views;
    QWidget *const m_window;
    InspectorForms *const m_forms; // child of the inspector
    QString m_selected;
    bool m_isFromOutline = false; ///< what is selected now
    std::string m_stated;
};

} // namespace postern::ide
