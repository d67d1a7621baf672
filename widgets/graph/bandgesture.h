// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/gesture.h"

#include <QSet>
#include <QString>

#include <memory>
#include <vector>

namespace postern::graph {

class EdgeItem;
class GraphView;
class StrokeItem;

/// A frame is drawn around nodes, which selects those that it touches.
class BandGesture final : public Gesture
{
public:
    /// What was selected stays so, and more comes to it, where `adds`.
    BandGesture(GraphView &view, const QPointF &from, bool adds);
    ~BandGesture() override;

    void moveTo(const Pointer &pointer) override;
    std::function<void()> finish(const Pointer &pointer) override;
    void cancel() override;

private:
    GraphView &m_view;
    const QPointF m_from;
    const QStringList m_before;
    const bool m_adds;
    const std::unique_ptr<StrokeItem> m_band;
};

/// A cut is drawn through lines, which are to go.
class SliceGesture final : public Gesture
{
public:
    SliceGesture(GraphView &view, const QPointF &from);
    ~SliceGesture() override;

    void moveTo(const Pointer &pointer) override;
    std::function<void()> finish(const Pointer &pointer) override;
    void cancel() override {}

private:
    /// Those that the cut goes through.
    std::vector<EdgeItem *> cut(const QPointF &to) const;

    GraphView &m_view;
    const QPointF m_from;
    const std::unique_ptr<StrokeItem> m_line;
};

} // namespace postern::graph
