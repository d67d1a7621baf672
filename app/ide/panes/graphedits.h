// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QList>
#include <QObject>

namespace postern::flow {
class FlowEditor;
} // namespace postern::flow

namespace postern::graph {
class GraphView;
} // namespace postern::graph

namespace postern::ide {

class Session;

/// Makes edits of the flow's text of what is done to its lines on the canvas.
class GraphEdits final : public QObject
{
    Q_OBJECT

public:
    GraphEdits(Session &session, graph::GraphView &view);

private:
    void connectInput(const QString &from,
                      const QString &fromPort,
                      const QString &to,
                      const QString &toPort);
    void setCondition(const QString &from, const QString &fromPort, const QString &to);
    void unwire(const QList<graph::GraphEdge> &edges);
    static void unwireOne(flow::FlowEditor &editor, const graph::GraphEdge &edge);
    void splice(const QString &id, const QString &input, const graph::GraphEdge &edge);

    Session &m_session;
};

} // namespace postern::ide
