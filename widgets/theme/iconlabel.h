// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/theme/tokens.h"

#include <QWidget>

namespace postern::theme {

/// An icon that only shows, in text2 of whatever scheme is current.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    IconLabel(QString name,
              int size,
              QWidget *parent = nullptr,
              QColor Tokens::*tint = &Tokens::text2);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QColor Tokens::*m_tint;
};

} // namespace postern::theme
