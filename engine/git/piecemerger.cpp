// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/piecemerger.h"

#include "engine/base/sequencediff.h"
#include "engine/git/inlinemerge.h"
#include "engine/git/meaning.h"
#include "engine/git/mergeorder.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace postern::git {

namespace {

using PartList = std::vector<MergePart>;

/// The lines moved sideways; the first one only where it `isWhole`.
std::string shiftedLines(std::string_view text, std::size_t from, std::size_t to, bool isWhole)
{
    if (from == to)
        return std::string(text);
    std::string shifted;
    for (const std::string_view line : linesOf(text)) {
        const bool isBlank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (isBlank || (!isWhole && line.data() == text.data())) {
            shifted += line;
        } else if (to > from) {
            shifted += std::string(to - from, ' ');
            shifted += line;
        } else {
            const std::size_t blanks = std::min(line.find_first_not_of(' '), from - to);
            shifted += line.substr(blanks);
        }
    }
    return shifted;
}

MergePart settledPart(std::string text)
{
    MergePart part;
    part.text = std::move(text);
    return part;
}

void append(PartList &parts, PartList more)
{
    for (MergePart &part : more) {
        if (!part.isConflict && part.text.empty())
            continue;
        if (!part.isConflict && !parts.empty() && !parts.back().isConflict)
            parts.back().text += part.text;
        else
            parts.push_back(std::move(part));
    }
}

/// One of three texts where at most one side changed it, by lines where both did.
std::optional<std::string> mergedText(std::string_view base,
                                      std::string_view ours,
                                      std::string_view theirs)
{
    if (ours == base || ours == theirs)
        return std::string(theirs);
    if (theirs == base)
        return std::string(ours);
    const PartList parts = mergeLines(base, ours, theirs);
    if (conflictsIn(parts) > 0)
        return {};
    return writeMerge(parts, {});
}

/// The comments in an entry's lines: what must not get lost although the data is the same.
std::vector<std::string_view> commentsIn(std::string_view body)
{
    std::vector<std::string_view> comments;
    for (const std::string_view line : linesOf(body)) {
        const std::size_t at = line.find('#');
        if (at != std::string_view::npos)
            comments.push_back(line.substr(at));
    }
    return comments;
}

std::vector<std::string> idsOf(const Pieces &pieces)
{
    std::vector<std::string> ids;
    ids.reserve(pieces.pieces.size());
    for (const Piece &piece : pieces.pieces)
        ids.push_back(piece.id);
    return ids;
}

std::unordered_map<std::string, const Piece *> byId(const Pieces &pieces)
{
    std::unordered_map<std::string, const Piece *> index;
    for (const Piece &piece : pieces.pieces)
        index.emplace(piece.id, &piece);
    return index;
}

std::string placeOf(const std::vector<std::string> &path)
{
    std::string place;
    for (const std::string &step : path)
        place += (place.empty() ? "" : ".") + step;
    return place;
}

std::optional<Identity> identityOf(const yaml::Node &collection,
                                   const std::vector<std::string> &path)
{
    if (collection.kind == yaml::Node::Kind::Mapping)
        return Identity::Keys;
    if (collection.kind == yaml::Node::Kind::Sequence && path.size() == 1) {
        if (path.front() == "nodes")
            return Identity::Names;
        if (path.front() == "additional_includes")
            return Identity::Texts;
    }
    return {};
}

/// Puts the children of a dash into its line. False when what comes first can't stand there.
bool joinToDash(PartList &children, const std::string &dash, std::size_t column)
{
    const auto join = [&](std::string &text) {
        if (text.size() <= column || text.find_first_not_of(' ') != column || text[column] == '#'
            || text[column] == '\n')
            return false;
        text = dash + text.substr(column);
        return true;
    };
    if (children.empty())
        return false;
    MergePart &first = children.front();
    if (!first.isConflict)
        return join(first.text);
    return join(first.ours) && join(first.theirs) && (first.base.empty() || join(first.base));
}

} // namespace

std::optional<PartList> PieceMerger::merge()
{
    const auto cut = [](const MergeText &text) -> std::optional<Pieces> {
        const yaml::Node &root = *text.document.root();
        if (root.isNull()) {
            Pieces nothing;
            nothing.head = text.text;
            return nothing;
        }
        return cutCollection(text, root, Identity::Keys, 0, text.text.size());
    };
    auto base = cut(m_base);
    auto ours = cut(m_ours);
    auto theirs = cut(m_theirs);
    if (!base || !ours || !theirs)
        return {};
    const Cut all{std::move(*base), std::move(*ours), std::move(*theirs)};
    PartList parts = mergeLines(all.base.head, all.ours.head, all.theirs.head);
    auto entries = mergeCut(all, Identity::Keys, {});
    if (!entries)
        return {};
    append(parts, std::move(*entries));
    append(parts, mergeLines(all.base.tail, all.ours.tail, all.theirs.tail));
    return parts;
}

