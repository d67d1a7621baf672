// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/template.h"

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern::tool {

/// How lists and images of a template's inputs print.
enum class ListStyle {
    Python,        ///< "[1, 'a']"
    Lines,         ///< their items, one a line: prompt flow's ChatInputList, in Azure's chat
    LinesAndImages ///< the same, and images are moved to lines of their own
};

/// A template that is ready to be rendered.
struct CompiledTemplate
{
    jinja::Template compiled;
    /// The names it takes from outside, by their first occurrence in the text.
    std::vector<std::string> variables;
};

/// The templates that were compiled lately, by their text: the lines of a batch, the runs of an
/// IDE and the calls of Python code compile a text once. Bounded by the length of the texts, the
/// oldest going first; who holds a template keeps it all the same. Belongs to the loop.
class Templates
{
public:
    static constexpr std::size_t kMostText = 1U << 20U;

    explicit Templates(std::size_t mostText = kMostText)
        : m_mostText(mostText)
    {}

    /// `name` is what errors call it. Throws what jinja::Template::compile() throws.
    std::shared_ptr<const CompiledTemplate> get(std::string_view text,
                                                ListStyle lists,
                                                const std::string &name);
    /// How many were compiled so far.
    std::size_t compiledCount() const { return m_compiledCount; }
    /// Bytes of the texts whose templates are kept.
    std::size_t keptText() const { return m_keptText; }

private:
    struct Entry
    {
        std::string key;
        std::shared_ptr<const CompiledTemplate> compiled;
    };

    void keep(std::string key, std::shared_ptr<const CompiledTemplate> compiled);

    const std::size_t m_mostText;
    std::size_t m_keptText = 0;
    std::size_t m_compiledCount = 0;
    std::list<Entry> m_entries; ///< the latest first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> m_byKey;
};

} // namespace postern::tool
