// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qsci/qscilexercustom.h>

namespace postern::widgets {

/// Colours a Jinja template: role headings of prompts, expressions, statements and comments. What
/// stands below a role folds under it.
class JinjaLexer final : public QsciLexerCustom
{
    Q_OBJECT

public:
    enum Style { Text, Role, Expression, Statement, Comment };

    using QsciLexerCustom::QsciLexerCustom;

    const char *language() const override { return "Jinja"; }
    static QString nameOf(int style);
    QString description(int style) const override { return nameOf(style); }
    void styleText(int start, int end) override;
};

/// Colours the template that begins at a byte, the beginning of a line, and goes to the end of the
/// text; its styles are those of JinjaLexer and `firstStyle`.
void styleTemplate(QsciLexerCustom &lexer, int begin, int firstStyle);

} // namespace postern::widgets