std::optional<PartList> PieceMerger::mergeCut(const Cut &cut, Identity identity, const Path &path)
{
    const auto base = byId(cut.base);
    const auto ours = byId(cut.ours);
    const auto theirs = byId(cut.theirs);
    const std::size_t column = cut.ours.pieces.empty() ? cut.theirs.column : cut.ours.column;
    std::unordered_map<std::string, PartList> merged;
    std::vector<std::string> kept;
    const auto mergeOne = [&](const std::string &id) {
        if (merged.contains(id))
            return true;
        const auto sided = [&id](const auto &index, const Pieces &pieces) {
            const auto found = index.find(id);
            return found == index.end() ? Sided() : Sided{found->second, pieces.column};
        };
        Path below = path;
        below.push_back(id.substr(1));
        auto parts
            = mergeEntry({sided(base, cut.base), sided(ours, cut.ours), sided(theirs, cut.theirs)},
                         column,
                         below);
        if (!parts)
            return false;
        if (!parts->empty())
            kept.push_back(id);
        merged.emplace(id, std::move(*parts));
        return true;
    };
    for (const Pieces *const side : {&cut.ours, &cut.theirs, &cut.base}) {
        for (const Piece &piece : side->pieces) {
            if (!mergeOne(piece.id))
                return {};
        }
    }
    PartList parts;
    for (const MergedPlace &place : mergedOrder(idsOf(cut.base),
                                                idsOf(cut.ours),
                                                idsOf(cut.theirs),
                                                kept,
                                                identity != Identity::Keys)) {
        PartList &entry = merged[place.id];
        if (place.whose == MergedPlace::Whose::Both) {
            append(parts, std::move(entry));
            continue;
        }
        MergePart moved;
        moved.isConflict = true;
        Path below = path;
        below.push_back(place.id.substr(1));
        moved.place = placeOf(below);
        const bool isOurs = place.whose == MergedPlace::Whose::Ours;
        (isOurs ? moved.ours : moved.theirs) = settledFor(entry, !isOurs);
        parts.push_back(std::move(moved));
    }
    return parts;
}

std::optional<PartList> PieceMerger::mergeEntry(const Trio &trio,
                                                std::size_t column,
                                                const Path &path)
{
    const auto &[base, ours, theirs] = trio;
    const auto whole = [column](const Sided &side) {
        if (side.piece == nullptr)
            return std::string();
        return shiftedLines(side.piece->leading, side.column, column, true)
               + std::string(column, ' ')
               + shiftedLines(side.piece->body, side.column, column, false);
    };
    const auto conflict = [&] {
        MergePart part;
        part.isConflict = true;
        part.place = placeOf(path);
        part.base = whole(base);
        part.ours = whole(ours);
        part.theirs = whole(theirs);
        return PartList{std::move(part)};
    };
    // What stands for nothing but a change of dress.
    const auto isSame = [](const Sided &a, const Sided &b) {
        return isSameMeaning(a.piece->value, b.piece->value)
               && commentsIn(a.piece->body) == commentsIn(b.piece->body)
               && commentsIn(a.piece->leading) == commentsIn(b.piece->leading);
    };
    if (path.size() == 2 && m_contested.contains(placeOf(path)))
        return conflict();
    if (ours.piece == nullptr || theirs.piece == nullptr) {
        const Sided &present = ours.piece == nullptr ? theirs : ours;
        if (present.piece == nullptr)
            return PartList();
        if (base.piece == nullptr)
            return PartList{settledPart(whole(present))};
        return isSame(base, present) ? PartList() : conflict();
    }
    const std::string ourText = whole(ours);
    const std::string theirText = whole(theirs);
    if (ourText == theirText)
        return PartList{settledPart(ourText)};
    if (base.piece != nullptr) {
        const std::string baseText = whole(base);
        if (ourText == baseText)
            return PartList{settledPart(theirText)};
        if (theirText == baseText)
            return PartList{settledPart(ourText)};
    }
    const auto leading
        = mergedText(base.piece == nullptr
                         ? std::string()
                         : shiftedLines(base.piece->leading, base.column, column, true),
                     shiftedLines(ours.piece->leading, ours.column, column, true),
                     shiftedLines(theirs.piece->leading, theirs.column, column, true));
    if (!leading)
        return conflict();
    auto body = mergeBody(trio, column, path);
    if (!body)
        return conflict();
    PartList parts;
    append(parts, {settledPart(*leading)});
    append(parts, std::move(*body));
    return parts;
}

