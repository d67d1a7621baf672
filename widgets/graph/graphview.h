// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/arrangement.h"
#include "widgets/graph/connection.h"

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QSet>

#include <memory>
#include <vector>

namespace postern::graph {

class CanvasGestures;
class WireGesture;
class GraphScene;
class Minimap;
class NodeItem;

/// Where a view stands over its graph.
struct ViewPlace
{
    double scale = 1;
    QPointF centre;             ///< in scene coordinates
    bool followsContent = true; ///< fitted, and not moved by the user since
};

/// The canvas: shows a flow, its runs and the user's selection; asks for changes by signals only.
///
/// A node is dragged to another place, or pushed there by Alt and an arrow; dropped on a line it goes
/// between, unless Alt is held. A drag where nothing is selects what it frames; with Alt it cuts lines.
/// With Shift a click selects all that leads to a node too, the middle button all that it is
/// connected with, and the right one all that comes from it; with Ctrl it selects one more.
///
/// Keys: arrows walk along the edges, Enter opens, Ctrl+1 fits, Ctrl+0 is 100 %, Ctrl+= and
/// Ctrl+- zoom. The wheel zooms; the middle button, or Space held, pans, and so does the map in the
/// corner. What is pressed with no modifier (focus mode, framing) is the window's to bind.
class GraphView final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit GraphView(QWidget *parent = nullptr);
    ~GraphView() override;

    /// Shows a flow, or what it has become: what stayed the same keeps its item, its place and
    /// its status. The first flow, and one of another folder after clear(), is fitted into view.
    void setGraph(const GraphModel &model);
    /// Forgets the flow with all statuses, marks and positions.
    void clear();

    /// Repaints that node alone. Ids that aren't on the canvas are ignored.
    void setNodeStatus(const QString &id, const NodeStatus &status);
    NodeStatus nodeStatus(const QString &id) const;
    void setNodeMarks(const QString &id, const NodeMarks &marks);
    NodeMarks nodeMarks(const QString &id) const;
    /// Of the line of that key.
    void setEdgeMarks(const QString &key, const EdgeMarks &marks);
    EdgeMarks edgeMarks(const QString &key) const;
    /// The shown flow is older than the text: drawn at 60 %.
    void setStale(bool stale);
    /// Shown while there is no node.
    void setEmptyText(const QString &text);

    /// Empty when nothing is selected, or several nodes are.
    QString selectedNode() const;
    /// In the flow's order.
    QStringList selectedNodes() const;
    /// Where the arrow keys start: the node last selected or walked to.
    const QString &currentNode() const { return m_current; }
    std::vector<GraphEdge> selectedEdges() const;
    /// Selects as the user does.
    void select(const QString &id);
    /// Selects without emitting nodeSelected; `reveal` scrolls it into view.
    void selectNode(const QString &id, bool reveal = true);
    /// Selects these and nothing else, as the user does.
    void selectNodes(const QStringList &ids);
    /// The same in the midst of a gesture, which tells of it once it ends.
    void showSelected(const QStringList &ids);

    int zoomPercent() const;
    void setZoomPercent(int percent);
    /// To be given to another view of the same graph.
    ViewPlace place() const;
    void setPlace(const ViewPlace &place);
    /// Moves without zooming, as the user does.
    void lookAt(const QPointF &scenePoint);
    bool isFocusMode() const { return m_isFocusMode; }

    /// Selects these too, as the user does.
    void selectAlso(const QSet<QString> &ids);
    /// Draws a line only while one of its nodes is selected.
    void setEdgeHidden(const GraphEdge &edge, bool isHidden);
    bool isEdgeHidden(const GraphEdge &edge) const;
    /// Hides the selected lines; where all are hidden, shows them again.
    void toggleEdges();
    void showAllEdges();

    /// Whether the flow can be changed here, or only be looked at and arranged.
    void setEditable(bool isEditable);
    bool isEditable() const { return m_isEditable && !m_isStale; }
    /// Begins a wire at a port, or at a node's condition, which ends where the next click is; or goes on by keys: arrows lead
    /// it from input to input, Enter connects.
    void beginWire(const WireStart &start);
    void beginWire(const QString &id, const QString &port) { beginWire(WireStart{id, port}); }
    /// Connects the wire that is being drawn to an input, or an output, where that can be.
    void endWireAt(const QString &id, const QString &port);
    /// Drops the wire that is being drawn, or was left in empty space.
    void endWire();
    /// The wire that is being drawn; null: none.
    const WireGesture *wire() const;
    /// What nodes could take beside what the flow gives them, by their ids: wires may end there, too.
    void setFreeInputs(QHash<QString, std::vector<Port>> inputs);
    /// Whether somebody offers what can come where a wire is left.
    bool offersAtWires() const;
    /// As it is without a wire.
    void fadeUnrelated();

