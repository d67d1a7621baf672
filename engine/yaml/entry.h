// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/yaml/node.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// A member of a mapping or an item of a list, as it stands in the text.
struct Entry
{
    static constexpr std::size_t kNowhere = std::string_view::npos;

    const Node *key = nullptr; ///< null for an item
    const Node *value = nullptr;
    std::size_t begin = 0;            ///< of its dash, its "?" or its key, anchor and tag counted
    std::size_t indicator = kNowhere; ///< of its dash or colon
    std::size_t end = 0;              ///< after the last byte of key, indicator and value
};

/// The lines that belong to an entry of a block collection.
struct EntryLines
{
    std::size_t comment = 0; ///< where the comments right above it begin; else as `begin`
    std::size_t begin = 0;   ///< of the line with its begin
    std::size_t end = 0;     ///< after the last line break, with deeper comments below
    bool isAlone = true;     ///< nothing but blanks stands before it in its line
};

/// Looks at a text by the tree that was read from it.
class EntryFinder
{
public:
    /// `text` has no returns that end a line by themselves.
    explicit EntryFinder(std::string_view text)
        : m_text(text)
    {}

    std::vector<Entry> entries(const Node &collection) const;
    /// Of a block collection: where the lines of each entry are. Comments at the head of the text
    /// belong to the text.
    std::vector<EntryLines> lines(const std::vector<Entry> &entries) const;

    std::size_t lineBegin(std::size_t at) const;
    /// Before the line break.
    std::size_t lineEnd(std::size_t at) const;
    /// After the line break.
    std::size_t nextLine(std::size_t at) const;
    std::size_t column(std::size_t at) const { return at - lineBegin(at); }
    /// From the dash of the first of these to what stands after it; 0 when nothing does.
    std::size_t dashWidth(const std::vector<Entry> &entries) const;
    bool isBlankLine(std::size_t lineBegin) const;
    bool isCommentLine(std::size_t lineBegin) const;
    /// Whether a comment begins between these two places, outside of any scalar.
    bool hasComment(std::size_t begin, std::size_t end) const;

private:
    std::size_t behindDeeperComments(std::size_t at, std::size_t depth) const;

    std::string_view m_text;
};

} // namespace postern::yaml
