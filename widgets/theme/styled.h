// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QVariant>

class QWidget;

namespace postern::theme {

/// Sets a property that the style sheet looks at, and styles the widget anew. Does nothing when it
/// has that value: to style paints the widget and lays out everything around it.
void setStyled(QWidget &widget, const char *property, const QVariant &value);

} // namespace postern::theme
