// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/flowedit.h"

#include "engine/yaml/blockedit.h"
#include "engine/yaml/extent.h"
#include "engine/yaml/scalarwriter.h"

#include <algorithm>

namespace postern::yaml {

namespace {

/// In what quotes keys are: all of them, or none.
Node::Style styleOfKeys(const std::vector<Entry> &entries)
{
    if (entries.empty() || entries.front().key == nullptr)
        return Node::Style::Plain;
    const Node::Style first = entries.front().key->style;
    const bool areAlike = std::ranges::all_of(entries, [&](const Entry &entry) {
        return entry.key->style == first;
    });
    return areAlike ? first : Node::Style::Plain;
}

} // namespace

std::string FlowEdit::entryText(const std::vector<Entry> &entries,
                                const std::string *key,
                                const Content &content) const
{
    const Node::Style keyStyle = styleOfKeys(entries);
    const bool isJson = keyStyle == Node::Style::DoubleQuoted;
    std::string value = content.flow(m_style, isJson ? keyStyle : styleOfTexts(entries));
    if (key == nullptr)
        return value;
    std::string gap = " ";
    if (!entries.empty() && entries.front().indicator != Entry::kNowhere
        && (keyStyle == Node::Style::DoubleQuoted || keyStyle == Node::Style::SingleQuoted)) {
        const std::size_t begin = entries.front().indicator + 1;
        gap = m_text.substr(begin, skipBlanks(m_text, begin) - begin);
    }
    return writeScalar(Value(*key), Site::Flow, keyStyle, m_style.quotes) + ":" + gap + value;
}

std::optional<TextEdits> FlowEdit::insert(const Node &collection,
                                          const std::vector<Entry> &entries,
                                          std::size_t position,
                                          const std::string *key,
                                          const Content &content) const
{
    return insertText(collection, entries, position, entryText(entries, key, content));
}

std::optional<TextEdits> FlowEdit::insertText(const Node &collection,
                                              const std::vector<Entry> &entries,
                                              std::size_t position,
                                              const std::string &entry) const
{
    if (entries.empty()) {
        const std::size_t begin = collection.span.begin + 1;
        const std::size_t end = collection.span.end - 1;
        if (m_finder.hasComment(begin, end))
            return {};
        return TextEdit{begin, end - begin, entry};
    }
    if (position >= entries.size())
        return append(entries, entry);
    const Entry &next = entries[position];
    if (isOnOwnLine(next)) {
        const std::size_t line = m_finder.lineBegin(next.begin);
        return TextEdit{line,
                        0,
                        std::string(m_text.substr(line, next.begin - line)) + entry + ","
                            + m_style.lineEnd};
    }
    return TextEdit{next.begin, 0, entry + ", "};
}

TextEdits FlowEdit::append(const std::vector<Entry> &entries, const std::string &entry) const
{
    const Entry &last = entries.back();
    const std::size_t comma = skipSpace(m_text, last.end);
    const bool hasComma = comma < m_text.size() && m_text[comma] == ',';
    if (isOnOwnLine(last)) {
        const std::size_t line = m_finder.lineBegin(last.begin);
        const std::string pad(m_text.substr(line, last.begin - line));
        const std::size_t below = m_finder.nextLine(hasComma ? comma : last.end);
        TextEdits edits(TextEdit{below, 0, pad + entry + (hasComma ? "," : "") + m_style.lineEnd});
        if (!hasComma)
            edits.add({last.end, 0, ","});
        return edits;
    }
    if (hasComma)
        return TextEdit{comma + 1, 0, " " + entry};
    std::string gap = ", ";
    if (entries.size() > 1) {
        const std::size_t end = entries[entries.size() - 2].end;
        const std::string_view between = m_text.substr(end, last.begin - end);
        if (between == ",")
            gap = ",";
    }
    return TextEdit{last.end, 0, gap + entry};
}

std::optional<TextEdits> FlowEdit::remove(const Node &collection,
                                          const std::vector<Entry> &entries,
                                          std::size_t index) const
{
    const Entry &entry = entries[index];
    if (isOnOwnLine(entry)) {
        const std::size_t comma = skipSpace(m_text, entry.end);
        const bool hasComma = comma < m_text.size() && m_text[comma] == ',';
        const std::size_t end = m_finder.nextLine(hasComma ? comma : entry.end);
        std::size_t begin = m_finder.lineBegin(entry.begin);
        const std::size_t least = index > 0 ? m_finder.nextLine(entries[index - 1].end)
                                            : m_finder.nextLine(collection.span.begin);
        while (begin > least && m_finder.isCommentLine(m_finder.lineBegin(begin - 1)))
            begin = m_finder.lineBegin(begin - 1);
        TextEdits edits(TextEdit{begin, end - begin, {}});
        if (index > 0 && !hasComma) {
            const std::size_t before = skipSpace(m_text, entries[index - 1].end);
            if (before >= begin)
                return {};
            edits.add({before, 1, {}});
        }
        return edits;
    }
    if (entries.size() == 1) {
        const std::size_t begin = collection.span.begin + 1;
        const std::size_t end = collection.span.end - 1;
        if (m_finder.hasComment(begin, entry.begin) || m_finder.hasComment(entry.end, end))
            return {};
        return TextEdit{begin, end - begin, {}};
    }
    const std::size_t begin = index > 0 ? entries[index - 1].end : entry.begin;
    const std::size_t end = index > 0 ? entry.end : entries[1].begin;
    if (m_finder.hasComment(begin, index > 0 ? entry.begin : begin)
        || m_finder.hasComment(index > 0 ? end : entry.end, end))
        return {};
    return TextEdit{begin, end - begin, {}};
}

TextEdits FlowEdit::replace(const Entry &entry, const std::string &value) const
{
    const Node &node = *entry.value;
    if (node.style == Node::Style::Empty && node.start == node.span.begin) {
        const bool hasColon = entry.indicator != Entry::kNowhere;
        return TextEdit{entry.end, 0, (hasColon ? " " : ": ") + value};
    }
    const bool keepsProperties = node.tag.empty() && node.style != Node::Style::Empty;
    const std::size_t begin = keepsProperties ? node.span.begin : node.start;
    return TextEdit{begin, node.span.end - begin, value};
}

bool FlowEdit::isOnOwnLine(const Entry &entry) const
{
    const std::size_t line = m_finder.lineBegin(entry.begin);
    if (m_text.substr(line, entry.begin - line).find_first_not_of(' ') != std::string_view::npos)
        return false;
    std::size_t at = skipBlanks(m_text, entry.end);
    if (at < m_text.size() && m_text[at] == ',')
        at = skipBlanks(m_text, at + 1);
    return at >= m_finder.lineEnd(at) || m_text[at] == '#';
}

} // namespace postern::yaml
