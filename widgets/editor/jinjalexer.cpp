// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/jinjalexer.h"

#include <QByteArray>
#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <string_view>

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

} // namespace

QString JinjaLexer::description(int style) const
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
    const int length = editor()->length(); // bytes() adds a zero behind it
    const QByteArray bytes = editor()->bytes(0, length);
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(length));
    startStyling(0);
    std::size_t at = 0;
    while (at < text.size()) {
        const auto tag = std::find_if(std::begin(kTags), std::end(kTags), [&](const Tag &candidate) {
            return text.substr(at, 2) == candidate.open;
        });
        std::size_t end = 0;
        Style style = Text;
        if (tag != std::end(kTags)) {
            const auto close = text.find(tag->close, at + 2);
            end = close == std::string_view::npos ? text.size() : close + 2;
            style = tag->style;
        } else {
            end = std::min(text.find('\n', at), text.size() - 1) + 1;
            const bool atLineStart = at == 0 || text[at - 1] == '\n';
            if (atLineStart && isRole(text.substr(at, end - at)))
                style = Role;
            else
                end = std::min(end, text.find('{', at + 1));
        }
        setStyling(static_cast<int>(end - at), style);
        at = end;
    }
}

} // namespace postern::widgets
