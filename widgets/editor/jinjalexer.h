// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qsci/qscilexercustom.h>

namespace postern::widgets {

/// Colours a Jinja template: role headings of prompts, expressions, statements and comments.
class JinjaLexer final : public QsciLexerCustom
{
    Q_OBJECT

public:
    enum Style { Text, Role, Expression, Statement, Comment };

    using QsciLexerCustom::QsciLexerCustom;

    const char *language() const override { return "Jinja"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;
};

} // namespace postern::widgets
