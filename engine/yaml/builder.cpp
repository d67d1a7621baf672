// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/builder.h"

#include "engine/base/utf8.h"
#include "engine/yaml/extent.h"

#include <yaml-cpp/mark.h>

#include <algorithm>

namespace postern::yaml {

namespace {

std::size_t offsetOf(const YAML::Mark &mark)
{
    return mark.is_null() ? 0 : static_cast<std::size_t>(mark.pos);
}

Node::Style styleOf(std::string_view text, std::size_t begin)
{
    switch (begin < text.size() ? text[begin] : '\0') {
    case '\'':
        return Node::Style::SingleQuoted;
    case '"':
        return Node::Style::DoubleQuoted;
    case '|':
        return Node::Style::Literal;
    case '>':
        return Node::Style::Folded;
    default:
        return Node::Style::Plain;
    }
}

Stop tooDeep(std::size_t offset)
{
    return Stop("yaml-depth", tr("The text is nested deeper than 200 levels."), offset);
}

/// Whether an empty scalar starts here, not the quoted key of the next line: "a: !!str" is followed
/// by one that has nothing to do with it. A block scalar can't be a key.
bool isEmptyQuoted(std::string_view text, std::size_t begin)
{
    const Node::Style style = styleOf(text, begin);
    if (style != Node::Style::SingleQuoted && style != Node::Style::DoubleQuoted)
        return style != Node::Style::Plain;
    const std::size_t end = endOfQuoted(text, begin);
    return end != std::string_view::npos
           && text.substr(begin + 1, end - begin - 2).find_first_not_of(" \t\r\n\\")
                  == std::string_view::npos;
}

constexpr char kHiddenQuestion = '\x01';

std::string withQuestionMarks(std::string text)
{
    std::replace(text.begin(), text.end(), kHiddenQuestion, '?');
    return text;
}

/// yaml-cpp gives the escapes \_ and \N as bytes that are no UTF-8.
std::string withValidEscapes(std::string text)
{
    if (text.find_first_of("\xA0\x85") == std::string::npos || utf8::isValid(text))
        return text;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(text, at);
        const auto byte = static_cast<unsigned char>(text[begin]);
        utf8::append(out, c == 0xFFFD && (byte == 0xA0 || byte == 0x85) ? byte : c);
    }
    return out;
}

} // namespace

std::string hideQuestionMarks(std::string_view text)
{
    std::string hidden;
    for (std::size_t at = text.find('?'); at != std::string_view::npos;
         at = text.find('?', at + 1)) {
        constexpr std::string_view kBlank = " \t\r\n";
        const bool behindBlank = at == 0 || kBlank.find(text[at - 1]) != std::string_view::npos;
        const bool beforeBlank = at + 1 == text.size()
                                 || kBlank.find(text[at + 1]) != std::string_view::npos;
        if (behindBlank && beforeBlank)
            continue;
        // In front of the first word in brackets it is an indicator too.
        const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
        if (before == std::string_view::npos
            || std::string_view("[{,\r\n").find(text[before]) != std::string_view::npos)
            continue;
        if (hidden.empty())
            hidden = text;
        hidden[at] = kHiddenQuestion;
    }
    return hidden;
}

Builder::Builder(Document &document, std::string_view text, std::size_t base)
    : m_document(document)
    , m_text(text)
    , m_base(base)
{}

void Builder::OnDocumentStart(const YAML::Mark &mark)
{
    if (m_document.m_root != nullptr)
        throw Stop("yaml-documents",
                   tr("The text holds more than one YAML document."),
                   offsetOf(mark));
}

void Builder::OnAnchor(const YAML::Mark & /*mark*/, const std::string &name)
{
    m_anchorName = withQuestionMarks(name);
}

bool Builder::nextIsValue() const
{
    return !m_open.empty() && m_open.back().node->kind == Node::Kind::Mapping
           && m_open.back().node->children.size() % 2 == 1;
}

