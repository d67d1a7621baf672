// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/theme/tokens.h"

#include <QFont>
#include <QString>

class QApplication;

namespace postern::theme {

/// Gives the whole application the scheme: palette, style sheet and fonts. May be called again at
/// any time; widgets that read tokens themselves repaint on QEvent::StyleChange, and what was
/// measured or put into a document comes anew by follow() (widgets/theme/follow.h).
/// `textScale` is the user's text size, 1 to 2.
void apply(QApplication &application, Scheme scheme, double textScale = 1.0);

/// apply() in two halves, for a program that begins: its first window is built between them in half
/// the time, because Qt polishes what is put into another part anew as soon as there is a style
/// sheet. Nothing may be shown before the second.
void applyColoursAndFonts(Scheme scheme, double textScale);
void applyStyleSheet(QApplication &application);

/// What apply() set last; dark before the first call.
Scheme currentScheme();
const Tokens &current();

/// The user's text size, 1 to 2.
double textScale();

/// A length of the design at the user's text size: icons and columns grow with the words beside them.
int scaled(int pixels);

/// The interface's font (Inter with a Korean fallback) at a size in logical pixels times the
/// text scale.
QFont font(double pixels = 12, QFont::Weight weight = QFont::Normal);
/// The same without the text scale: for what is drawn into boxes of fixed size, as on the canvas.
QFont fixedFont(double pixels, QFont::Weight weight = QFont::Normal);
/// JetBrains Mono with the same fallback.
QFont monoFont(double pixels = 12);

/// The style sheet of a scheme: the template with its tokens filled in. Dynamic properties and
/// object names it knows are listed at its top (resources/theme/postern.qss).
QString styleSheet(Scheme scheme, double textScale = 1.0);

} // namespace postern::theme
