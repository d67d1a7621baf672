// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/arrangement.h"

#include <QObject>

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::ide {

class Actions;

/// The commands that arrange the canvas and wire by keys: what each does, and when it can.
class CanvasCommands final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to the view.
    CanvasCommands(const Actions &actions, graph::GraphView &view);

private:
    void refresh();
    /// Of the node walked to; again, from its next output.
    void beginWire();

    /// Asks for the title of a group of the selected nodes.
    void group();
    void renameGroup(const graph::Frame &frame);

    const Actions &m_actions;
    graph::GraphView &m_view;
};

} // namespace postern::ide
