// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolBar>

namespace postern::ide {

class Actions;

/// The modes at the left edge of the window, and the settings below them.
class ModeBar final : public QToolBar
{
    Q_OBJECT

public:
    explicit ModeBar(const Actions &actions, QWidget *parent);

    /// Icons alone.
    void setCompact(bool isCompact);

private:
    void fit();
};

} // namespace postern::ide