/// From the entry's own line on.
std::optional<PartList> PieceMerger::mergeBody(const Trio &trio,
                                               std::size_t column,
                                               const Path &path)
{
    const auto &[base, ours, theirs] = trio;
    const auto body = [column](const Sided &side) {
        return std::string(column, ' ')
               + shiftedLines(side.piece->body, side.column, column, false);
    };
    const auto isSame = [&body](const Sided &a, const Sided &b) {
        return body(a) == body(b)
               || (isSameMeaning(a.piece->value, b.piece->value)
                   && commentsIn(a.piece->body) == commentsIn(b.piece->body));
    };
    const yaml::Node &value = *ours.piece->value;
    if (value.style == yaml::Node::Style::Block) {
        if (auto parts = mergeNested(trio, column, path))
            return parts;
    }
    if (isSame(ours, theirs))
        return PartList{settledPart(body(ours))};
    if (base.piece != nullptr && isSame(base, ours))
        return PartList{settledPart(body(theirs))};
    if (base.piece != nullptr && isSame(base, theirs))
        return PartList{settledPart(body(ours))};
    if (value.style == yaml::Node::Style::Flow) {
        if (auto text = mergeBrackets(trio, path))
            return PartList{settledPart(std::string(column, ' ') + *text)};
    }
    return {};
}

std::optional<PieceMerger::Cut> PieceMerger::cutNested(const Trio &trio, Identity identity) const
{
    const auto cut = [identity](const MergeText &text, const Sided &side) -> std::optional<Pieces> {
        if (side.piece == nullptr)
            return Pieces();
        if (isBare(side.piece->value)) { // "inputs: {}"
            Pieces nothing;
            nothing.head = side.piece->body;
            return nothing;
        }
        const yaml::Node &value = *side.piece->value;
        // An anchor is someone else's matter, too.
        if (!value.anchor.empty() || value.start != value.span.begin)
            return {};
        return cutCollection(text, value, identity, side.piece->begin, side.piece->end);
    };
    auto base = cut(m_base, trio.base);
    auto ours = cut(m_ours, trio.ours);
    auto theirs = cut(m_theirs, trio.theirs);
    if (!base || !ours || !theirs || ours->pieces.empty() || theirs->pieces.empty())
        return {};
    return Cut{std::move(*base), std::move(*ours), std::move(*theirs)};
}

std::optional<PartList> PieceMerger::mergeNested(const Trio &trio,
                                                 std::size_t column,
                                                 const Path &path)
{
    const std::optional<Identity> identity = identityOf(*trio.ours.piece->value, path);
    auto cut = identity ? cutNested(trio, *identity) : std::nullopt;
    if (!cut || cut->ours.isCompact != cut->theirs.isCompact)
        return {};
    const bool hasBase = trio.base.piece != nullptr && !cut->base.pieces.empty();
    const auto shifted = [column](std::string_view text, const Sided &side) {
        return shiftedLines(text, side.column, column, false);
    };
    const auto head = mergedText(hasBase ? shifted(cut->base.head, trio.base) : std::string(),
                                 shifted(cut->ours.head, trio.ours),
                                 shifted(cut->theirs.head, trio.theirs));
    const auto tail = mergedText(hasBase ? cut->base.tail : std::string_view(),
                                 cut->ours.tail,
                                 cut->theirs.tail);
    // Where ours stands in another column than it did, so do its children.
    const std::size_t childColumn = cut->ours.column + column - trio.ours.column;
    const bool isCompact = cut->ours.isCompact;
    auto children = mergeCut(*cut, *identity, path);
    if (!head || !tail || !children || childColumn != cut->ours.column)
        return {};
    PartList parts;
    if (isCompact) {
        if (!joinToDash(*children, std::string(column, ' ') + *head, childColumn))
            return {};
    } else {
        if (children->empty())
            return {};
        append(parts, {settledPart(std::string(column, ' ') + *head)});
    }
    append(parts, std::move(*children));
    append(parts, {settledPart(*tail)});
    return parts;
}

/// Only what stands in the brackets may be other.
std::optional<std::string> PieceMerger::mergeBrackets(const Trio &trio, const Path &path) const
{
    const auto &[base, ours, theirs] = trio;
    if (base.piece == nullptr)
        return {};
    struct Around
    {
        std::string before;
        std::string value;
        std::string after;
    };
    const auto around = [](const MergeText &text, const Piece &piece) {
        const yaml::Span &span = piece.value->span;
        Around parts;
        parts.before = text.text.substr(piece.begin, span.begin - piece.begin);
        parts.value = text.text.substr(span.begin, span.size());
        parts.after = text.text.substr(span.end, piece.end - span.end);
        return parts;
    };
    const Around b = around(m_base, *base.piece);
    const Around o = around(m_ours, *ours.piece);
    const Around t = around(m_theirs, *theirs.piece);
    const auto before = mergedText(b.before, o.before, t.before);
    const auto after = mergedText(b.after, o.after, t.after);
    const bool areNodes = path.size() == 1 && path.front() == "nodes";
    const auto value = before && after ? mergeInline(b.value, o.value, t.value, areNodes)
                                       : std::nullopt;
    if (!value)
        return {};
    return *before + *value + *after;
}

} // namespace postern::git
