// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/geometry.h"

#include <QGraphicsItem>

#include <span>
#include <vector>

namespace postern::graph {

class NodeItem;

/// What is painted of a node, kept as a picture. Apart from the node, as an item that is selected
/// paints all of itself.
class FaceItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 4 };

    explicit FaceItem(NodeItem &node);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    /// Empty: the mouse meets the node.
    QPainterPath shape() const override { return {}; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    /// The node is about to be of another size.
    void resize() { prepareGeometryChange(); }

private:
    const NodeItem &m_node;
};

/// A node or a box on the canvas. Its position is the face's top left.
class NodeItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    explicit NodeItem(GraphNode node);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *, const QStyleOptionGraphicsItem *, QWidget *) override {} // see FaceItem
    void paintFace(QPainter &painter) const;

    QRectF face() const { return {0, 0, kNodeWidth, faceHeight(m_node)}; }
    QRectF sceneFace() const { return face().translated(pos()); }
    static double faceHeight(const GraphNode &node)
    {
        return node.isBox() ? kBoxHeight : kNodeHeight;
    }

    const GraphNode &node() const { return m_node; }
    const QString &id() const { return m_node.id; }
    const NodeStatus &status() const { return m_status; }
    const NodeMarks &marks() const { return m_marks; }

    void setNode(const GraphNode &node);
    void setStatus(const NodeStatus &status);
    void setMarks(const NodeMarks &marks);
    void setFocusRing(bool visible);
    /// With all that is drawn around it.
    void moveTo(const QPointF &place);
    /// What is free at the face's right, for a name that is wider than a face drawn small.
    void setRoom(double room);
    /// Of the name, at a zoom at which it is drawn at the screen's size.
    NamePlace namePlace(double scale) const;

    bool hasLook() const { return m_look != FaceLook(); }
    /// Draws the rings of selection, hover and focus, in the scene's coordinates.
    void paintLook(QPainter &painter) const;

    /// Draws what of a small name goes on beside the face.
    void paintOverflow(QPainter &painter, const NamePlace &name) const;

    /// Draws the name alone, in the scene's coordinates, to be read on a face that is faded.
    void paintNameInFull(QPainter &painter) const;

    /// One port for each line that arrives, from left to right.
    void setInputPorts(std::vector<PlacedPort> ports);
    const std::vector<PlacedPort> &inputPorts() const { return m_inputs; }
    const std::vector<PlacedPort> &outputPorts() const { return m_outputs; }
    /// Where a line leaves, in scene coordinates.
    QPointF outputAnchor(const QString &port) const;
    /// Where the line at that place from the left arrives, in scene coordinates.
    QPointF inputAnchor(std::size_t index) const;
    /// The port whose 20 px hit area holds a point of the item, or null.
    const PlacedPort *portAt(const QPointF &point) const;

    /// Whether a point of the item is where its breakpoint stands, or would stand.
    bool isAtBreakpoint(const QPointF &point) const;

    /// "answer, LLM, paused, breakpoint, 4 inputs, 1 output"
    QString accessibleName() const;
    /// For the place of the item that the mouse is over.
    QString toolTipAt(const QPointF &point) const;

    /// x of the slots for `count` ports on a face.
    static double slot(std::size_t index, std::size_t count);

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    void updateLook();
    /// Of the views, what is drawn around the face.
    void updateAround();
    QRectF lineRect(double top) const; ///< of a line below the header
    void placeOutputs();

    FaceItem *const m_face; // child of this
    GraphNode m_node;
    NodeStatus m_status;
    NodeMarks m_marks;
    FaceLook m_look;
    double m_nameWidth = 0; ///< at the screen's size
    double m_room = 0;
    std::vector<PlacedPort> m_inputs;
    std::vector<PlacedPort> m_outputs;
};

} // namespace postern::graph
