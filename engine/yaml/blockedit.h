// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"
#include "engine/yaml/content.h"
#include "engine/yaml/entry.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// Edits of collections that are written by indentation. Offsets are those of `text`, which has no
/// returns that end a line by themselves.
class BlockEdit
{
public:
    BlockEdit(std::string_view text, const TextStyle &style)
        : m_text(text)
        , m_style(style)
        , m_finder(text)
    {}

    /// `indicator` is "key:" or "-".
    TextEdits insert(const Node &collection,
                     const std::vector<Entry> &entries,
                     std::size_t position,
                     const std::string &indicator,
                     const Content &content) const;
    /// The lines of an entry, to be put elsewhere in its collection.
    std::vector<std::string> linesOf(const std::vector<Entry> &entries, std::size_t index) const;
    TextEdits insertLines(const std::vector<Entry> &entries,
                          std::size_t position,
                          std::vector<std::string> lines) const;
    /// `around` is the entry whose value the collection is; null at the root.
    TextEdits remove(const Node &collection,
                     const std::vector<Entry> &entries,
                     std::size_t index,
                     const Entry *around) const;
    /// Another value for an entry.
    TextEdits replace(const Entry &entry, const Rendered &value) const;
    /// A collection of one entry.
    Rendered collection(std::size_t column,
                        bool isItem,
                        const std::string &indicator,
                        const Content &content) const;
    /// Puts lines in the place of those in [begin, end); a missing last line break stays missing.
    TextEdits replaceLines(std::size_t begin,
                           std::size_t end,
                           const std::vector<std::string> &lines) const;

private:
    struct Extent;

    std::vector<std::string> entryLines(std::size_t column,
                                        const std::string &indicator,
                                        const Rendered &value,
                                        std::size_t dashWidth) const;
    TextEdits removeAll(const Node &collection,
                        const Entry &entry,
                        const EntryLines &lines,
                        const Entry *around) const;
    TextEdits removeFirst(const std::vector<Entry> &entries, const EntryLines &next) const;
    TextEdits replaceHead(const Extent &extent,
                          bool isOnOwnLine,
                          const std::string &gap,
                          const std::string &head) const;
    /// After the anchor and the tag that it has.
    std::size_t endOfProperties(const Node &node) const;
    Extent extentOf(const Entry &entry, bool dropsProperties) const;
    bool isSpaced(const std::vector<EntryLines> &lines, std::size_t position) const;
    std::string joined(const std::vector<std::string> &lines) const;
    std::string withLineEnds(std::string text) const;

    std::string_view m_text;
    const TextStyle &m_style;
    EntryFinder m_finder;
};

/// How texts are written beside these: in quotes when all of them are.
Node::Style styleOfTexts(const std::vector<Entry> &entries);

} // namespace postern::yaml
