// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// A flow of a thousand nodes is read in tens of milliseconds, one of its nodes in none: an edit within
// a node reads that node alone, and what stands after it moves.

#include "engine/yaml/document.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace postern::yaml {

/// An item of a list, by its lines.
struct Document::Piece
{
    std::size_t member = 0; ///< of the list among the root's children
    std::size_t item = 0;
    std::size_t column = 0; ///< of its dash
    std::size_t begin = 0;
    std::size_t end = 0; ///< after its last line break, before the edit
    std::ptrdiff_t growth = 0;
};

Document Document::clone() const
{
    Document copy;
    copy.m_nodes = m_nodes;
    copy.m_problems = m_problems;
    copy.m_lines = m_lines;
    copy.m_continuations = m_continuations;
    copy.m_leftOver = m_leftOver;
    copy.m_isSimple = m_isSimple;
    std::unordered_map<const Node *, const Node *> copies;
    copies.reserve(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        copies.emplace(&m_nodes[i], &copy.m_nodes[i]);
    for (Node &node : copy.m_nodes) {
        for (const Node *&child : node.children)
            child = copies.at(child);
        if (node.target != nullptr)
            node.target = copies.at(node.target);
    }
    copy.m_root = m_root == nullptr ? nullptr : copies.at(m_root);
    return copy;
}

bool Document::findPiece(std::string_view text, const TextEdit &edit, Piece &piece) const
{
    if (!m_isSimple || m_root == nullptr || m_root->kind != Node::Kind::Mapping
        || m_root->style != Node::Style::Block || m_leftOver * 2 > m_nodes.size())
        return false;
    const auto lineBegin = [&](std::size_t at) {
        return *(std::upper_bound(m_lines.begin(), m_lines.end(), at) - 1);
    };
    const auto &members = m_root->children;
    const auto list = std::find_if(members.rbegin(), members.rend(), [&](const Node *node) {
        return node->span.begin < edit.offset;
    });
    if (list == members.rend())
        return false;
    piece.member = static_cast<std::size_t>(members.rend() - list) - 1;
    const Node &node = **list;
    if (piece.member % 2 == 0 || node.kind != Node::Kind::Sequence
        || node.style != Node::Style::Block)
        return false;
    const auto item = std::find_if(node.children.rbegin(),
                                   node.children.rend(),
                                   [&](const Node *each) { return each->span.begin < edit.offset; });
    if (item == node.children.rend())
        return false;
    piece.item = static_cast<std::size_t>(node.children.rend() - item) - 1;
    piece.growth = static_cast<std::ptrdiff_t>(edit.inserted.size())
                   - static_cast<std::ptrdiff_t>(edit.removed);
    piece.column = node.span.begin - lineBegin(node.span.begin);
    piece.begin = lineBegin((*item)->span.begin);
    const bool isLast = piece.item + 1 == node.children.size();
    const std::size_t size = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(text.size())
                                                      - piece.growth);
    if (!isLast)
        piece.end = lineBegin(node.children[piece.item + 1]->span.begin);
    else
        piece.end = piece.member + 1 == members.size()
                        ? size
                        : lineBegin(members[piece.member + 1]->span.begin);
    // Its dash is in the line where it begins, so is that of the next one.
    const auto hasDash = [&](std::size_t line) {
        const std::size_t dash = line + piece.column;
        return dash < text.size() && text[dash] == '-'
               && text.substr(line, piece.column).find_first_not_of(' ') == std::string_view::npos;
    };
    const auto next = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(piece.end)
                                               + piece.growth);
    return hasDash(piece.begin) && (*item)->span.begin > piece.begin + piece.column + 1
           && (isLast || hasDash(next)) && edit.offset + edit.removed < piece.end
           && next > piece.begin && text[next - 1] == '\n';
}

bool Document::follow(std::string_view text, const TextEdit &edit)
{
    Piece piece;
    if (!findPiece(text, edit, piece))
        return false;
    const auto size = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(piece.end - piece.begin)
                                               + piece.growth);
    // Another item after it, so that it ends for the same reason as in the whole text; one with a
    // colon, for a key without one ("e:#") is refused only where one follows.
    const std::string alone = std::string(text.substr(piece.begin, size))
                              + std::string(piece.column, ' ') + "- end: 1\n";
    Document document = parse(alone);
    const Node *root = document.m_root;
    constexpr int kDeep = kMaxDepth / 2;
    if (!document.m_isSimple || root == nullptr || root->kind != Node::Kind::Sequence
        || root->style != Node::Style::Block || root->children.size() != 2
        || root->children[1]->kind != Node::Kind::Mapping || root->height > kDeep
        || root->span.begin != piece.column)
        return false;
    takePiece(std::move(document), piece);
    followLines(edit);
    return true;
}

void Document::takePiece(Document &&document, const Piece &piece)
{
    const Node *const list = m_root->children[piece.member];
    Node *root = nullptr;
    Node *changed = nullptr;
    for (Node &node : m_nodes) {
        if (&node == m_root)
            root = &node;
        if (&node == list)
            changed = &node;
        if (node.span.begin < piece.end)
            continue;
        const auto grow = [&](std::size_t &at) {
            at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + piece.growth);
        };
        grow(node.start);
        grow(node.span.begin);
        grow(node.span.end);
    }
    m_leftOver += document.m_nodes.size();
    std::unordered_map<const Node *, Node *> taken;
    for (Node &node : document.m_nodes) {
        node.start += piece.begin;
        node.span.begin += piece.begin;
        node.span.end += piece.begin;
        taken.emplace(&node, &m_nodes.emplace_back(std::move(node)));
    }
    for (const auto &[from, node] : taken) {
        for (const Node *&child : node->children)
            child = taken.at(child);
    }
    // Moved, the root of the piece still has its children.
    changed->children[piece.item] = taken.at(document.m_root)->children[0];
    for (Node *node : {changed, root}) {
        node->span.end = std::max(node->span.begin, node->children.back()->span.end);
        node->height = 1;
        for (const Node *child : node->children)
            node->height = std::max(node->height, child->height + 1);
    }
}

void Document::followLines(const TextEdit &edit)
{
    const auto follow =
        [&](std::vector<std::size_t> &places, std::size_t shift, const auto &isPlace) {
            // A place belongs to the byte `shift` before it.
            const std::size_t first = edit.offset + shift;
            const std::size_t behind = first + edit.removed;
            const auto begin = std::lower_bound(places.begin(), places.end(), first);
            const auto end = std::lower_bound(begin, places.end(), behind);
            for (auto at = end; at != places.end(); ++at)
                *at = *at - edit.removed + edit.inserted.size();
            std::vector<std::size_t> made;
            for (std::size_t i = 0; i < edit.inserted.size(); ++i) {
                if (isPlace(edit.inserted[i]))
                    made.push_back(first + i);
            }
            places.insert(places.erase(begin, end), made.begin(), made.end());
        };
    follow(m_lines, 1, [](char c) { return c == '\n'; });
    follow(m_continuations, 0, [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    });
}

} // namespace postern::yaml
