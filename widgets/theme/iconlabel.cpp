// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/iconlabel.h"

#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <utility>

namespace postern::theme {

IconLabel::IconLabel(QString name, int size, QWidget *parent, QColor Tokens::*tint)
    : QWidget(parent)
    , m_name(std::move(name))
    , m_tint(tint)
{
    follow(this, [this, size] { setFixedSize(scaled(size), scaled(size)); });
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_name, current().*m_tint);
}

} // namespace postern::theme
