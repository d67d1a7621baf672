// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/entry.h"

#include "engine/yaml/extent.h"

#include <algorithm>

namespace postern::yaml {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// After what is written of a node; `from` for an empty one without anchor and tag.
std::size_t endOfNode(const Node &node, std::size_t from)
{
    const bool isNothing = node.style == Node::Style::Empty && node.start == node.span.begin;
    return isNothing ? from : std::max(from, node.span.end);
}

} // namespace

std::vector<Entry> EntryFinder::entries(const Node &collection) const
{
    std::vector<Entry> found;
    const bool isMapping = collection.kind == Node::Kind::Mapping;
    const bool isFlow = collection.style == Node::Style::Flow;
    const std::size_t step = isMapping ? 2 : 1;
    std::size_t from = collection.span.begin + (isFlow ? 1 : 0);
    for (std::size_t i = 0; i + step <= collection.children.size(); i += step) {
        Entry entry;
        entry.value = collection.children[i + step - 1];
        from = skipSpace(m_text, from);
        if (isFlow && from < m_text.size() && m_text[from] == ',')
            from = skipSpace(m_text, from + 1);
        entry.begin = std::min(from, m_text.size());
        entry.end = entry.begin;
        if (isMapping) {
            entry.key = collection.children[i];
            entry.end = endOfNode(*entry.key, std::max(entry.begin, entry.key->start));
            const std::size_t colon = skipSpace(m_text, entry.end);
            if (colon < m_text.size() && m_text[colon] == ':') {
                entry.indicator = colon;
                entry.end = colon + 1;
            }
        } else if (!isFlow) {
            entry.indicator = entry.begin;
            entry.end = entry.begin + 1;
        }
        entry.end = endOfNode(*entry.value, entry.end);
        from = entry.end;
        found.push_back(entry);
    }
    return found;
}

std::vector<EntryLines> EntryFinder::lines(const std::vector<Entry> &entries) const
{
    std::vector<EntryLines> found;
    const std::size_t top = lineBegin(0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry &entry = entries[i];
        EntryLines lines;
        lines.begin = lineBegin(entry.begin);
        lines.isAlone = m_text.substr(lines.begin, entry.begin - lines.begin).find_first_not_of(' ')
                        == std::string_view::npos;
        lines.end = behindDeeperComments(nextLine(entry.end), column(entry.begin));
        lines.comment = lines.begin;
        const std::size_t least = i == 0 ? top : found.back().end;
        while (lines.isAlone && lines.comment > least && isCommentLine(lineBegin(lines.comment - 1)))
            lines.comment = lineBegin(lines.comment - 1);
        if (lines.comment == top)
            lines.comment = lines.begin;
        found.push_back(lines);
    }
    return found;
}

std::size_t EntryFinder::dashWidth(const std::vector<Entry> &entries) const
{
    for (const Entry &entry : entries) {
        const bool isBehind = entry.end > entry.begin + 1
                              && lineBegin(entry.value->start) == lineBegin(entry.begin);
        if (entry.key == nullptr && isBehind)
            return entry.value->start - entry.begin;
    }
    return 0;
}

std::size_t EntryFinder::lineBegin(std::size_t at) const
{
    const std::size_t least = m_text.starts_with(kMark) ? kMark.size() : 0;
    const std::size_t line = at == 0 ? std::string_view::npos : m_text.rfind('\n', at - 1);
    return std::max(least, line == std::string_view::npos ? 0 : line + 1);
}

std::size_t EntryFinder::lineEnd(std::size_t at) const
{
    const std::size_t end = std::min(m_text.find('\n', at), m_text.size());
    return end > at && m_text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t EntryFinder::nextLine(std::size_t at) const
{
    const std::size_t end = m_text.find('\n', at);
    return end == std::string_view::npos ? m_text.size() : end + 1;
}

bool EntryFinder::isBlankLine(std::size_t lineBegin) const
{
    return skipBlanks(m_text, lineBegin) >= lineEnd(lineBegin);
}

bool EntryFinder::isCommentLine(std::size_t lineBegin) const
{
    const std::size_t at = skipBlanks(m_text, lineBegin);
    return at < m_text.size() && m_text[at] == '#';
}

bool EntryFinder::hasComment(std::size_t begin, std::size_t end) const
{
    for (std::size_t at = begin; at < end; ++at) {
        const bool isBehindSpace = at == 0
                                   || std::string_view(" \t\n").find(m_text[at - 1])
                                          != std::string_view::npos;
        if (m_text[at] == '#' && isBehindSpace)
            return true;
    }
    return false;
}

std::size_t EntryFinder::behindDeeperComments(std::size_t at, std::size_t depth) const
{
    std::size_t end = at;
    while (at < m_text.size()) {
        if (isCommentLine(at)) {
            if (column(skipBlanks(m_text, at)) <= depth)
                break;
            end = nextLine(at);
        } else if (!isBlankLine(at)) {
            break;
        }
        at = nextLine(at);
    }
    return end;
}

} // namespace postern::yaml
