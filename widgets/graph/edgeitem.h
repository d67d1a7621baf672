// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QGraphicsItem>
#include <QPainterPath>
#include <QPen>

#include <optional>

namespace postern::graph {

/// A line between two nodes. Lives at 0, 0 of the scene; its path is in scene coordinates.
class EdgeItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };
    /// What a gesture is about to do with it.
    enum class Mark { None, Cut, Splice };

    explicit EdgeItem(GraphEdge edge);

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    const GraphEdge &edge() const { return m_edge; }
    void setEdge(const GraphEdge &edge);
    /// Ends and bends from the source to the target; a broken edge has the target alone.
    void setPoints(const QList<QPointF> &points);
    /// The same by way of a trunk: at rest only its own part is drawn.
    void setRoute(const QPainterPath &whole, const QPainterPath &own);
    /// What stands beside the line in place of its own words; null: those.
    void setSharedLabel(const std::optional<QString> &label);
    void setMark(Mark mark);
    void setMarks(const EdgeMarks &marks);
    const EdgeMarks &marks() const { return m_marks; }
    /// Drawn, and met by the mouse, only while revealed.
    void setConcealed(bool isConcealed);
    bool isConcealed() const { return m_isConcealed; }
    /// One of its nodes is selected.
    void setRevealed(bool isRevealed);
    /// Of a line by way of a trunk a place that is its own.
    QPointF middle() const { return m_path.pointAtPercent(m_own.isEmpty() ? 0.5 : 0.9); }
    const QPainterPath &path() const { return m_path; }

    /// Where the middle of its label may stand, the best first; none where it has no label.
    QList<QPointF> labelPlaces() const;
    /// What a label there covers at the least zoom that shows it.
    QRectF labelRect(const QPointF &centre) const;
    QRectF labelRect() const { return labelRect(m_labelAt); }
    void setLabelPlace(const QPointF &centre);

    /// "${a.output}" and below it where it goes.
    QString referenceText() const;
    QString targetText() const;

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    QPen pen(const QPainter &painter) const;
    bool isThick() const;
    void paintMarks(QPainter &painter) const;
    /// The sign of what came or went, on the line.
    void paintDifference(QPainter &painter) const;
    /// What the word on a line that brings something edited covers, at the least zoom that shows it.
    QRectF chipRect(double scale) const;
    /// What stands beside the line: the condition, the count or "?".
    QString label() const;
    /// In pixels of the screen.
    QSizeF labelSize() const;
    void measure();
    void bound();

    GraphEdge m_edge;
    QPainterPath m_path;
    QPainterPath m_own; ///< of a line by way of a trunk: its own part
    std::optional<QString> m_sharedLabel;
    QPointF m_labelAt; ///< its middle
    QRectF m_bounds;
    mutable QPainterPath m_shape; ///< made when first asked for: the mouse comes near few lines
    Mark m_mark = Mark::None;
    EdgeMarks m_marks;
    bool m_isHovered = false;
    bool m_isConcealed = false;
    bool m_isRevealed = false;
};

/// A curve through the points whose tangents are vertical at every one of them.
QPainterPath edgePath(const QList<QPointF> &points);

} // namespace postern::graph