    GraphScene *graphScene() const { return m_scene; }

public slots:
    /// All nodes, and the boxes of inputs and outputs.
    void selectAll();
    void fit();
    void actualSize();
    void zoomIn();
    void zoomOut();
    /// Brings what is selected into the middle; without a selection it fits the graph.
    void frameSelection();
    /// What neither leads to the selected node nor comes from it fades to 30 %.
    void setFocusMode(bool on);
    /// Lays the whole graph out anew, or of several selected nodes those alone.
    void tidy();
    /// Asks for the selected lines to be taken away.
    void unwireSelected();

signals:
    /// The user selected a node or a box (kInputsId, kOutputsId); empty: nothing.
    void nodeSelected(const QString &id);
    /// All nodes and boxes that are selected now, in the flow's order; after nodeSelected.
    void nodesSelected(const QStringList &ids);
    /// Clicked where its breakpoint stands, or would stand.
    void breakpointToggled(const QString &id);
    /// The title of a group was double-clicked.
    void frameActivated(const postern::graph::Frame &frame);
    /// Double-clicked, or Enter.
    void nodeActivated(const QString &id);
    /// An input shall take that output; `to` may be kOutputsId, `from` kInputsId.
    void connectRequested(const QString &from,
                          const QString &fromPort,
                          const QString &to,
                          const QString &toPort);
    /// What takes by these lines shall not any more.
    void unwireRequested(const QList<postern::graph::GraphEdge> &edges);
    /// A node was dropped on a line: its input shall take what the line brings, and what takes that,
    /// the node's output.
    void spliceRequested(const QString &id,
                         const QString &input,
                         const postern::graph::GraphEdge &edge);
    /// A wire was left in empty space. It stays drawn until endWire(), Escape or the next click.
    void wireDropped(const QString &from, const QString &fromPort, const QPointF &scenePosition);
    /// The same for one that began at an input or a condition: what feeds it is wanted there.
    void sourceWanted(const postern::graph::WireStart &start, const QPointF &scenePosition);
    /// The node shall run only when that output says so.
    void conditionRequested(const QString &from, const QString &fromPort, const QString &to);
    /// There is a wire, or none any more, or it holds to something else: see wire().
    void wiringChanged();
    /// Double-clicked where nothing is, or Space tapped; in scene coordinates. Where the mouse was over
    /// nothing of the canvas it `isPointedAt` is false, and it is the middle.
    void emptyAreaActivated(const QPointF &position, bool isPointedAt);
    /// `id` is empty over the empty area.
    void contextMenuRequested(const QString &id, const QPoint &globalPosition);
    void edgeMenuRequested(const postern::graph::GraphEdge &edge, const QPoint &globalPosition);
    void zoomChanged(int percent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void zoomTo(double scale, const QPoint &anchor);
    /// The node whose breakpoint stands, or would stand, at a point of the viewport; null: none.
    const NodeItem *breakpointAt(const QPoint &point) const;
    void setCurrent(const QString &id);
    void updateFocusRing();
    void walk(int key, bool extend);
    void ensureNodeVisible(const QString &id);
    void updateSceneRect();
    void fitInto(const QRectF &content);
    void paintEmptyText(QPainter &painter) const;

    GraphScene *const m_scene; // child of this
    Minimap *const m_minimap;  // child of this
    const std::unique_ptr<CanvasGestures> m_gestures;
    QString m_current;
    QString m_emptyText = tr("No nodes yet. Press Space to add one.");
    QPoint m_panFrom;
    QElapsedTimer m_sinceAnnounced; ///< readers are told of states once a second at most
    bool m_isPanning = false;
    bool m_isSpaceHeld = false;
    bool m_hasPannedBySpace = false;
    bool m_isUsedByKeyboard = false; ///< the focus ring shows for those who need it
    bool m_isSelectingByCode = false;
    bool m_isStale = false;
    bool m_isEditable = true;
    bool m_isFocusMode = false;
    bool m_followsContent = true; ///< fitted, and not moved by the user since
};

} // namespace postern::graph
