// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qsci/qscilexercustom.h>

namespace postern::widgets {

/// Colours YAML by YamlStyle and folds it by its indentation. What stays as it was is not
/// painted again, which QScintilla's own lexer of YAML doesn't keep to.
class YamlLexer final : public QsciLexerCustom
{
    Q_OBJECT

public:
    using QsciLexerCustom::QsciLexerCustom;

    const char *language() const override { return "YAML"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    void foldLines(int first, int last);
    /// How deep a line stands; negative when nothing is in it but a comment.
    int depthOf(int line) const;
    long ask(unsigned int message, long argument = 0) const;
};

} // namespace postern::widgets
