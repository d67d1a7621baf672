// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace postern::theme {

/// A tool button whose text is shortened in the middle where there is no room for all of it.
class ElidedButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit ElidedButton(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace postern::theme
