// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace postern::ide {

/// Lets Return and Enter press the button that has the focus, as Space does. Qt does that for the
/// buttons of dialogs only.
class ButtonKeys final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace postern::ide
