// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedits.h"
#include "engine/yaml/content.h"
#include "engine/yaml/entry.h"
#include "engine/yaml/treechange.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postern::yaml {

/// The way from the root to a node: keys of mappings, indexes of lists.
using Step = std::variant<std::string, std::size_t>;
using Path = std::vector<Step>;

/// "nodes[2].inputs.question"; "the document" for the root.
std::string toString(const Path &path);

/// Edits a YAML text by whole entries: key, dash, anchor, tag, value, the comments that belong to
/// it, blank lines. What is written follows its neighbours in indentation, quotes, brackets and line
/// ends; every other byte stays.
///
/// After each edit the text is read anew, and has to say what was meant and nothing else. What YAML
/// can't take in place throws Error InvalidFlow, says what would have to be written anew, and
/// changes nothing.
class Editor
{
public:
    static constexpr std::size_t kEnd = std::string_view::npos;

    /// Throws Error InvalidFlow for a text that can't be read.
    explicit Editor(std::string text);
    /// Over a tree that was read from this text.
    Editor(std::string text, std::shared_ptr<const Document> document);

    const std::string &text() const { return m_text; }
    const Document &document() const { return *m_document; }
    const Node &root() const { return *m_document->root(); }
    /// What was done since, as edits of the text at first.
    const TextEdits &edits() const { return m_edits; }

    /// Null pointer when there is nothing.
    const Node *find(const Path &path) const;
    /// What stands there, to be written elsewhere: in the form and with the comments that it has,
    /// `withAbove` also those above an item. Throws Error InvalidInput when there is nothing.
    Content copied(const Path &path, bool withAbove = false) const;

    /// Replaces a value, or adds the member: the last step of the path is then a key of a mapping
    /// that is there, or that is empty.
    void set(const Path &path, const Content &content);
    /// Adds a member to a mapping before that position, an item to a list. What is empty becomes
    /// the collection. Throws Error InvalidInput when the key is there.
    void insert(const Path &mapping,
                const std::string &key,
                const Content &content,
                std::size_t position = kEnd);
    void insertItem(const Path &list, const Content &content, std::size_t position = kEnd);
    /// Throws Error InvalidInput when there is nothing at the path.
    void remove(const Path &path);
    /// Throws Error InvalidInput when the mapping has the key.
    void renameKey(const Path &path, const std::string &key);
    /// Moves an entry within its collection; `position` counts without it.
    void move(const Path &path, std::size_t position);

    /// Replaces the texts of scalars of this tree, each in the form it has. Wherever aliases repeat
    /// one, it changes.
    using NewTexts = std::vector<std::pair<const Node *, std::string>>;
    void setTexts(const NewTexts &texts);

private:
    /// An entry and the collection it is in.
    struct Spot
    {
        Path path;
        const Node *collection = nullptr;
        std::vector<Entry> entries;
        std::size_t index = 0; ///< of the entry; after the last for a key that isn't there
        bool inFlow = false;
    };

    Spot spot(const Path &path) const;
    static const Node *step(const Node &node, const Step &step);
    /// Does it; where YAML can't take it, once more with an end that takes something behind it.
    void withOpenEnd(const std::function<void()> &act);
    /// A member or an item before that position, with a key or without.
    void insertEntry(const Path &path,
                     const std::string *key,
                     const Content &content,
                     std::size_t position);
    void moveEntry(const Path &path, std::size_t position);
    void replaceValue(const Spot &spot, const Content &content);
    void fillEmpty(const Path &path, const std::string *key, const Content &content);
    void replaceRoot(const Content &content);
    /// Throws when an alias outside of this node stands for it or for something in it.
    void requireUnshared(const Node &node, const Path &path, bool withInside = true) const;
    [[noreturn]] void refuse(const Path &path, std::size_t offset, const Message &why) const;
    /// Does what `make` gives for a style, at first with texts of several lines as blocks.
    using Maker = std::function<std::optional<TextEdits>(const TextStyle &style)>;
    void tryStyles(const Path &path, const TreeChange &change, const Maker &make);
    std::size_t lengthAfter(const TextEdits &edits) const;
    bool commit(const TextEdits &edits, const TreeChange &change);
    const std::string &lines() const { return m_normal.empty() ? m_text : m_normal; }

    std::string m_text;
    std::string m_normal; ///< with line feeds, when there are returns by themselves
    std::shared_ptr<const Document> m_document;
    TextStyle m_style;
    TextEdits m_edits;
};

} // namespace postern::yaml
