// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>

namespace postern::ide {

/// What a file holds, by its name, as the status bar says it: "YAML", "Python", ...
/// Untranslated, but for plain text.
QString fileKind(const QString &name);

/// "LF", "CRLF" or "CR", or "Mixed line ends", translated, when the lines end in several ways.
/// A text of one line counts as LF.
QString lineEnds(std::string_view text);

} // namespace postern::ide
