// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/blockedit.h"

#include "engine/yaml/extent.h"

#include <algorithm>
#include <utility>

namespace postern::yaml {

namespace {

bool isBlockScalar(const Node &node)
{
    return node.style == Node::Style::Literal || node.style == Node::Style::Folded;
}

void addAll(TextEdits &edits, const TextEdits &more)
{
    for (const TextEdit &edit : more)
        edits.add(edit);
}

} // namespace

/// Where the value of an entry is: what stands in a line with others, and lines of its own.
struct BlockEdit::Extent
{
    std::size_t indicatorEnd = 0; ///< after the dash or colon, or the properties that stay
    Span head;
    Span body; ///< whole lines; empty at where they would be
};

Node::Style styleOfTexts(const std::vector<Entry> &entries)
{
    Node::Style style = Node::Style::Empty;
    for (const Entry &entry : entries) {
        const Node &value = *entry.value;
        if (value.kind != Node::Kind::Scalar)
            continue;
        const bool isQuoted = value.style == Node::Style::SingleQuoted
                              || value.style == Node::Style::DoubleQuoted;
        if (!isQuoted || (style != Node::Style::Empty && style != value.style))
            return Node::Style::Plain;
        style = value.style;
    }
    return style == Node::Style::Empty ? Node::Style::Plain : style;
}

TextEdits BlockEdit::insert(const Node &collection,
                            const std::vector<Entry> &entries,
                            std::size_t position,
                            const std::string &indicator,
                            const Content &content) const
{
    const std::size_t column = m_finder.column(entries.front().begin);
    const bool isItem = collection.kind == Node::Kind::Sequence;
    TextStyle style = m_style;
    if (const std::size_t width = m_finder.dashWidth(entries); width > 0)
        style.dashWidth = width;
    const Rendered value = content.block(column, isItem, style, styleOfTexts(entries));
    return insertLines(entries, position, entryLines(column, indicator, value, style.dashWidth));
}

TextEdits BlockEdit::insertLines(const std::vector<Entry> &entries,
                                 std::size_t position,
                                 std::vector<std::string> lines) const
{
    const std::vector<EntryLines> places = m_finder.lines(entries);
    const bool spaced = isSpaced(places, position);
    if (position > 0) {
        if (spaced)
            lines.insert(lines.begin(), std::string());
        return replaceLines(places[position - 1].end, places[position - 1].end, lines);
    }
    if (places.front().isAlone) {
        if (spaced)
            lines.emplace_back();
        return replaceLines(places.front().comment, places.front().comment, lines);
    }
    const std::size_t begin = entries.front().begin;
    const std::size_t column = m_finder.column(begin);
    const std::string text = joined(lines) + std::string(column, ' ');
    return TextEdit{begin, 0, text.substr(std::min(column, text.find_first_not_of(' ')))};
}

std::vector<std::string> BlockEdit::linesOf(const std::vector<Entry> &entries,
                                            std::size_t index) const
{
    const EntryLines place = m_finder.lines(entries)[index];
    std::vector<std::string> lines;
    std::size_t at = place.comment;
    if (!place.isAlone) {
        at = entries[index].begin;
        lines.emplace_back(m_finder.column(at), ' ');
    }
    while (at < place.end) {
        const std::string_view line = m_text.substr(at, m_finder.lineEnd(at) - at);
        if (lines.size() == 1 && at == entries[index].begin && !place.isAlone)
            lines.front() += line;
        else
            lines.emplace_back(line);
        at = m_finder.nextLine(at);
    }
    return lines;
}

TextEdits BlockEdit::remove(const Node &collection,
                            const std::vector<Entry> &entries,
                            std::size_t index,
                            const Entry *around) const
{
    const std::vector<EntryLines> places = m_finder.lines(entries);
    const EntryLines &place = places[index];
    if (entries.size() == 1)
        return removeAll(collection, entries.front(), place, around);
    if (!place.isAlone)
        return removeFirst(entries, places[1]);
    std::size_t begin = place.comment;
    std::size_t end = place.end;
    const bool isLast = index + 1 == entries.size();
    const bool blankBelow = end < m_text.size() && m_finder.isBlankLine(end);
    if (index > 0 && (isLast || blankBelow)) {
        while (begin > places[index - 1].end && m_finder.isBlankLine(m_finder.lineBegin(begin - 1)))
            begin = m_finder.lineBegin(begin - 1);
    }
    while (index == 0 && end < places[1].comment && m_finder.isBlankLine(end))
        end = m_finder.nextLine(end);
    return replaceLines(begin, end, {});
}

TextEdits BlockEdit::removeAll(const Node &collection,
                               const Entry &entry,
                               const EntryLines &lines,
                               const Entry *around) const
{
    const std::string nothing = collection.kind == Node::Kind::Mapping ? "{}" : "[]";
    if (!lines.isAlone)
        return TextEdit{entry.begin, entry.end - entry.begin, nothing};
    if (around == nullptr)
        return replaceLines(lines.comment, lines.end, {nothing});
    const bool hasProperties = collection.start < collection.span.begin;
    const std::size_t head = hasProperties ? endOfProperties(collection) : around->indicator + 1;
    TextEdits edits(TextEdit{head, 0, " " + nothing});
    addAll(edits, replaceLines(lines.comment, lines.end, {}));
    return edits;
}

TextEdits BlockEdit::removeFirst(const std::vector<Entry> &entries, const EntryLines &next) const
{
    // What comes next takes the place after the dash; a comment above it may stand there too.
    const bool hasComment = next.comment < next.begin;
    const std::size_t end = hasComment ? skipBlanks(m_text, next.comment) : entries[1].begin;
    return TextEdit{entries[0].begin, end - entries[0].begin, {}};
}

std::size_t BlockEdit::endOfProperties(const Node &node) const
{
    std::size_t end = endOfProperty(m_text, node.start);
    for (std::size_t next = skipSpace(m_text, end); next < node.span.begin;
         next = skipSpace(m_text, end))
        end = endOfProperty(m_text, next);
    return end;
}

BlockEdit::Extent BlockEdit::extentOf(const Entry &entry, bool dropsProperties) const
{
    const Node &value = *entry.value;
    const bool hasProperties = value.start < value.span.begin && !dropsProperties;
    const bool isNothing = value.style == Node::Style::Empty;
    Extent extent;
    extent.indicatorEnd = entry.indicator + 1;
    extent.head.begin = hasProperties || isNothing ? value.span.begin : value.start;
    if (isNothing && dropsProperties)
        extent.head.begin = value.start;
    extent.head.end = std::max(extent.head.begin, value.span.end);
    if (isNothing && value.start == value.span.begin)
        extent.head = {extent.indicatorEnd, extent.indicatorEnd};
    if (isBlockScalar(value)) {
        extent.head.end = m_text.find_first_of(" \t\r\n", value.span.begin);
        extent.head.end = std::min(extent.head.end, m_text.size());
        extent.body.begin = m_finder.nextLine(extent.head.end);
        extent.body.end = value.span.end < extent.body.begin ? extent.body.begin
                                                             : m_finder.nextLine(value.span.end);
        return extent;
    }
    const bool isBelow = m_finder.lineBegin(value.span.begin)
                         != m_finder.lineBegin(entry.indicator);
    if (value.style == Node::Style::Block && isBelow) {
        const std::size_t head = hasProperties ? endOfProperties(value) : extent.indicatorEnd;
        extent.head = {head, head};
        if (dropsProperties && value.start < value.span.begin)
            extent.head = {value.start, endOfProperties(value)};
        extent.body = {m_finder.nextLine(extent.head.end), m_finder.lines({entry}).front().end};
        return extent;
    }
    extent.body.begin = m_finder.nextLine(entry.end);
    extent.body.end = extent.body.begin;
    return extent;
}

TextEdits BlockEdit::replace(const Entry &entry, const Rendered &value) const
{
    // A collection can't begin after an anchor, and has its own properties.
    const bool bringsProperties = value.isCompact || value.head.starts_with('&')
                                  || value.head.starts_with('!');
    const Extent extent = extentOf(entry, bringsProperties || !entry.value->tag.empty());
    if (entry.value->style == Node::Style::Block && extent.body.size() == 0) {
        // It begins after the dash: its lines are one piece.
        const std::size_t end = m_finder.lineEnd(entry.end);
        std::vector<std::string> lines{value.head};
        lines.insert(lines.end(), value.body.begin(), value.body.end());
        std::string text = joined(lines);
        text.erase(text.size() - m_style.lineEnd.size());
        return TextEdit{extent.head.begin, end - extent.head.begin, std::move(text)};
    }
    const std::size_t line = m_finder.lineBegin(extent.head.begin);
    const bool isOnOwnLine = skipBlanks(m_text, line) == extent.head.begin;
    const std::string gap(entry.key == nullptr ? m_style.dashWidth - 1 : 1, ' ');
    TextEdits edits;
    if (isOnOwnLine && (value.head.empty() || !value.body.empty())) {
        if (!value.head.empty())
            edits.add({extent.indicatorEnd, 0, gap + withLineEnds(value.head)});
        const bool hasBody = extent.body.size() > 0; // a block scalar whose header stands by itself
        const std::size_t end = hasBody ? extent.body.end : m_finder.nextLine(extent.head.end);
        addAll(edits, replaceLines(line, end, value.body));
        return edits;
    }
    addAll(edits, replaceHead(extent, isOnOwnLine, isOnOwnLine ? "" : gap, value.head));
    if (extent.body.size() > 0 || !value.body.empty())
        addAll(edits, replaceLines(extent.body.begin, extent.body.end, value.body));
    return edits;
}

TextEdits BlockEdit::replaceHead(const Extent &extent,
                                 bool isOnOwnLine,
                                 const std::string &gap,
                                 const std::string &head) const
{
    const auto isBlank = [&](std::size_t at) { return m_text[at] == ' ' || m_text[at] == '\t'; };
    std::size_t begin = extent.head.begin;
    std::size_t end = extent.head.end;
    while (!isOnOwnLine && begin > extent.indicatorEnd && isBlank(begin - 1))
        --begin;
    if (begin < extent.head.begin && !head.empty()) // the blanks that are there stay
        return TextEdit{extent.head.begin, end - extent.head.begin, withLineEnds(head)};
    // Blanks at the line's end give way to what comes.
    if (begin == end && skipBlanks(m_text, end) >= m_finder.lineEnd(end))
        end = std::max(end, m_finder.lineEnd(end));
    return TextEdit{begin, end - begin, (head.empty() ? "" : gap) + withLineEnds(head)};
}

Rendered BlockEdit::collection(std::size_t column,
                               bool isItem,
                               const std::string &indicator,
                               const Content &content) const
{
    const bool isList = indicator == "-";
    const std::size_t inner = column
                              + (isItem   ? m_style.dashWidth
                                 : isList ? m_style.listIndent
                                          : m_style.step);
    Rendered result;
    result.body
        = entryLines(inner, indicator, content.block(inner, isList, m_style), m_style.dashWidth);
    if (isItem) {
        result.isCompact = true;
        result.head = result.body.front().substr(inner);
        result.body.erase(result.body.begin());
    }
    return result;
}

std::vector<std::string> BlockEdit::entryLines(std::size_t column,
                                               const std::string &indicator,
                                               const Rendered &value,
                                               std::size_t dashWidth) const
{
    std::vector<std::string> lines = value.above;
    std::string first = std::string(column, ' ') + indicator;
    if (!value.head.empty()) {
        const std::size_t width = indicator == "-" ? dashWidth : indicator.size() + 1;
        first.append(width - indicator.size(), ' ').append(value.head);
    }
    lines.push_back(std::move(first));
    lines.insert(lines.end(), value.body.begin(), value.body.end());
    return lines;
}

bool BlockEdit::isSpaced(const std::vector<EntryLines> &lines, std::size_t position) const
{
    if (lines.size() < 2)
        return false;
    const std::size_t second = std::clamp<std::size_t>(position, 1, lines.size() - 1);
    const std::size_t first = (position > 1 ? position - 1 : second) - 1;
    return lines[first + 1].comment > lines[first].end && m_finder.isBlankLine(lines[first].end);
}

TextEdits BlockEdit::replaceLines(std::size_t begin,
                                  std::size_t end,
                                  const std::vector<std::string> &lines) const
{
    if (begin == end && lines.empty())
        return {};
    std::string text = joined(lines);
    const bool isUnfinished = end == m_text.size() && !m_text.empty() && !m_text.ends_with('\n')
                              && m_finder.lineBegin(end) != end;
    if (!isUnfinished)
        return TextEdit{begin, end - begin, std::move(text)};
    if (!lines.empty())
        text.erase(text.size() - m_style.lineEnd.size());
    if (begin == end)
        return TextEdit{begin, 0, m_style.lineEnd + text};
    if (lines.empty()) {
        if (begin > 0 && m_text[begin - 1] == '\n')
            --begin;
        if (begin > 0 && m_text[begin - 1] == '\r')
            --begin;
    }
    return TextEdit{begin, end - begin, std::move(text)};
}

std::string BlockEdit::joined(const std::vector<std::string> &lines) const
{
    std::string text;
    for (const std::string &line : lines)
        text += withLineEnds(line) + m_style.lineEnd;
    return text;
}

std::string BlockEdit::withLineEnds(std::string text) const
{
    if (m_style.lineEnd == "\n")
        return text;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;
         at += m_style.lineEnd.size())
        text.replace(at, 1, m_style.lineEnd);
    return text;
}

} // namespace postern::yaml