std::size_t Builder::emptyPlace(std::size_t mark) const
{
    if (m_open.empty())
        return std::min(mark, m_text.size());
    const Node &parent = *m_open.back().node;
    const bool flow = parent.style != Node::Style::Block;
    const std::size_t from = parent.children.empty() ? parent.span.begin + (flow ? 1 : 0)
                                                     : parent.children.back()->span.end;
    const char indicator = parent.kind == Node::Kind::Sequence ? '-' : ':';
    if (parent.kind == Node::Kind::Mapping && !nextIsValue())
        return std::max(from, std::min(mark, m_text.size()));
    const std::size_t at = skipSpace(m_text, from);
    return at < m_text.size() && m_text[at] == indicator ? at + 1 : std::min(from, m_text.size());
}

void Builder::settleNull(std::size_t mark)
{
    if (m_doubtful == nullptr)
        return;
    if (m_doubtful->span.begin == mark && !(m_doubtfulKey && nextIsValue())) {
        m_doubtful->style = Node::Style::Empty;
        m_doubtful->text.clear();
        m_doubtful->span = {m_doubtfulEmpty, m_doubtfulEmpty};
        m_doubtful->start = m_doubtfulEmpty;
    }
    m_doubtful = nullptr;
}

Node &Builder::add(std::size_t mark,
                   const std::string &tag,
                   YAML::anchor_t anchor,
                   std::size_t &begin)
{
    if (m_open.size() >= static_cast<std::size_t>(Document::kMaxDepth))
        throw tooDeep(mark);
    Node &node = m_document.m_nodes.emplace_back();
    if (m_open.empty())
        m_document.m_root = &node;
    else
        m_open.back().node->children.push_back(&node);

    begin = std::min(mark, m_text.size());
    node.start = begin;
    bool anchorLeft = anchor != YAML::NullAnchor;
    const auto at = [&](char c) { return begin < m_text.size() && m_text[begin] == c; };
    bool tagLeft = tag != "?" && (tag != "!" || at('!') || anchorLeft);
    std::size_t behind = begin;
    while ((anchorLeft && at('&')) || (tagLeft && at('!'))) {
        if (at('!') && tag == "!")
            node.tag = tag;
        (at('&') ? anchorLeft : tagLeft) = false;
        behind = endOfProperty(m_text, begin);
        begin = skipSpace(m_text, behind);
    }
    node.span = {behind, behind};
    if (tag != "?" && tag != "!")
        node.tag = withQuestionMarks(tag);
    if (anchor != YAML::NullAnchor) {
        node.anchor = std::move(m_anchorName);
        m_anchors[anchor] = &node;
    }
    m_anchorName.clear();
    return node;
}

void Builder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const std::size_t offset = offsetOf(mark);
    settleNull(offset);
    const bool isKey = !m_open.empty() && m_open.back().node->kind == Node::Kind::Mapping
                       && !nextIsValue();
    // A key without ":" reports the key's place for the value that isn't there.
    const bool missing = nextIsValue() && anchor == YAML::NullAnchor
                         && offset <= m_open.back().node->children.back()->span.begin;
    const std::size_t empty = emptyPlace(offset);
    std::size_t begin = 0;
    Node &node = add(offset, "?", anchor, begin);
    if (anchor != YAML::NullAnchor)
        begin = skipBlanks(m_text, node.span.end);
    const std::size_t length = missing ? 0 : nullWord(m_text, begin);
    if (length == 0) {
        node.style = Node::Style::Empty;
        if (anchor == YAML::NullAnchor) {
            node.span = {empty, empty};
            node.start = empty;
        }
        return;
    }
    node.span = {begin, begin + length};
    node.text = m_text.substr(begin, length);
    m_doubtful = &node;
    m_doubtfulEmpty = empty;
    m_doubtfulKey = isKey;
}

void Builder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const std::size_t offset = offsetOf(mark);
    settleNull(offset);
    const auto found = m_anchors.find(anchor);
    const bool isOpen = found == m_anchors.end()
                        || std::any_of(m_open.begin(), m_open.end(), [&](const Open &open) {
                               return open.node == found->second;
                           });
    if (isOpen)
        throw Stop("yaml-recursion",
                   tr("The alias stands for something that it is part of."),
                   offset);
    std::size_t begin = 0;
    Node &node = add(offset, "?", YAML::NullAnchor, begin);
    node.kind = Node::Kind::Alias;
    node.span = {begin, endOfAlias(m_text, begin)};
    node.text = m_text.substr(begin, node.span.size());
    if (!node.text.empty())
        node.text.erase(0, 1);
    node.target = &found->second->resolved();
    node.height = node.target->height;
}

