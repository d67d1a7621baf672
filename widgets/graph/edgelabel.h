// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QGraphicsItem>
#include <QString>

namespace postern::graph {

/// What the line under the mouse refers to; above all nodes and of one size at every zoom.
class EdgeLabel final : public QGraphicsItem
{
public:
    EdgeLabel();

    void setText(const QString &reference, const QString &target);

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    QString m_reference;
    QString m_target;
    QRectF m_bounds;
};

} // namespace postern::graph
