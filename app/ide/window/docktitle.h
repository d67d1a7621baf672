// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QDockWidget;
class QHBoxLayout;
class QLabel;

namespace postern::ide {

/// The strip over a panel: its name, a remark, and buttons to float and to close it. Dragged, it
/// moves the panel.
class DockTitle final : public QWidget
{
    Q_OBJECT

public:
    explicit DockTitle(QDockWidget *dock);

    /// "9 nodes", after the name.
    void setRemark(const QString &text);
    /// A button after the remark.
    void addAction(QAction *action);
    /// A dock goes by this, whatever is the least height.
    QSize sizeHint() const override;

private:
    QLabel *const m_remark;          // child of this
    QHBoxLayout *m_layout = nullptr; // of this
};

} // namespace postern::ide
