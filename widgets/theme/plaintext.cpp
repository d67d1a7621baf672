// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/plaintext.h"

namespace postern::theme {

namespace {
constexpr qsizetype kToolTipCharacters = 1'000;
} // namespace

QString shortened(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most) + QStringLiteral("…");
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<div style=\"white-space: pre-wrap\">%1</div>")
        .arg(shortened(text, kToolTipCharacters).toHtmlEscaped());
}

} // namespace postern::theme
