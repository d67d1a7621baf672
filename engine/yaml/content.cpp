// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/content.h"

#include "engine/base/textencoding.h"
#include "engine/yaml/portable.h"
#include "engine/yaml/scalarwriter.h"

#include <algorithm>
#include <map>
#include <ranges>

namespace postern::yaml {

namespace {

bool isCollection(const Value &value)
{
    return value.isDict() || value.isList() || value.kind() == Value::Kind::Tuple;
}

bool isEmptyCollection(const Value &value)
{
    return value.isDict() ? value.asDict().empty() : isCollection(value) && value.asList().empty();
}

std::string indented(std::size_t column, std::string_view line)
{
    return line.empty() ? std::string() : std::string(column, ' ').append(line);
}

std::string behind(std::string_view indicator, std::size_t width, const std::string &head)
{
    std::string line(indicator);
    if (!head.empty())
        line.append(std::max(width, indicator.size() + 1) - indicator.size(), ' ').append(head);
    return line;
}

/// Writes data in block style.
class BlockWriter
{
public:
    explicit BlockWriter(const TextStyle &style)
        : m_style(style)
    {}

    Rendered write(const Value &value, std::size_t column, bool isItem, Node::Style preferred) const
    {
        Rendered result;
        const std::size_t inner = column + (isItem ? m_style.dashWidth : m_style.step);
        if (isEmptyCollection(value)) {
            result.head = value.isDict() ? "{}" : "[]";
        } else if (value.isDict()) {
            for (const auto &[key, member] : value.asDict()) {
                const std::string name
                    = writeScalar(key, Site::BlockKey, Node::Style::Plain, m_style.quotes);
                add(result.body,
                    inner,
                    name + ":",
                    name.size() + 2,
                    write(member, inner, false, preferred));
            }
            lift(result, inner, isItem);
        } else if (isCollection(value)) {
            const std::size_t dashes = isItem ? inner : column + m_style.listIndent;
            for (const Value &item : value.asList())
                add(result.body,
                    dashes,
                    "-",
                    m_style.dashWidth,
                    write(item, dashes, true, preferred));
            lift(result, dashes, isItem);
        } else if (m_style.hasLiterals && value.isString() && canBeLiteral(value.asString())) {
            std::vector<std::string> lines = literalLines(value.asString());
            result.head = lines.front();
            for (std::size_t i = 1; i < lines.size(); ++i)
                result.body.push_back(indented(inner, lines[i]));
        } else {
            result.head = writeScalar(value, Site::Block, preferred, m_style.quotes);
        }
        return result;
    }

private:
    static void add(std::vector<std::string> &lines,
                    std::size_t column,
                    std::string_view indicator,
                    std::size_t width,
                    const Rendered &value)
    {
        lines.push_back(indented(column, behind(indicator, width, value.head)));
        lines.insert(lines.end(), value.body.begin(), value.body.end());
    }
    /// The first line of a collection in a list stands after the dash.
    static void lift(Rendered &result, std::size_t column, bool isItem)
    {
        if (!isItem)
            return;
        result.isCompact = true;
        result.head = result.body.front().substr(column);
        result.body.erase(result.body.begin());
    }

