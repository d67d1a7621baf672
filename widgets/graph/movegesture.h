// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/arrangement.h"
#include "widgets/graph/gesture.h"

namespace postern::graph {

class GraphView;

/// Nodes are dragged to another place, from point to point of the grid.
class MoveGesture final : public Gesture
{
public:
    /// `leader` is the node under the mouse: it comes to stand on the grid, the others keep their
    /// distance.
    MoveGesture(GraphView &view, const QString &leader, const QPointF &from);

    void moveTo(const Pointer &pointer) override;
    std::function<void()> finish(const Pointer &pointer) override;
    void cancel() override;

private:
    GraphView &m_view;
    const QString m_leader;
    const QPointF m_from;
    Places m_start; ///< of all that move
};

/// Moves the selected nodes, by keys.
void nudge(GraphView &view, const QPointF &by);

} // namespace postern::graph
