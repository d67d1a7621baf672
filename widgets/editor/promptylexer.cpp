// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/promptylexer.h"

#include "widgets/editor/jinjalexer.h"
#include "widgets/editor/linebreak.h"

#include <QByteArray>
#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <string_view>

namespace postern::widgets {

QString PromptyLexer::description(int style) const
{
    return style < kTemplateStyles ? YamlLexer::description(style)
                                   : JinjaLexer::nameOf(style - kTemplateStyles);
}

void PromptyLexer::styleText(int, int)
{
    // Prompties are short, and a line of dashes turns all below it into something else.
    const int length = editor()->length();
    const QByteArray bytes = editor()->bytes(0, length); // with a zero after them
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(length));
    const std::size_t closing = frontMatterEnd(text);
    const std::size_t head = closing == 0 ? 0
                                          : std::min(text.find('\n', closing), text.size() - 1) + 1;
    const int headEnd = static_cast<int>(std::min(head, text.size()));
    if (headEnd > 0) {
        const int last = styleLines(0, headEnd);
        const int count = closing < text.size() ? last : last + 1; // without the dashes below
        editor()->SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL,
                                0UL,
                                static_cast<long>(
                                    QsciScintilla::SC_FOLDLEVELBASE
                                    | (count > 1 ? QsciScintilla::SC_FOLDLEVELHEADERFLAG : 0)));
        foldLines({1, count, 1}, 1, count - 1);
    }
    styleTemplate(*this, headEnd, kTemplateStyles);
}

} // namespace postern::widgets
