// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/jinjalexer.h"

#include <QByteArray>
#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace postern::widgets {

namespace {

struct Tag
{
    std::string_view open;
    std::string_view close;
    JinjaLexer::Style style;
};

constexpr Tag kTags[]{{"{{", "}}", JinjaLexer::Expression},
                      {"{%", "%}", JinjaLexer::Statement},
                      {"{#", "#}", JinjaLexer::Comment}};

// "system:" or "# system:" alone on a line begins a chat message.
bool isRole(std::string_view line)
{
    const auto begin = line.find_first_not_of("# \t");
    if (begin == std::string_view::npos)
        return false;
    line.remove_prefix(begin);
    line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
    for (const std::string_view role :
         {"system:", "user:", "assistant:", "function:", "tool:", "developer:"}) {
        if (line == role)
            return true;
    }
    return false;
}

struct Piece
{
    std::size_t end;
    JinjaLexer::Style style;
};

Piece pieceAt(std::string_view text, std::size_t at)
{
    const auto *const tag = std::ranges::find(kTags, text.substr(at, 2), &Tag::open);
    if (tag != std::end(kTags)) {
        const auto close = text.find(tag->close, at + 2);
        return {close == std::string_view::npos ? text.size() : close + 2, tag->style};
    }
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const bool isAtLineStart = at == 0 || text[at - 1] == '\n';
    if (isAtLineStart && isRole(text.substr(at, end - at)))
        return {end, JinjaLexer::Role};
    return {std::min(end, text.find('{', at + 1)), JinjaLexer::Text};
}

/// What stands below a role hangs under it; where the text begins without one, nothing does.
void foldRoles(QsciScintilla &view, int begin, const std::vector<std::size_t> &roles)
{
    const auto lineOf = [&view](int position) {
        return static_cast<int>(view.SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION,
                                                   static_cast<unsigned long>(position)));
    };
    auto next = roles.begin();
    long level = QsciScintilla::SC_FOLDLEVELBASE;
    for (int line = lineOf(begin); line < view.lines(); ++line) {
        const bool isRole = next != roles.end() && lineOf(begin + static_cast<int>(*next)) == line;
        if (isRole)
            ++next;
        view.SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL,
                           static_cast<unsigned long>(line),
                           isRole ? QsciScintilla::SC_FOLDLEVELBASE
                                        | QsciScintilla::SC_FOLDLEVELHEADERFLAG
                                  : level);
        if (isRole)
            level = QsciScintilla::SC_FOLDLEVELBASE + 1;
    }
}

} // namespace

QString JinjaLexer::nameOf(int style)
{
    switch (style) {
    case Text:
        return QStringLiteral("Text");
    case Role:
        return QStringLiteral("Role");
    case Expression:
        return QStringLiteral("Expression");
    case Statement:
        return QStringLiteral("Statement");
    case Comment:
        return QStringLiteral("Comment");
    default:
        return {};
    }
}

void JinjaLexer::styleText(int, int)
{
    // Templates are short and a tag may begin anywhere above: all of it is read every time.
    styleTemplate(*this, 0, 0);
}

void styleTemplate(QsciLexerCustom &lexer, int begin, int firstStyle)
{
    const int length = lexer.editor()->length();
    const QByteArray bytes = lexer.editor()->bytes(begin, length); // with a zero after them
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(length - begin));
    lexer.startStyling(begin);
    std::vector<std::size_t> roles;
    std::size_t at = 0;
    while (at < text.size()) {
        const Piece piece = pieceAt(text, at);
        if (piece.style == JinjaLexer::Role)
            roles.push_back(at);
        lexer.setStyling(static_cast<int>(piece.end - at), firstStyle + piece.style);
        at = piece.end;
    }
    foldRoles(*lexer.editor(), begin, roles);
}

} // namespace postern::widgets
