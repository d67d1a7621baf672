// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/arrangement.h"
#include "widgets/graph/gesture.h"

namespace postern::graph {

class EdgeItem;
class GraphView;

/// Nodes are dragged to another place, from point to point of the grid. A node that is dropped on a
/// line goes between.
class MoveGesture final : public Gesture
{
public:
    /// `leader` is the node under the mouse: it comes to stand on the grid, the others keep their
    /// distance.
    MoveGesture(GraphView &view, const QString &leader, const QPointF &from);
    ~MoveGesture() override;

    void moveTo(const Pointer &pointer) override;
    std::function<void()> finish(const Pointer &pointer) override;
    void cancel() override;

private:
    /// A line below the node, and the input that would take from it.
    struct Splice
    {
        QString edge; ///< its key; empty: none
        QString input;
    };

    Splice spliceHere() const;
    void show(const Splice &splice);
    EdgeItem *lineOf(const Splice &splice) const;

    GraphView &m_view;
    const QString m_leader;
    const QPointF m_from;
    Places m_start; ///< of all that move
    Splice m_splice;
};

/// Moves the selected nodes, by keys.
void nudge(GraphView &view, const QPointF &by);

} // namespace postern::graph
