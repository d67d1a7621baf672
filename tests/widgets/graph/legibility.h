// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSize>
#include <QStringList>

#include <cstddef>

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::test {

/// The canvas of a window of 1440 x 900.
inline constexpr QSize kColumn(488, 780);

/// What can be read of a graph as it stands in its view.
struct Legibility
{
    std::size_t names = 0;    ///< of all nodes and boxes
    std::size_t readable = 0; ///< in sight, in letters that can be read, not too much shortened
    QStringList missing;      ///< the others

    bool isWhole() const { return readable == names; }
};

Legibility legibilityOf(const graph::GraphView &view);

} // namespace postern::test
