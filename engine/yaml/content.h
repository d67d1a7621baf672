// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/yaml/document.h"
#include "engine/yaml/entry.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace postern::yaml {

/// How a text is written where that is the writer's choice: what new entries follow.
struct TextStyle
{
    std::string lineEnd = "\n";
    std::size_t step = 2;       ///< by which a mapping in a mapping is indented
    std::size_t listIndent = 0; ///< by which the dashes of a list below its key are
    std::size_t dashWidth = 2;  ///< from the dash to what stands after it
    Node::Style quotes = Node::Style::SingleQuoted;
    bool hasLiterals = true; ///< texts of several lines are written as literal blocks
};

/// The style of most of a text.
TextStyle textStyle(std::string_view text, const Document &document);

/// What stands after a key or a dash: the part in its line, and the lines below with their
/// indentation, without line breaks.
struct Rendered
{
    std::vector<std::string> above; ///< comments that come before the entry
    std::string head;               ///< may hold "\n" where it goes on in lines of its own
    std::vector<std::string> body;
    bool isCompact = false; ///< a collection that begins after the dash
};

/// A value to be written into a YAML text: data, for which a form is found, or YAML that keeps the
/// form it has, comments too, as far as PyYAML and ruamel.yaml take that form.
class Content
{
public:
    template<typename T>
        requires std::is_convertible_v<T, Value>
    Content(T &&value)
        : m_value(std::forward<T>(value))
    {}
    /// Throws Error InvalidInput for what isn't one YAML document, or one for this reader alone.
    static Content fromYaml(std::string_view yaml);
    /// What somebody wrote as a value, after "KEY=" say: as fromYaml(), but what YAML would take for
    /// a thing of the document, as "---", "%x" or a byte order mark, is text like any other, and so is
    /// what has no value: "#a", "!a", "&a".
    static Content fromWord(std::string_view word);
    /// The value of an entry as it stands in a text, for another place: with its comments, those above
    /// an item too, and without anchors. `lines` of an entry that isn't in brackets. As data where
    /// aliases bind it to its place.
    static Content ofEntry(std::string_view text, const Entry &entry, const EntryLines *lines);

    const Value &value() const { return m_value; }
    /// Of a list: its items.
    std::vector<Content> items() const;

    /// For an entry whose dash or key is in that column. `quotes` for texts that need them.
    Rendered block(std::size_t column,
                   bool isItem,
                   const TextStyle &style,
                   Node::Style preferred = Node::Style::Plain) const;
    /// In one line, as in brackets.
    std::string flow(const TextStyle &style, Node::Style preferred = Node::Style::Plain) const;

private:
    Rendered fromLines(std::size_t column, bool isItem, const TextStyle &style) const;
    std::string fromInline(std::size_t column, const TextStyle &style) const;
    bool isInline() const;

    Value m_value;
    std::string m_text; ///< line feeds only
    std::shared_ptr<const Document> m_document;
};

} // namespace postern::yaml
