// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"
#include "engine/yaml/content.h"
#include "engine/yaml/entry.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::yaml {

/// Edits of collections in brackets. What stands in lines of its own is edited by lines. Each
/// answers nothing where a comment is in the way.
class FlowEdit
{
public:
    FlowEdit(std::string_view text, const TextStyle &style)
        : m_text(text)
        , m_style(style)
        , m_finder(text)
    {}

    /// `key` is null for an item.
    std::optional<TextEdits> insert(const Node &collection,
                                    const std::vector<Entry> &entries,
                                    std::size_t position,
                                    const std::string *key,
                                    const Content &content) const;
    /// An entry as a text of its own, as insert() takes it.
    std::optional<TextEdits> insertText(const Node &collection,
                                        const std::vector<Entry> &entries,
                                        std::size_t position,
                                        const std::string &entry) const;
    std::optional<TextEdits> remove(const Node &collection,
                                    const std::vector<Entry> &entries,
                                    std::size_t index) const;
    TextEdits replace(const Entry &entry, const std::string &value) const;
    /// "key: value" as the other entries are written.
    std::string entryText(const std::vector<Entry> &entries,
                          const std::string *key,
                          const Content &content) const;

private:
    bool isOnOwnLine(const Entry &entry) const;
    TextEdits append(const std::vector<Entry> &entries, const std::string &entry) const;

    std::string_view m_text;
    const TextStyle &m_style;
    EntryFinder m_finder;
};

} // namespace postern::yaml
