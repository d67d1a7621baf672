// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPixmap>
#include <QWidget>

namespace postern::graph {

class GraphView;

/// The whole graph in a corner of the canvas, there only while it exceeds the view. A click or a
/// drag moves the view; the keyboard has the canvas itself.
class Minimap final : public QWidget
{
    Q_OBJECT

public:
    explicit Minimap(GraphView *view);

    /// Nodes came, went or moved: draws them anew when next shown.
    void renew();
    /// The view moved, zoomed or grew: shows, hides and places the map.
    void follow();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void drawNodes();
    void moveView(const QPointF &at);

    GraphView *const m_view; // parent
    QPixmap m_nodes;         ///< null: to be drawn
    QTransform m_toMap;      ///< from the scene
};

} // namespace postern::graph
