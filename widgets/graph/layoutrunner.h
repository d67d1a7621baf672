// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/layout/layout.h"

#include <QObject>

#include <memory>

namespace postern::graph {

/// Runs Graphviz off the UI's thread, one graph at a time: a newer one stops the older.
class LayoutRunner final : public QObject
{
    Q_OBJECT

public:
    explicit LayoutRunner(QObject *parent = nullptr);
    ~LayoutRunner() override;

    /// `arrived` follows with the same number, unless Graphviz is missing or fails.
    void start(quint64 number, layout::Graph graph);

signals:
    void arrived(quint64 number, const postern::layout::Positions &positions);

private:
    class Loop;
    std::unique_ptr<Loop> m_loop; ///< its thread is started by the first graph
};

} // namespace postern::graph
