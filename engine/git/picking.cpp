// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/picking.h"

#include "engine/base/error.h"
#include "engine/git/flowpieces.h"
#include "engine/git/snapshot.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace postern::git {

namespace {

constexpr std::size_t kNear = 6; ///< unchanged lines that keep two changes in one hunk

/// The pieces of one of a flow's collections, with its own piece at the root.
struct Section
{
    const Piece *own = nullptr;
    Pieces root;
    std::optional<Pieces> pieces;
};

std::optional<Section> sectionOf(const MergeText &text, const std::string &key, Identity identity)
{
    Section section;
    const yaml::Node *const root = text.document.root();
    if (root == nullptr)
        return {};
    if (root->isNull())
        return section;
    auto cut = cutCollection(text, *root, Identity::Keys, 0, text.text.size());
    if (!cut)
        return {};
    section.root = std::move(*cut);
    const auto own = std::ranges::find(section.root.pieces, "k" + key, &Piece::id);
    if (own == section.root.pieces.end())
        return section;
    section.own = &*own;
    section.pieces = cutCollection(text, *own->value, identity, own->begin, own->end);
    return section;
}

const Piece *pieceNamed(const Section &section, const std::string &id)
{
    if (!section.pieces)
        return nullptr;
    const auto found = std::ranges::find(section.pieces->pieces, id, &Piece::id);
    return found == section.pieces->pieces.end() ? nullptr : &*found;
}

[[noreturn]] void refuseNode(const std::string &node)
{
    throw Error(
        ErrorCode::InvalidFlow,
        tr("The node '%1' can't be taken by itself: the flow isn't written as one entry a line.",
           node),
        tr("Stage the file as a whole, or by its lines."));
}

std::string linesOfPiece(const Piece &piece, std::size_t column)
{
    return std::string(piece.leading) + std::string(column, ' ') + std::string(piece.body);
}

/// Puts the entry of that id into the text as the other one has it.
std::string withEntry(const std::string &before,
                      const std::string &after,
                      const std::string &key,
                      Identity identity,
                      const std::string &name)
{
    const MergeText old(before);
    const MergeText now(after);
    const auto from = sectionOf(old, key, identity);
    const auto to = sectionOf(now, key, identity);
    if (!from || !to)
        refuseNode(name);
    const std::string id = (identity == Identity::Names ? "n" : "k") + name;
    const Piece *const was = pieceNamed(*from, id);
    const Piece *const is = pieceNamed(*to, id);
    if (was == nullptr && is == nullptr)
        return before;
    std::string text = before;
    const auto begin = [](const Piece &piece, std::size_t column) {
        return piece.begin - column - piece.leading.size();
    };
    if (was != nullptr && is != nullptr) {
        text.replace(begin(*was, from->pieces->column),
                     was->end - begin(*was, from->pieces->column),
                     linesOfPiece(*is, from->pieces->column));
    } else if (was != nullptr) {
        // The last one takes its key along.
        const bool isOnly = from->pieces->pieces.size() == 1;
        const Piece &gone = isOnly ? *from->own : *was;
        const std::size_t column = isOnly ? 0 : from->pieces->column;
        text.erase(begin(gone, column), gone.end - begin(gone, column));
    } else if (from->pieces) {
        std::size_t at = 0;
        for (const Piece &piece : to->pieces->pieces) {
            if (piece.id == id)
                break;
            if (const Piece *const known = pieceNamed(*from, piece.id))
                at = known->end;
        }
        const Piece &first = from->pieces->pieces.front();
        text.insert(at == 0 ? begin(first, from->pieces->column) : at,
                    linesOfPiece(*is, from->pieces->column));
    } else if (from->own == nullptr) {
        if (!text.empty() && !text.ends_with('\n'))
            text += '\n';
        text += key + ":\n" + linesOfPiece(*is, to->pieces->column);
    } else {
        refuseNode(name);
    }
    return text;
}

/// So that all lines of a flow are whole ones, which its pieces are cut at.
std::string withLastEnd(std::string_view text)
{
    std::string whole(text);
    if (!whole.empty() && !whole.ends_with('\n'))
        whole += '\n';
    return whole;
}

std::string_view lastLineOf(std::string_view text)
{
    const auto lines = linesOf(text);
    return lines.empty() ? std::string_view() : lines.back();
}

struct EntryLines
{
    std::string name;
    std::size_t first = 0; ///< from 1, with the comments and empty lines above it
    std::size_t begin = 0; ///< the first that isn't empty
    std::size_t last = 0;
};

std::vector<EntryLines> linesOfEntries(std::string_view flow,
                                       const std::string &key,
                                       Identity identity)
{
    std::vector<EntryLines> entries;
    const MergeText text(withLastEnd(flow));
    const auto section = sectionOf(text, key, identity);
    if (!section || !section->pieces)
        return entries;
    std::size_t line = 1;
    std::size_t at = 0;
    const auto lineAt = [&](std::size_t offset) {
        for (; at < offset; ++at)
            line += text.text[at] == '\n' ? 1 : 0;
        return line;
    };
    entries.reserve(section->pieces->pieces.size());
    for (const Piece &piece : section->pieces->pieces) {
        const std::size_t head = piece.begin - section->pieces->column - piece.leading.size();
        EntryLines entry;
        entry.name = piece.id.substr(1);
        entry.first = lineAt(head);
        const std::size_t empty = piece.leading.find_first_not_of(" \t\r\n");
        entry.begin = lineAt(head + std::min(empty, piece.leading.size()));
        entry.last = lineAt(piece.end) - 1;
        entries.push_back(std::move(entry));
    }
    return entries;
}

/// Of nodes and their variants; what only moves the empty lines above one is none of its changes.
void addTouched(std::set<std::string> &touched,
                const std::vector<EntryLines> &entries,
                const std::pair<std::size_t, std::size_t> &changed)
{
    for (const EntryLines &entry : entries) {
        if (changed.first < entry.last && changed.second >= entry.begin)
            touched.insert(entry.name);
    }
}

std::vector<EntryLines> linesOfNodesAndVariants(std::string_view flow)
{
    std::vector<EntryLines> entries = linesOfEntries(flow, "nodes", Identity::Names);
    std::ranges::move(linesOfEntries(flow, "node_variants", Identity::Keys),
                      std::back_inserter(entries));
    return entries;
}

} // namespace

