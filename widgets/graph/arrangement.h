// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QPointF>
#include <QSet>
#include <QString>
#include <QStringList>

namespace postern::graph {

/// The corners of nodes, in scene coordinates, by id.
using Places = QHash<QString, QPointF>;

/// Distances that nodes are moved by are multiples of this.
inline constexpr double kGrid = 8;

/// A group of nodes with a title.
struct Frame
{
    QString title;
    QStringList nodes; ///< ids; of nodes that are gone, too

    bool operator==(const Frame &) const = default;
};

/// What of a canvas is arranged by hand, and is no part of the flow.
struct Arrangement
{
    /// Of nodes that are gone, too: one may come back. Empty while the layout is the program's.
    Places places;
    QSet<QString> hiddenEdges; ///< by GraphEdge::key()
    QList<Frame> frames;

    bool operator==(const Arrangement &) const = default;
};

} // namespace postern::graph
