// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace postern::ide {

/// The room that a panel has in a small window: what is higher than it is scrolled, where it would
/// else push the panel out of the window.
class PanelRoom final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PanelRoom(QWidget *panel, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace postern::ide
