// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

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

    Session &m_session;
};

} // namespace postern::ide