std::vector<Hunk> hunksBetween(std::string_view before, std::string_view after)
{
    const auto a = linesOf(before);
    const auto b = linesOf(after);
    const std::vector<SequenceChange> changes = changesBetween(a, b);
    const auto nodes = linesOfNodesAndVariants(after);
    const auto oldNodes = linesOfNodesAndVariants(before);
    std::vector<Hunk> hunks;
    for (const SequenceChange &change : changes) {
        if (hunks.empty() || change.aBegin > hunks.back().changes.back().aEnd + kNear) {
            Hunk hunk;
            hunk.firstLine = change.bBegin + 1;
            hunk.oldFirstLine = change.aBegin + 1;
            hunks.push_back(std::move(hunk));
        }
        hunks.back().changes.push_back(change);
    }
    for (Hunk &hunk : hunks) {
        std::set<std::string> touched;
        for (const SequenceChange &change : hunk.changes) {
            addTouched(touched, nodes, {change.bBegin, change.bEnd});
            addTouched(touched, oldNodes, {change.aBegin, change.aEnd});
            for (std::size_t i = change.aBegin; i < change.aEnd; ++i)
                hunk.text += "-" + std::string(a[i]) + (a[i].ends_with('\n') ? "" : "\n");
            for (std::size_t i = change.bBegin; i < change.bEnd; ++i)
                hunk.text += "+" + std::string(b[i]) + (b[i].ends_with('\n') ? "" : "\n");
        }
        hunk.nodes.assign(touched.begin(), touched.end());
    }
    return hunks;
}

std::string withHunks(std::string_view before,
                      std::string_view after,
                      const std::vector<std::size_t> &chosen)
{
    const auto a = linesOf(before);
    const auto b = linesOf(after);
    const std::vector<Hunk> hunks = hunksBetween(before, after);
    std::string text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < hunks.size(); ++i) {
        if (std::ranges::find(chosen, i) == chosen.end())
            continue;
        for (const SequenceChange &change : hunks[i].changes) {
            for (; at < change.aBegin; ++at)
                text += a[at];
            for (std::size_t line = change.bBegin; line < change.bEnd; ++line)
                text += b[line];
            at = change.aEnd;
        }
    }
    for (; at < a.size(); ++at)
        text += a[at];
    return text;
}

std::string withNode(std::string_view before, std::string_view after, const std::string &node)
{
    const std::string from = withLastEnd(before);
    const std::string to = withLastEnd(after);
    std::string text = withEntry(from, to, "nodes", Identity::Names, node);
    text = withEntry(text, to, "node_variants", Identity::Keys, node);
    // The last line has an end where it had one in the text that it is of.
    const std::string_view whose = text.ends_with(lastLineOf(from)) ? before : after;
    if (!whose.empty() && !whose.ends_with('\n') && text.ends_with('\n'))
        text.pop_back();
    return text;
}

std::map<std::string, std::pair<std::size_t, std::size_t>> linesOfNodes(std::string_view flow)
{
    std::map<std::string, std::pair<std::size_t, std::size_t>> lines;
    for (const EntryLines &entry : linesOfEntries(flow, "nodes", Identity::Names))
        lines.emplace(entry.name, std::pair(entry.first, entry.last));
    return lines;
}

} // namespace postern::git
