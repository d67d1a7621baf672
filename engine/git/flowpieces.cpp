// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowpieces.h"

#include "engine/git/meaning.h"

#include <algorithm>
#include <set>

namespace postern::git {

namespace {

constexpr std::size_t kNowhere = yaml::Entry::kNowhere;

std::string idOf(const yaml::Entry &entry, Identity identity)
{
    switch (identity) {
    case Identity::Keys:
        return entry.key->kind == yaml::Node::Kind::Scalar && entry.key->tag.empty()
                       && entry.key->anchor.empty()
                   ? "k" + entry.key->text
                   : std::string();
    case Identity::Names: {
        const std::string name = nameOfNode(*entry.value);
        return name.empty() ? std::string() : "n" + name;
    }
    case Identity::Texts:
        return entry.value->kind == yaml::Node::Kind::Scalar && entry.value->anchor.empty()
                   ? "t" + entry.value->text
                   : std::string();
    }
    return {};
}

bool isAllBlankOrComment(std::string_view lines)
{
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::size_t first = lines.substr(0, end).find_first_not_of(" \t\r");
        if (first != std::string_view::npos && first < end && lines[first] != '#')
            return false;
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return true;
}

/// Where the first entry's own lines begin: above its blank lines and comments, below `least`.
std::size_t firstLines(const yaml::EntryFinder &finder, std::size_t line, std::size_t least)
{
    while (line > least) {
        const std::size_t above = finder.lineBegin(line - 1);
        if (above < least || !(finder.isBlankLine(above) || finder.isCommentLine(above)))
            break;
        line = above;
    }
    return line;
}

} // namespace

MergeText::MergeText(std::string given)
    : text(std::move(given))
    , document(yaml::Document::parse(text))
    , finder(text)
{}

std::optional<Pieces> cutCollection(const MergeText &text,
                                    const yaml::Node &collection,
                                    Identity identity,
                                    std::size_t begin,
                                    std::size_t end)
{
    const bool isItem = identity != Identity::Keys;
    const yaml::Node::Kind kind = isItem ? yaml::Node::Kind::Sequence : yaml::Node::Kind::Mapping;
    if (collection.kind != kind || collection.style != yaml::Node::Style::Block
        || collection.children.empty())
        return {};
    const std::vector<yaml::Entry> entries = text.finder.entries(collection);
    const std::vector<yaml::EntryLines> lines = text.finder.lines(entries);
    const std::string_view all = text.text;
    Pieces cut;
    cut.isCompact = !lines.front().isAlone;
    cut.column = text.finder.column(entries.front().begin);
    std::set<std::string> known;
    std::size_t from = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const yaml::Entry &entry = entries[i];
        Piece piece;
        piece.id = idOf(entry, identity);
        piece.value = entry.value;
        piece.isItem = isItem;
        piece.indicator = entry.indicator;
        piece.begin = entry.begin;
        piece.end = std::min(lines[i].end, end);
        if (piece.id.empty() || !known.insert(piece.id).second || entry.indicator == kNowhere
            || all[entry.begin] == '?' || text.finder.column(entry.begin) != cut.column
            || (i > 0 && !lines[i].isAlone))
            return {};
        if (i == 0) {
            // At the root, what isn't right above the first key is the head of the file.
            from = cut.isCompact ? entry.begin
                   : begin == 0  ? lines[i].comment
                                 : firstLines(text.finder, lines[i].begin, begin);
            if (from < begin)
                return {};
            cut.head = all.substr(begin, from - begin);
        }
        const std::size_t ownBegin = i == 0 && cut.isCompact ? entry.begin : lines[i].begin;
        if (ownBegin < from || piece.end < entry.begin)
            return {};
        piece.leading = all.substr(from, ownBegin - from);
        piece.body = all.substr(entry.begin, piece.end - entry.begin);
        if (!isAllBlankOrComment(piece.leading) || !piece.body.ends_with('\n'))
            return {};
        from = piece.end;
        cut.pieces.push_back(std::move(piece));
    }
    if (from > end)
        return {};
    cut.tail = all.substr(from, end - from);
    return cut;
}

} // namespace postern::git
