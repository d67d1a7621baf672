// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/portable.h"

#include "engine/yaml/scalarwriter.h"

#include <algorithm>
#include <vector>

namespace postern::yaml {

namespace {

bool isMerge(const Node &key)
{
    return key.style == Node::Style::Plain && key.text == "<<";
}

/// Nothing is written: no tag and no anchor either.
bool isMissing(const Node &node)
{
    return node.style == Node::Style::Empty && node.start == node.span.begin;
}

bool canBeMerged(const Node &value)
{
    return value.isMapping()
           || (value.isSequence()
               && std::ranges::all_of(value.resolved().children,
                                      [](const Node *item) { return item->isMapping(); }));
}

/// The last key of a text, of which no colon says that it is one.
bool isKeyWithoutColon(std::string_view text, const Node &key, const Node &value)
{
    if (!isMissing(value)
        || text.substr(key.span.end, value.start - key.span.end).find(':') != std::string_view::npos)
        return false;
    const std::size_t before = text.substr(0, key.start).find_last_not_of(" \t\n");
    return before == std::string_view::npos || text[before] != '?';
}

/// Whether anchor and tag, which stand before a node, are of characters that all take there,
/// and, where something follows, are told from that by a blank.
bool arePropertiesPortable(std::string_view text, bool isFollowed)
{
    constexpr std::string_view kBlanks = " \t\n";
    constexpr std::string_view kLetters
        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    constexpr std::string_view kOthers = ".:/#;?@=+$~*'()%<>!";
    if (isFollowed && !text.empty() && kBlanks.find(text.back()) == std::string_view::npos)
        return false;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
        if (word.starts_with('#')) {
            text.remove_prefix(std::min(text.find('\n'), text.size()));
            continue;
        }
        const bool isTag = word.starts_with('!');
        for (const char c : word.substr(std::min<std::size_t>(1, word.size()))) {
            if (kLetters.find(c) == std::string_view::npos
                && (!isTag || kOthers.find(c) == std::string_view::npos))
                return false;
        }
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return true;
}

[[noreturn]] void refuseAt(const Document &document, const Node &node, Message message, Message hint)
{
    throw Error(ErrorCode::InvalidInput,
                std::move(message),
                std::move(hint),
                document.place(node.start));
}

void requirePortable(std::string_view text, const Document &document, const Node &node)
{
    if (!arePropertiesPortable(text.substr(node.start, node.span.begin - node.start),
                               node.style != Node::Style::Empty))
        refuseAt(document,
                 node,
                 tr("What is to be written has a tag or an anchor that not every reader takes."),
                 tr("Put quotes around a text that begins with '!' or '&'."));
    const bool isMapping = node.kind == Node::Kind::Mapping;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const Node &child = *node.children[i];
        const bool isKey = isMapping && i % 2 == 0;
        if (isKey && child.style == Node::Style::Empty)
            refuseAt(document,
                     child,
                     tr("What is to be written has a mapping with an empty key."),
                     tr("Write a key before the colon, or quotes around a text that begins with "
                        "one."));
        if (isKey && node.style == Node::Style::Block
            && isKeyWithoutColon(text, child, *node.children[i + 1]))
            refuseAt(document,
                     child,
                     tr("What is to be written has a key without a colon."),
                     tr("Put a colon behind it, or quotes around the whole text."));
        if (isKey && isMerge(child) && !canBeMerged(*node.children[i + 1]))
            refuseAt(document,
                     child,
                     tr("What is to be written has a key '<<' whose value is no mapping."),
                     tr("'<<' merges mappings: put quotes around a key of that name."));
        if (node.style == Node::Style::Flow && !isMapping && isMissing(child))
            refuseAt(document,
                     child,
                     tr("What is to be written has a list with an empty item."),
                     tr("Write the item, '' or null, or remove the comma."));
        requirePortable(text, document, child);
    }
}

/// Finds what has to be written in another way.
class FormFinder
{
public:
    explicit FormFinder(std::string_view text)
        : m_text(text)
    {}

    TextEdits find(const Node &root)
    {
        visit(root, false);
        takeTabs(m_text.size());
        return std::move(m_edits);
    }

private:
    void visit(const Node &node, bool isKey)
    {
        for (std::size_t i = 0; i < node.children.size(); ++i)
            visit(*node.children[i], node.kind == Node::Kind::Mapping && i % 2 == 0);
        if (node.kind != Node::Kind::Scalar || node.style == Node::Style::Empty)
            return;
        takeTabs(node.span.begin);
        m_at = node.span.end;
        if (!isPortable(node, isKey)) {
            const Node::Style style = node.style == Node::Style::Plain ? Node::Style::SingleQuoted
                                                                       : node.style;
            m_edits.add({node.span.begin, node.span.size(), quoted(node.text, style)});
        }
    }

    bool isPortable(const Node &node, bool isKey) const
    {
        if (node.style == Node::Style::Literal || node.style == Node::Style::Folded)
            return true;
        std::string source(m_text.substr(node.span.begin, node.span.size()));
        std::erase(source, '\n');
        if (needsEscape(source))
            return false;
        if (node.style != Node::Style::Plain)
            return true;
        const bool isMark = isKey && (node.text == "=" || node.text == "<<");
        const bool isTagged = !node.tag.empty() && node.tag != "!";
        return source.find('\t') == std::string::npos
               && (isTagged || isMark || !failsElsewhere(node.text));
    }

    /// Those between the last scalar and the next one, but for comments.
    void takeTabs(std::size_t end)
    {
        bool isComment = false;
        for (; m_at < end; ++m_at) {
            const char c = m_text[m_at];
            const char before = m_at == 0 ? '\n' : m_text[m_at - 1];
            if (c == '\n')
                isComment = false;
            else if (c == '#' && (before == '\n' || before == ' ' || before == '\t'))
                isComment = true;
            else if (c == '\t' && !isComment)
                m_edits.add({m_at, 1, " "});
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0; ///< all before was looked at
    TextEdits m_edits;
};

} // namespace

void requirePortable(std::string_view text, const Document &document)
{
    requirePortable(text, document, *document.root());
}

std::optional<TextEdit> unendedText(std::string_view text, const Document &document)
{
    const Node *last = document.root();
    while (!last->children.empty())
        last = last->children.back();
    const bool isBlock = last->style == Node::Style::Literal || last->style == Node::Style::Folded;
    if (!isBlock || text.ends_with('\n') || text.ends_with('\r'))
        return {};
    const std::string_view head = text.substr(last->span.begin,
                                              text.find_first_of(" \r\n", last->span.begin)
                                                  - last->span.begin);
    if (head.find_first_of("+-") != std::string_view::npos)
        return {};
    return TextEdit{last->span.begin + 1, 0, "-"};
}

TextEdits portableForm(std::string_view text, const Document &document)
{
    TextEdits edits = FormFinder(text).find(*document.root());
    if (std::optional<TextEdit> edit = unendedText(text, document))
        edits.add(std::move(*edit));
    return edits;
}

} // namespace postern::yaml
