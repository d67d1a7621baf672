// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/arrangement.h"

#include <QGraphicsItem>

namespace postern::graph {

/// Around a group of nodes, behind them, with the group's title at its top. It is met by the mouse at
/// the title alone.
class FrameItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 3 };

    explicit FrameItem(Frame frame);

    int type() const override { return Type; }
    const Frame &frame() const { return m_frame; }
    void setFrame(const Frame &frame);
    /// Around these faces, of the scene.
    void setFaces(const QRectF &faces);
    QRectF area() const { return m_area; }
    /// Where its title is, at that zoom.
    QRectF titleArea(double scale) const;

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    Frame m_frame;
    QRectF m_area;
};

} // namespace postern::graph