void Builder::OnScalar(const YAML::Mark &mark,
                       const std::string &tag,
                       YAML::anchor_t anchor,
                       const std::string &value)
{
    const std::size_t offset = offsetOf(mark);
    settleNull(offset);
    const int parent = m_open.empty() ? -1 : m_open.back().column;
    std::size_t begin = 0;
    Node &node = add(offset, tag, anchor, begin);
    node.text = withQuestionMarks(value);
    node.style = styleOf(m_text, begin);
    if (node.style == Node::Style::DoubleQuoted)
        node.text = withValidEscapes(std::move(node.text));
    if (value.empty() && !node.tag.empty() && !isEmptyQuoted(m_text, begin))
        node.style = Node::Style::Plain;
    switch (node.style) {
    case Node::Style::SingleQuoted:
    case Node::Style::DoubleQuoted:
        node.span = {begin, endOfQuoted(m_text, begin)};
        // yaml-cpp takes the end of the text for the missing quote when a line break is before it.
        if (node.span.end == std::string_view::npos)
            throw Stop("yaml-syntax", tr("A quoted text isn't closed."), begin);
        break;
    case Node::Style::Literal:
    case Node::Style::Folded:
        node.span = {begin, endOfBlockScalar(m_text, begin, parent)};
        break;
    default:
        if (value.empty())
            node.style = Node::Style::Empty;
        else
            node.span = {begin, endOfPlain(m_text, begin, node.text)};
    }
}

void Builder::openCollection(Node &node, std::size_t begin, YAML::EmitterStyle::value style)
{
    const bool bracket = begin < m_text.size() && (m_text[begin] == '[' || m_text[begin] == '{');
    const int around = m_open.empty() ? -1 : m_open.back().column;
    node.span = {begin, begin};
    const bool inFlow = !m_open.empty() && m_open.back().node->style != Node::Style::Block;
    if (style == YAML::EmitterStyle::Flow && bracket)
        node.style = Node::Style::Flow;
    else if (style != YAML::EmitterStyle::Block && inFlow)
        node.style = Node::Style::Pair;
    else
        node.style = Node::Style::Block;
    const bool isBlock = node.style == Node::Style::Block;
    m_open.push_back({&node, isBlock ? column(m_text, begin) : around});
}

void Builder::OnSequenceStart(const YAML::Mark &mark,
                              const std::string &tag,
                              YAML::anchor_t anchor,
                              YAML::EmitterStyle::value style)
{
    settleNull(offsetOf(mark));
    std::size_t begin = 0;
    Node &node = add(offsetOf(mark), tag, anchor, begin);
    node.kind = Node::Kind::Sequence;
    openCollection(node, begin, style);
}

void Builder::OnMapStart(const YAML::Mark &mark,
                         const std::string &tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style)
{
    settleNull(offsetOf(mark));
    std::size_t begin = 0;
    Node &node = add(offsetOf(mark), tag, anchor, begin);
    node.kind = Node::Kind::Mapping;
    openCollection(node, begin, style);
}

void Builder::close(char bracket)
{
    Node &node = *m_open.back().node;
    // [{a: 1}: b] looks like a mapping in braces until its first key turns out to be that.
    if (node.style == Node::Style::Flow && node.kind == Node::Kind::Mapping
        && !node.children.empty() && node.children.front()->span.begin == node.span.begin)
        node.style = Node::Style::Pair;
    if (node.style == Node::Style::Flow) {
        const std::size_t from = node.children.empty() ? node.span.begin + 1
                                                       : node.children.back()->span.end;
        node.span.end = endOfFlow(m_text, from, bracket);
    } else if (!node.children.empty()) {
        node.span.end = std::max(node.span.begin, node.children.back()->span.end);
    }
    for (const Node *child : node.children)
        node.height = std::max(node.height, child->height + 1);
    // Aliases of aliases are as deep as what they stand for, however flat the text is.
    if (node.height > Document::kMaxDepth)
        throw tooDeep(node.span.begin);
    m_open.pop_back();
}

void Builder::finish()
{
    for (Node &node : m_document.m_nodes) {
        node.start += m_base;
        node.span.begin += m_base;
        node.span.end += m_base;
    }
}

} // namespace postern::yaml
