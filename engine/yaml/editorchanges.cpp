// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What takes entries away, moves them, or writes other texts into them.

#include "engine/base/error.h"
#include "engine/base/textencoding.h"
#include "engine/yaml/blockedit.h"
#include "engine/yaml/editor.h"
#include "engine/yaml/flowedit.h"
#include "engine/yaml/scalarwriter.h"

#include <algorithm>
#include <map>
#include <optional>

namespace postern::yaml {

namespace {

/// Where scalars stand that get other texts.
void findSites(const Node &node, bool inFlow, std::map<const Node *, Site> &sites)
{
    const bool isFlow = inFlow || node.style == Node::Style::Flow
                        || node.style == Node::Style::Pair;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const bool isKey = node.kind == Node::Kind::Mapping && i % 2 == 0;
        if (const auto found = sites.find(node.children[i]); found != sites.end())
            found->second = isFlow ? Site::Flow : isKey ? Site::BlockKey : Site::Block;
        findSites(*node.children[i], isFlow, sites);
    }
}

} // namespace

void Editor::remove(const Path &path)
{
    if (path.empty())
        throw Error(ErrorCode::InvalidInput, tr("The document itself can't be removed."));
    const Spot at = spot(path);
    if (at.index == at.entries.size()) {
        if (const Node *merged = find(path))
            refuse(path, merged->span.begin, tr("it comes from what is merged by <<"));
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    }
    const Entry &entry = at.entries[at.index];
    requireUnshared(*entry.value, path);
    if (entry.key != nullptr)
        requireUnshared(*entry.key, path);
    TreeChange change;
    ChangedNode &node = change[at.collection];
    node.kind = at.collection->kind;
    node.entries = unchangedEntries(at.entries);
    node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(at.index));
    std::optional<Spot> parent;
    if (path.size() > 1)
        parent = spot(Path(path.begin(), path.end() - 1));
    const Entry *around = parent ? &parent->entries[parent->index] : nullptr;
    tryStyles(path, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        if (at.collection->style == Node::Style::Flow)
            return FlowEdit(lines(), style).remove(*at.collection, at.entries, at.index);
        return BlockEdit(lines(), style).remove(*at.collection, at.entries, at.index, around);
    });
}

void Editor::renameKey(const Path &path, const std::string &key)
{
    const Spot at = spot(path);
    if (at.index == at.entries.size())
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    const Node &old = *at.entries[at.index].key;
    if (old.kind == Node::Kind::Alias)
        refuse(path, old.span.begin, tr("the key is an alias"));
    if (at.collection->findKey(key) != nullptr && old.text != key)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is a %1 beside %2 already.", key, toString(path)),
                    {},
                    m_document->place(at.collection->findKey(key)->span.begin));
    requireUnshared(old, path);
    setTexts({{&old, key}});
}

void Editor::move(const Path &path, std::size_t position)
{
    withOpenEnd([&] { moveEntry(path, position); });
}

void Editor::moveEntry(const Path &path, std::size_t position)
{
    const Spot at = spot(path);
    if (at.index == at.entries.size())
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    position = std::min(position, at.entries.size() - 1);
    if (position == at.index)
        return;
    TreeChange change;
    ChangedNode &node = change[at.collection];
    node.kind = at.collection->kind;
    node.entries = unchangedEntries(at.entries);
    const ChangedEntry moved = node.entries[at.index];
    node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(at.index));
    node.entries.insert(node.entries.begin() + static_cast<std::ptrdiff_t>(position), moved);
    tryStyles(path, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        const bool isFlow = at.collection->style == Node::Style::Flow;
        const Entry &entry = at.entries[at.index];
        const std::optional<TextEdits> removal
            = isFlow
                  ? FlowEdit(lines(), style).remove(*at.collection, at.entries, at.index)
                  : BlockEdit(lines(), style).remove(*at.collection, at.entries, at.index, nullptr);
        if (!removal)
            return {};
        // The collection without the entry, as it is found in the text without it.
        std::string text = m_text;
        removal->applyTo(text);
        const Document document = Document::parse(text);
        if (document.root() == nullptr)
            return TextEdits();
        const std::string normal = hasLoneReturn(text) ? withLineFeeds(text) : text;
        const Node *rest = document.root();
        for (std::size_t i = 0; rest != nullptr && i + 1 < path.size(); ++i)
            rest = step(*rest, path[i]);
        if (rest == nullptr)
            return TextEdits();
        const std::vector<Entry> entries = EntryFinder(normal).entries(*rest);
        if (!isFlow) {
            const std::vector<std::string> own
                = BlockEdit(lines(), style).linesOf(at.entries, at.index);
            return removal->then(BlockEdit(normal, style).insertLines(entries, position, own));
        }
        const std::string own = lines().substr(entry.begin, entry.end - entry.begin);
        const std::optional<TextEdits> insertion
            = FlowEdit(normal, style).insertText(*rest, entries, position, own);
        return insertion ? std::optional(removal->then(*insertion)) : std::nullopt;
    });
}

void Editor::setTexts(const NewTexts &texts)
{
    TextEdits edits;
    TreeChange change;
    std::map<const Node *, Site> sites;
    for (const auto &[node, text] : texts)
        sites[node] = Site::Block;
    findSites(root(), false, sites);
    for (const auto &[node, text] : texts) {
        if (node->text == text || change.contains(node))
            continue;
        const std::string old = m_text.substr(node->span.begin, node->span.size());
        const bool isBlock = node->style == Node::Style::Literal
                             || node->style == Node::Style::Folded;
        if (isBlock && old.substr(0, old.find('\n')).find('#') != std::string::npos)
            refuse({}, node->span.begin, tr("a comment stands at the head of the text"));
        const std::string made = writeScalar(Value(text), sites[node], node->style, m_style.quotes);
        TextEdit edit = difference(old, made);
        edit.offset += node->span.begin;
        edits.add(std::move(edit));
        change[node].value = Value(text);
    }
    if (!edits.isEmpty() && !commit(edits, change))
        refuse({}, texts.front().first->span.begin, tr("YAML can't take the change as it stands"));
}

} // namespace postern::yaml
