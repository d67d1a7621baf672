// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

class QTreeWidget;
class QTreeWidgetItem;

namespace postern::dap {
struct Variable;
} // namespace postern::dap

namespace postern::ide {

class DebugController;

/// The functions that are being called where Python code stands, the innermost first, each with its
/// variables below it, and what is inside of those.
class CallStackPane final : public QWidget
{
    Q_OBJECT

public:
    explicit CallStackPane(DebugController &debug, QWidget *parent = nullptr);

signals:
    /// A function was activated.
    void placeChosen(const QString &file, int line, int column);

private:
    void showStop();
    void load(QTreeWidgetItem *item);
    void fill(QTreeWidgetItem *item, const std::vector<dap::Variable> &variables);

    DebugController &m_debug;
    QTreeWidget *const m_tree; // child of this
    std::uint64_t m_shown = 0; ///< the stop that is shown
};

} // namespace postern::ide
