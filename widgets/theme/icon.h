// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QStringList>

class QPainter;
class QRectF;

namespace postern::theme {

/// An icon of our own set, drawn in a token's colour of whatever scheme is current when it is
/// painted: a change of scheme needs no new icons. Disabled ones take text.disabled.
/// `name` is a file of resources/icons without its ending; an unknown one gives a null icon.
QIcon icon(const QString &name, QColor Tokens::*tint = &Tokens::text2);

/// An icon in a colour, square, `size` logical pixels; cached.
QPixmap iconPixmap(const QString &name, const QColor &colour, int size, double devicePixelRatio);

/// Draws an icon as vectors: sharp at any zoom of the painter.
void paintIcon(QPainter &painter, const QRectF &target, const QString &name, const QColor &colour);

QStringList iconNames();

} // namespace postern::theme
