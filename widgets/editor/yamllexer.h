// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qsci/qscilexercustom.h>

namespace postern::widgets {

/// Colours YAML by YamlStyle and folds it by its indentation. What stays as it was is not
/// painted again, which QScintilla's own lexer of YAML doesn't keep to.
class YamlLexer : public QsciLexerCustom
{
    Q_OBJECT

public:
    using QsciLexerCustom::QsciLexerCustom;

    const char *language() const override { return "YAML"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;

protected:
    /// Lines that fold by their indentation, so much deeper than those around them.
    struct Folded
    {
        int begin = 0;
        int end = 0;
        int depth = 0;
    };

    /// Colours the lines of a range of bytes. Returns the last one.
    int styleLines(int start, int end);
    /// Folds some of these lines anew.
    void foldLines(const Folded &lines, int first, int last);
    long ask(unsigned int message, long argument = 0) const;

private:
    /// How deep a line stands; negative when nothing is in it but a comment.
    int depthOf(int line) const;
};

} // namespace postern::widgets
