// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/textedit.h"
#include "engine/base/value.h"
#include "engine/yaml/node.h"
#include "engine/yaml/problem.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// A YAML text as a tree in which every node knows its bytes and its style. The text itself isn't
/// kept; spans mean the text that was parsed. Whatever the text, parsing ends and doesn't throw:
/// what is wrong is in problems().
class Document
{
public:
    static constexpr std::size_t kMaxBytes = 64UL * 1024 * 1024;
    static constexpr int kMaxDepth = 200;

    static Document parse(std::string_view text);

    Document(Document &&) noexcept = default;
    Document &operator=(Document &&) noexcept = default;
    Document(const Document &) = delete;
    Document &operator=(const Document &) = delete;
    ~Document() = default;

    /// Null pointer when the text has a syntax error. An empty text is an empty scalar.
    const Node *root() const { return m_root; }
    /// Syntax errors leave no root; others, as duplicate keys, do.
    const std::vector<Problem> &problems() const { return m_problems; }

    /// A copy, for whoever edits it while others still look at this one.
    Document clone() const;
    /// Follows an edit of the text without reading all of it anew: `text` has the edit. Only where
    /// the edit lies within an item of a list that is a member of the root, nothing has an anchor, a
    /// tag or a problem, and the item alone can be read; false otherwise, and nothing has changed.
    bool follow(std::string_view text, const TextEdit &edit);

    /// Line and column of a byte, in code points from 1; `file` is left empty.
    Place place(std::size_t offset) const;

private:
    friend class Builder;
    Document() = default;

    void findDuplicateKeys(std::string_view text);
    std::string describeDuplicate(std::string_view text,
                                  const Node &mapping,
                                  std::size_t first,
                                  std::size_t second) const;
    std::string describeMark(std::string_view text, std::size_t offset) const;

    struct Piece;
    bool findPiece(std::string_view text, const TextEdit &edit, Piece &piece) const;
    void takePiece(Document &&document, const Piece &piece);
    void followLines(const TextEdit &edit);

    std::deque<Node> m_nodes;
    std::size_t m_leftOver = 0; ///< nodes that are no longer in the tree
    bool m_isSimple = false;    ///< no anchors, tags, aliases, problems, odd line ends
    const Node *m_root = nullptr;
    std::vector<Problem> m_problems;
    /// Where lines start.
    std::vector<std::size_t> m_lines;
    /// Bytes that continue a UTF-8 sequence, ascending: a column is bytes minus these.
    std::vector<std::size_t> m_continuations;
};

/// The tree as a value: scalars typed, aliases and merges followed. Keys that aren't scalars are
/// Error InvalidFlow; more than a million values once aliases are followed is LimitExceeded.
Value toValue(const Node &node);

} // namespace postern::yaml
