// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/connection.h"
#include "widgets/graph/gesture.h"

#include <QSet>

#include <optional>
#include <vector>

namespace postern::graph {

class GraphView;
class NodeItem;
class TargetItem;
class WireItem;

/// A wire is led from an output to an input, or from an input or a condition to an output: what it
/// may end at is lit, all else fades, as long as the gesture is there.
class WireGesture final : public Gesture
{
public:
    /// There has to be such a node.
    WireGesture(GraphView &view, WireStart start);
    ~WireGesture() override;

    void moveTo(const Pointer &pointer) override;
    std::function<void()> finish(const Pointer &pointer) override;
    void cancel() override {}

    /// To the next input that it may end at, or the one before; in the order of the flow.
    void step(bool isForward);
    /// To that input; false when the wire may not end there.
    bool holdAt(const QString &node, const QString &port);
    /// To be told: it is connected to the input that it holds to.
    std::function<void()> connectHeld() const;
    /// The end was left in empty space, where somebody offers what could come there.
    bool isLeft() const { return m_isLeft; }

    /// More is known by now of what it may end at.
    void renew();

    const WireStart &start() const { return m_start; }
    PortType type() const { return m_type; }
    const std::vector<WireTarget> &targets() const { return m_targets; }
    /// What the wire holds to; null when it holds to nothing.
    const WireTarget *held() const { return m_held ? &m_targets[*m_held] : nullptr; }
    /// Why nothing of the node under the mouse is offered.
    const QString &hint() const { return m_hint; }

private:
    struct Legal
    {
        std::size_t target;
        QPointF at; ///< in the scene
        TargetItem *item;
    };

    void light();
    QSet<QString> ownLines() const;
    void placeTargets(const QString &node, const std::vector<std::size_t> &targets);
    std::optional<std::size_t> near(const QPointF &at) const;
    std::optional<std::size_t> onFace(const QPointF &at) const;
    void hold(std::optional<std::size_t> legal, const QPointF &end);
    QString hintAt(const QPointF &at) const;
    /// Names side by side, without covering each other, from the legal port of that number on.
    void spreadNames(const NodeItem &node, std::size_t first);

    GraphView &m_view;
    const WireStart m_start;
    std::vector<WireTarget> m_targets;
    std::vector<Legal> m_legal;
    PortType m_type = PortType::Unknown;
    WireItem *m_wire = nullptr; // belongs to the scene, removed by this
    std::optional<std::size_t> m_held;
    QString m_hint;
    bool m_isLeft = false;
};

} // namespace postern::graph