    const TextStyle &m_style;
};

std::string flowText(const Value &value, const TextStyle &style, Node::Style preferred)
{
    if (!isCollection(value))
        return writeScalar(value, Site::Flow, preferred, style.quotes);
    std::string result = value.isDict() ? "{" : "[";
    const char *separator = "";
    if (value.isDict()) {
        for (const auto &[key, member] : value.asDict()) {
            result += separator + writeScalar(key, Site::Flow, preferred, style.quotes) + ": "
                      + flowText(member, style, preferred);
            separator = ", ";
        }
    } else {
        for (const Value &item : value.asList()) {
            result += separator + flowText(item, style, preferred);
            separator = ", ";
        }
    }
    return result + (value.isDict() ? "}" : "]");
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// The line with that much less indentation, as far as it has any.
std::string_view outdented(std::string_view line, std::size_t by)
{
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    return line.substr(std::min(blanks, by));
}

/// Counts, for what there is most of.
std::size_t mostFrequent(const std::map<std::size_t, int> &counts, std::size_t otherwise)
{
    int most = 0;
    for (const auto &[value, count] : counts) {
        if (count > most) {
            most = count;
            otherwise = value;
        }
    }
    return otherwise;
}

/// Counts how collections are indented and texts quoted.
class StyleCounter
{
public:
    explicit StyleCounter(std::string_view text)
        : m_finder(text)
    {}

    void visit(const Node &node)
    {
        if (node.kind == Node::Kind::Scalar) {
            m_single += node.style == Node::Style::SingleQuoted ? 1 : 0;
            m_double += node.style == Node::Style::DoubleQuoted ? 1 : 0;
        }
        const bool isBlock = node.style == Node::Style::Block;
        const std::size_t column = isBlock ? m_finder.column(node.span.begin) : 0;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const Node &child = *node.children[i];
            const bool isBelow = isBlock && child.style == Node::Style::Block;
            const bool isValue = node.kind == Node::Kind::Mapping && i % 2 == 1;
            if (isBelow) {
                const std::size_t inner = m_finder.column(child.span.begin);
                if (isValue && inner >= column)
                    ++(child.kind == Node::Kind::Mapping ? m_steps : m_lists)[inner - column];
                if (node.kind == Node::Kind::Sequence && inner > column)
                    ++m_dashes[inner - column];
            }
            visit(child);
        }
    }

    TextStyle style() const
    {
        TextStyle style;
        style.step = std::max<std::size_t>(1, mostFrequent(m_steps, 2));
        style.listIndent = mostFrequent(m_lists, 0);
        style.dashWidth = std::max<std::size_t>(2, mostFrequent(m_dashes, 2));
        style.quotes = m_double > m_single ? Node::Style::DoubleQuoted : Node::Style::SingleQuoted;
        return style;
    }

private:
    EntryFinder m_finder;
    std::map<std::size_t, int> m_steps;
    std::map<std::size_t, int> m_lists;
    std::map<std::size_t, int> m_dashes;
    int m_single = 0;
    int m_double = 0;
};

} // namespace

TextStyle textStyle(std::string_view text, const Document &document)
{
    StyleCounter counter(text);
    if (document.root() != nullptr)
        counter.visit(*document.root());
    TextStyle style = counter.style();
    const std::size_t line = text.find_first_of("\r\n");
    if (line != std::string_view::npos && text[line] == '\r')
        style.lineEnd = text.substr(line, 2) == "\r\n" ? "\r\n" : "\r";
    return style;
}

/// Throws Error InvalidInput for a text with a problem.
static std::shared_ptr<const Document> readContent(std::string_view text)
{
    auto document = std::make_shared<Document>(Document::parse(text));
    if (!document->problems().empty()) {
        const Problem &problem = document->problems().front();
        throw Error(ErrorCode::InvalidInput,
                    tr("What is to be written isn't YAML: %1", problem.message),
                    problem.hint,
                    document->place(problem.span.begin));
    }
    return document;
}

Content Content::fromYaml(std::string_view yaml)
{
    Content content{Value()};
    content.m_text = withLineFeeds(std::string(yaml));
    std::erase(content.m_text, '\r');
    if (content.m_text.starts_with("\xEF\xBB\xBF"))
        content.m_text.erase(0, 3);
    content.m_document = readContent(content.m_text);
    requirePortable(content.m_text, *content.m_document);
    content.m_value = toValue(*content.m_document->root());
    const TextEdits edits = portableForm(content.m_text, *content.m_document);
    if (!edits.isEmpty()) {
        edits.applyTo(content.m_text);
        content.m_document = readContent(content.m_text);
        if (toValue(*content.m_document->root()) != content.m_value)
            content.m_document.reset(); // written as data
    }
    return content;
}

static bool holdsAlias(const Node &node)
{
    return node.kind == Node::Kind::Alias
           || std::ranges::any_of(node.children,
                                  [](const Node *child) { return holdsAlias(*child); });
}

/// Takes the anchors out of a copy in which nothing refers to them. What is at `from` in the text is
/// at `to` in the copy.
static void eraseAnchors(
    const Node &node, std::string_view text, std::size_t from, std::size_t to, std::string &copy)
{
    for (const Node *child : node.children | std::views::reverse)
        eraseAnchors(*child, text, from, to, copy);
    if (node.anchor.empty())
        return;
    std::size_t at = text.find("&" + node.anchor, node.start) - from + to;
    std::size_t size = node.anchor.size() + 1;
    if (at > 0 && copy[at - 1] == ' ') {
        --at;
        ++size;
    }
    copy.erase(at, size);
}

Content Content::ofEntry(std::string_view text, const Entry &entry, const EntryLines *lines)
{
    const Node &value = *entry.value;
    if (holdsAlias(value))
        return toValue(value);
    const EntryFinder finder(text);
    std::size_t begin = std::min(value.start, entry.end);
    std::string own;
    if (lines != nullptr && entry.key == nullptr)
        own.append(text, lines->comment, lines->begin - lines->comment);
    if (lines != nullptr && finder.lineBegin(begin) > entry.indicator)
        begin = finder.nextLine(entry.indicator); // with the comments that stand before it
    else if (lines != nullptr)
        own.append(finder.column(begin), ' ');
    const std::size_t to = own.size();
    own.append(text, begin, (lines == nullptr ? value.span.end : lines->end) - begin);
    eraseAnchors(value, text, begin, to, own);
    return fromYaml(own);
}

/// Whether YAML would take the text, or a part of it, for something of a document, not of a value:
/// a directive, the mark of a begin or end, a byte order mark, or another script's line end.
static bool isOfDocument(std::string_view text)
{
    if (text.find('\n') != std::string_view::npos)
        return false; // more than a word
    for (const std::string_view mark : {"---", "..."}) {
        if (text.starts_with(mark)
            && (text.size() == mark.size() || text[mark.size()] == ' ' || text[mark.size()] == '\t'))
            return true;
    }
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return false;
    if (text[first] == '%')
        return true;
    const bool isPlain = std::string_view("'\"[{|>&*!#").find(text[first])
                         == std::string_view::npos;
    return isPlain
           && std::ranges::any_of(std::initializer_list<std::string_view>{"\xEF\xBB\xBF",
                                                                          "\xE2\x80\xA8",
                                                                          "\xE2\x80\xA9",
                                                                          "\xC2\x85"},
                                  [&text](std::string_view each) {
                                      return text.find(each) != std::string_view::npos;
                                  });
}

Content Content::fromWord(std::string_view word)
{
    Content text = Value(std::string(word));
    if (isOfDocument(word))
        return text;
    Content content = fromYaml(word);
    const bool isNothing = word.find_first_not_of(" \t\r\n") == std::string_view::npos;
    const bool hasValue = !content.m_document
                          || content.m_document->root()->style != Node::Style::Empty;
    return isNothing || hasValue ? content : text;
}

std::vector<Content> Content::items() const
{
    std::vector<Content> found;
    const Node *root = m_document ? m_document->root() : nullptr;
    if (root == nullptr || root->style != Node::Style::Block) {
        for (const Value &item :
             isCollection(m_value) && !m_value.isDict() ? m_value.asList() : List())
            found.emplace_back(item);
        return found;
    }
    const EntryFinder finder(m_text);
    const std::vector<Entry> entries = finder.entries(*root);
    std::vector<EntryLines> lines = finder.lines(entries);
    lines.front().comment = 0; // what is at the head of this text belongs to the item
    for (std::size_t i = 0; i < entries.size(); ++i)
        found.push_back(ofEntry(m_text, entries[i], &lines[i]));
    return found;
}

bool Content::isInline() const
{
    const Node::Style style = m_document->root()->style;
    return style == Node::Style::Plain || style == Node::Style::SingleQuoted
           || style == Node::Style::DoubleQuoted || style == Node::Style::Flow;
}

Rendered Content::block(std::size_t column,
                        bool isItem,
                        const TextStyle &style,
                        Node::Style preferred) const
{
    if (m_document && isInline())
        return {{}, fromInline(column, style), {}, false};
    if (m_document && m_document->root()->style == Node::Style::Block)
        return fromLines(column, isItem, style);
    return BlockWriter(style).write(m_value, column, isItem, preferred);
}

std::string Content::flow(const TextStyle &style, Node::Style preferred) const
{
    if (m_document && isInline()) {
        const Node &root = *m_document->root();
        const std::string text(m_text, root.start, root.span.end - root.start);
        const bool isPlain = root.style == Node::Style::Plain;
        const bool isOneLine = text.find('\n') == std::string::npos;
        if (isOneLine
            && (!isPlain
                || (text.find_first_of(",[]{}:?") == std::string::npos
                    && (preferred == Node::Style::Plain || !m_value.isString()))))
            return text;
    }
    return flowText(m_value, style, preferred);
}

std::string Content::fromInline(std::size_t column, const TextStyle &style) const
{
    const Node &root = *m_document->root();
    const std::vector<std::string> lines = linesOf(
        std::string_view(m_text).substr(root.start, root.span.end - root.start));
    std::size_t least = std::string::npos;
    for (std::size_t i = 1; i < lines.size(); ++i)
        least = std::min(least, lines[i].find_first_not_of(' '));
    std::string result = lines.front();
    for (std::size_t i = 1; i < lines.size(); ++i)
        result += "\n" + indented(column + style.step, outdented(lines[i], least));
    return result;
}

Rendered Content::fromLines(std::size_t column, bool isItem, const TextStyle &style) const
{
    const Node &root = *m_document->root();
    const EntryFinder finder(m_text);
    const std::vector<EntryLines> entries = finder.lines(finder.entries(root));
    const std::size_t from = finder.column(root.span.begin);
    const std::size_t first = entries.front().begin;
    std::size_t inner = column + (isItem ? style.dashWidth : style.step);
    if (!isItem && root.kind == Node::Kind::Sequence)
        inner = column + style.listIndent;
    Rendered result;
    // What stands above is comments, and perhaps "---".
    for (const std::string &line : linesOf(std::string_view(m_text).substr(0, first))) {
        const std::size_t at = line.find_first_not_of(' ');
        if (at == std::string::npos || line[at] != '#')
            continue;
        if (isItem)
            result.above.push_back(indented(column, line.substr(at)));
        else
            result.body.push_back(indented(inner, line.substr(at)));
    }
    const std::size_t above = result.body.size();
    const std::size_t end = entries.back().end;
    for (const std::string &line : linesOf(std::string_view(m_text).substr(first, end - first)))
        result.body.push_back(indented(inner, outdented(line, from)));
    if (root.start < root.span.begin) {
        result.head = m_text.substr(root.start, root.span.begin - root.start);
        result.head.erase(result.head.find_last_not_of(" \n") + 1);
        if (result.head.find('\n') != std::string::npos)
            throw Error(ErrorCode::InvalidInput,
                        tr("An anchor and a tag of what is to be written stand in several lines."),
                        tr("Write them in one line."));
    } else if (isItem) {
        result.isCompact = true;
        result.head = result.body[above].substr(std::min(inner, result.body[above].size()));
        result.body.erase(result.body.begin() + static_cast<std::ptrdiff_t>(above));
    }
    return result;
}

} // namespace postern::yaml
