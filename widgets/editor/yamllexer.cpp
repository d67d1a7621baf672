// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/yamllexer.h"

#include "widgets/editor/yamlscan.h"

#include <QByteArray>
#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <array>

namespace postern::widgets {

namespace {

// Scintilla keeps a number for each line.
int pack(const YamlState &state)
{
    return static_cast<int>(state.inside) | (state.depth << 2) | ((state.parent + 1) << 10);
}

YamlState unpack(int packed)
{
    return {static_cast<YamlState::Inside>(packed & 3), (packed >> 2) & 0xFF, (packed >> 10) - 1};
}

} // namespace

QString YamlLexer::description(int style) const
{
    constexpr std::array<const char *, 13> kNames{"Plain",
                                                  "Key",
                                                  "String",
                                                  "Number",
                                                  "Keyword",
                                                  "Reference",
                                                  "Comment",
                                                  "Operator",
                                                  "Anchor",
                                                  "Tag",
                                                  "Block",
                                                  "Delimiter",
                                                  "Error"};
    const auto index = static_cast<std::size_t>(style);
    return index < kNames.size() ? QString::fromLatin1(kNames[index]) : QString();
}

void YamlLexer::styleText(int start, int end)
{
    const auto first = static_cast<int>(ask(QsciScintilla::SCI_LINEFROMPOSITION, start));
    const int last = styleLines(start, end);
    foldLines({0, static_cast<int>(ask(QsciScintilla::SCI_GETLINECOUNT))}, first, last);
}

int YamlLexer::styleLines(int start, int end)
{
    const auto first = static_cast<int>(ask(QsciScintilla::SCI_LINEFROMPOSITION, start));
    int position = static_cast<int>(ask(QsciScintilla::SCI_POSITIONFROMLINE, first));
    YamlState state;
    if (first > 0)
        state = unpack(static_cast<int>(ask(QsciScintilla::SCI_GETLINESTATE, first - 1)));
    startStyling(position);
    int line = first;
    std::vector<YamlToken> tokens;
    for (; position < end; ++line) {
        const auto textEnd = static_cast<int>(ask(QsciScintilla::SCI_GETLINEENDPOSITION, line));
        const int next = position + static_cast<int>(ask(QsciScintilla::SCI_LINELENGTH, line));
        tokens.clear();
        if (textEnd > position) {
            const QByteArray bytes = editor()->bytes(position, textEnd); // with a zero after them
            state = scanYamlLine({bytes.constData(), static_cast<std::size_t>(textEnd - position)},
                                 state,
                                 tokens);
        }
        for (const YamlToken &token : tokens)
            setStyling(static_cast<int>(token.length), static_cast<int>(token.style));
        if (next > textEnd)
            setStyling(next - textEnd, static_cast<int>(YamlStyle::Plain));
        editor()->SendScintilla(QsciScintilla::SCI_SETLINESTATE,
                                static_cast<unsigned long>(line),
                                static_cast<long>(pack(state)));
        position = next;
    }
    return line - 1;
}

void YamlLexer::foldLines(const Folded &lines, int first, int last)
{
    int below = -1;
    for (int line = last + 1; line < lines.end && below < 0; ++line)
        below = depthOf(line);
    for (int line = last; line >= lines.begin; --line) {
        const int depth = depthOf(line);
        int level = QsciScintilla::SC_FOLDLEVELBASE + lines.depth
                    + (depth >= 0 ? depth : std::max(below, 0));
        if (depth >= 0 && below > depth)
            level |= QsciScintilla::SC_FOLDLEVELHEADERFLAG;
        editor()->SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL,
                                static_cast<unsigned long>(line),
                                static_cast<long>(level));
        if (depth < 0)
            continue;
        if (line < first)
            break; // the last one above: whether something hangs below it is all that may be new
        below = depth;
    }
}

int YamlLexer::depthOf(int line) const
{
    const long text = ask(QsciScintilla::SCI_GETLINEINDENTPOSITION, line);
    // Empty lines and comments go with what comes next: to begin one folds nothing anew, for which
    // all of the view would be painted.
    if (text >= ask(QsciScintilla::SCI_GETLINEENDPOSITION, line)
        || ask(QsciScintilla::SCI_GETCHARAT, text) == '#')
        return -1;
    // Items of a list hang below their key, though they may begin in the same column.
    const bool isItem = ask(QsciScintilla::SCI_GETCHARAT, text) == '-';
    constexpr long kDeepestIndent = 1000;
    const long indent = std::min(ask(QsciScintilla::SCI_GETLINEINDENTATION, line), kDeepestIndent);
    return static_cast<int>(2 * indent + (isItem ? 1 : 0));
}

long YamlLexer::ask(unsigned int message, long argument) const
{
    return editor()->SendScintilla(message, static_cast<unsigned long>(argument));
}

} // namespace postern::widgets
