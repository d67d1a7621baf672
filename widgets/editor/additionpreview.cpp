// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/additionpreview.h"

#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <Qsci/qsciscintilla.h>
#include <Qsci/qscistyle.h>
#include <Qsci/qscistyledtext.h>

#include <algorithm>

namespace postern::widgets {

namespace {
// Beyond those of the lexers.
constexpr int kAddedStyle = 200;
constexpr int kMarkedStyle = 201;

using Sci = QsciScintilla;
} // namespace

void showAddition(QsciScintilla &editor, int below, const std::vector<AddedLine> &lines)
{
    editor.clearAnnotations();
    if (lines.empty())
        return;
    const theme::Tokens &tokens = theme::current();
    const QFont font = editor.font();
    const QsciStyle added(kAddedStyle, {}, tokens.text2, tokens.bgInput, font, true);
    const QsciStyle marked(kMarkedStyle, {}, tokens.ok, tokens.bgOk, font, true);
    QList<QsciStyledText> texts;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QString end = i + 1 < lines.size() ? QStringLiteral("\n") : QString();
        texts.append(QsciStyledText(QStringLiteral("+ ") + lines[i].text + end,
                                    lines[i].isMarked ? marked : added));
    }
    editor.setAnnotationDisplay(Sci::AnnotationStandard);
    editor.annotate(std::clamp(below, 0, editor.lines() - 1), texts);
    for (const int style : {kAddedStyle, kMarkedStyle}) // its own font may have its size in pixels
        editor.SendScintilla(Sci::SCI_STYLESETSIZEFRACTIONAL,
                             style,
                             editor.SendScintilla(Sci::SCI_STYLEGETSIZEFRACTIONAL,
                                                  Sci::STYLE_DEFAULT));
    const auto onScreen = static_cast<int>(editor.SendScintilla(Sci::SCI_LINESONSCREEN));
    const int wanted = below + static_cast<int>(lines.size()) + 1 - onScreen;
    if (below < editor.firstVisibleLine() || wanted > editor.firstVisibleLine())
        editor.setFirstVisibleLine(std::max(0, std::min(below - 2, std::max(0, wanted))));
}

void clearAddition(QsciScintilla &editor)
{
    editor.clearAnnotations();
}

} // namespace postern::widgets
