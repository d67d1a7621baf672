// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace postern::theme {

// Texts of any length and origin, for widgets that lay out all they are given.

/// A text cut after that many characters, which "…" then says.
QString shortened(const QString &text, qsizetype most);

/// A text as a tool tip: not too long, and never taken for HTML.
QString plainToolTip(const QString &text);

} // namespace postern::theme
