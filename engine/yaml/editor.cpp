// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/editor.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/yaml/blockedit.h"
#include "engine/yaml/flowedit.h"
#include "engine/yaml/portable.h"
#include "engine/yaml/scalarwriter.h"

#include <algorithm>

namespace postern::yaml {

namespace {

ChangedEntry made(const std::string *key, const Content &content)
{
    ChangedEntry entry;
    if (key != nullptr)
        entry.newKey = Value(*key);
    entry.newValue = content.value();
    return entry;
}

Value oneEntry(const std::string *key, const Content &content)
{
    if (key == nullptr)
        return Value(List{content.value()});
    return Value(Dict{{Value(*key), content.value()}});
}

bool holdsNothing(const Node &node)
{
    return node.isNull()
           || (node.kind != Node::Kind::Scalar && node.children.empty()
               && node.kind != Node::Kind::Alias);
}

bool contains(const Node &node, const Node *wanted)
{
    return &node == wanted || std::ranges::any_of(node.children, [&](const Node *child) {
        return contains(*child, wanted);
    });
}

/// The first alias that stands for this node (or, `withInside`, for something in it) and isn't itself in it.
const Node *outsideAlias(const Node &at, const Node &node, bool withInside)
{
    if (&at == &node && withInside)
        return nullptr;
    if (at.kind == Node::Kind::Alias)
        return (withInside ? contains(node, at.target) : at.target == &node) ? &at : nullptr;
    for (const Node *child : at.children) {
        if (const Node *found = outsideAlias(*child, node, withInside))
            return found;
    }
    return nullptr;
}

bool hasAnchor(const Node &node, bool withInside)
{
    return !node.anchor.empty()
           || (withInside && std::ranges::any_of(node.children, [](const Node *child) {
                   return hasAnchor(*child, true);
               }));
}

Path parentOf(const Path &path)
{
    return {path.begin(), path.end() - 1};
}

} // namespace

std::string toString(const Path &path)
{
    std::string text;
    for (const Step &step : path) {
        if (const auto *key = std::get_if<std::string>(&step))
            text += (text.empty() ? "" : ".") + *key;
        else
            text += "[" + std::to_string(std::get<std::size_t>(step)) + "]";
    }
    return text.empty() ? "the document" : text;
}

Editor::Editor(std::string text)
    : m_text(std::move(text))
    , m_document(std::make_shared<const Document>(Document::parse(m_text)))
{
    if (m_document->root() == nullptr) {
        const Problem &problem = m_document->problems().front();
        throw Error(ErrorCode::InvalidFlow,
                    tr("The text can't be edited by its parts: %1", problem.message),
                    problem.hint,
                    m_document->place(problem.span.begin));
    }
    if (hasLoneReturn(m_text))
        m_normal = withLineFeeds(m_text);
    m_style = textStyle(m_text, *m_document);
}

Editor::Editor(std::string text, std::shared_ptr<const Document> document)
    : m_text(std::move(text))
    , m_document(std::move(document))
{
    if (hasLoneReturn(m_text))
        m_normal = withLineFeeds(m_text);
    m_style = textStyle(m_text, *m_document);
}

const Node *Editor::step(const Node &node, const Step &step)
{
    if (const auto *key = std::get_if<std::string>(&step))
        return node.find(*key);
    const std::size_t index = std::get<std::size_t>(step);
    const Node &list = node.resolved();
    return list.kind == Node::Kind::Sequence && index < list.children.size() ? list.children[index]
                                                                             : nullptr;
}

const Node *Editor::find(const Path &path) const
{
    const Node *node = m_document->root();
    for (const Step &each : path) {
        node = step(*node, each);
        if (node == nullptr)
            return nullptr;
    }
    return node;
}

Content Editor::copied(const Path &path, bool withAbove) const
{
    const Node *const collection = path.empty() ? nullptr : find(parentOf(path));
    const Node *const value = find(path);
    if (collection == nullptr || value == nullptr)
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    const std::string &text = lines();
    const EntryFinder finder(text);
    const std::vector<Entry> entries = finder.entries(collection->resolved());
    const auto entry = std::ranges::find(entries, value, &Entry::value);
    if (entry == entries.end()) // it comes through an alias or a merge
        return toValue(*value);
    if (collection->resolved().style == Node::Style::Flow)
        return Content::ofEntry(text, *entry, nullptr);
    EntryLines own = finder.lines(entries)[static_cast<std::size_t>(entry - entries.begin())];
    if (!withAbove)
        own.comment = own.begin;
    return Content::ofEntry(text, *entry, &own);
}

void Editor::refuse(const Path &path, std::size_t offset, const Message &why) const
{
    const Place place = m_document->place(offset);
    throw Error(
        ErrorCode::InvalidFlow,
        tr("%1 can't be edited in place: line %2 would have to be written anew, because %3.",
           toString(path),
           place.line,
           why),
        tr("Write that part out by hand first."),
        place);
}

void Editor::requireUnshared(const Node &node, const Path &path, bool withInside) const
{
    if (!hasAnchor(node, withInside))
        return;
    if (const Node *alias = outsideAlias(root(), node, withInside))
        refuse(path, alias->span.begin, tr("the alias *%1 there stands for the same", alias->text));
}

Editor::Spot Editor::spot(const Path &path) const
{
    Spot spot;
    spot.path = path;
    const Node *node = m_document->root();
    const EntryFinder finder(lines());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Path here(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(i));
        if (node->kind == Node::Kind::Alias)
            refuse(here, node->span.begin, tr("the alias *%1 stands there", node->text));
        requireUnshared(*node, here, false);
        const auto *key = std::get_if<std::string>(&path[i]);
        const bool fits = node->kind
                          == (key != nullptr ? Node::Kind::Mapping : Node::Kind::Sequence);
        const bool isLast = i + 1 == path.size();
        if (!fits)
            throw Error(ErrorCode::InvalidInput,
                        tr("%1 is no %2.",
                           toString(here),
                           key != nullptr ? tr("mapping") : tr("list")),
                        {},
                        m_document->place(node->span.begin));
        if (node->style == Node::Style::Pair)
            refuse(here, node->span.begin, tr("it is a pair without braces"));
        spot.collection = node;
        spot.inFlow = spot.inFlow || node->style == Node::Style::Flow;
        spot.entries = finder.entries(*node);
        spot.index = spot.entries.size();
        for (std::size_t e = 0; e < spot.entries.size(); ++e) {
            const Entry &entry = spot.entries[e];
            const bool isIt = key == nullptr
                                  ? e == std::get<std::size_t>(path[i])
                                  : entry.key->isScalar() && entry.key->resolved().text == *key;
            if (isIt && spot.index == spot.entries.size())
                spot.index = e;
        }
        if (isLast)
            break;
        if (spot.index == spot.entries.size()) {
            const Path until(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            if (key != nullptr && node->find(*key) != nullptr)
                refuse(until,
                       node->find(*key)->span.begin,
                       tr("it comes from what is merged by <<"));
            throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(until)));
        }
        node = spot.entries[spot.index].value;
    }
    return spot;
}

bool Editor::commit(const TextEdits &edits, const TreeChange &change)
{
    std::string text = m_text;
    edits.applyTo(text);
    auto document = std::make_shared<const Document>(Document::parse(text));
    if (document->root() == nullptr || document->problems().size() > m_document->problems().size()
        || !isOnlyChange(root(), *document->root(), change))
        return false;
    m_edits = m_edits.then(edits);
    m_text = std::move(text);
    m_normal = hasLoneReturn(m_text) ? withLineFeeds(m_text) : std::string();
    m_document = std::move(document);
    return true;
}

void Editor::withOpenEnd(const std::function<void()> &act)
{
    try {
        act();
    } catch (const Error &error) {
        const std::optional<TextEdit> edit = unendedText(m_text, *m_document);
        if (!edit || error.code() != ErrorCode::InvalidFlow)
            throw;
        Editor before = *this;
        try {
            commit(*edit, {});
            act();
        } catch (...) {
            *this = std::move(before);
            throw;
        }
    }
}

std::size_t Editor::lengthAfter(const TextEdits &edits) const
{
    return edits.moved(m_text.size());
}

void Editor::tryStyles(const Path &path, const TreeChange &change, const Maker &make)
{
    std::size_t place = root().span.begin;
    if (const Node *node = find(path))
        place = node->span.begin;
    const bool isUnfinished = !m_text.empty() && !lines().ends_with('\n');
    for (const auto &[literals, finishes] : {std::pair(true, false), {false, false}, {true, true}}) {
        if (finishes && !isUnfinished)
            break;
        TextStyle style = m_style;
        style.hasLiterals = literals;
        std::optional<TextEdits> edits = make(style);
        if (!edits)
            refuse(path, place, tr("a comment stands between the brackets"));
        if (finishes) // a block scalar that is the last now needs its line break
            edits = edits->then(TextEdit{lengthAfter(*edits), 0, style.lineEnd});
        if (!edits->isEmpty() && commit(*edits, change))
            return;
    }
    refuse(path, place, tr("YAML can't take the change as it stands"));
}

void Editor::set(const Path &path, const Content &content)
{
    if (path.empty())
        return replaceRoot(content);
    const auto *key = std::get_if<std::string>(&path.back());
    const Node *parent = find(parentOf(path));
    if (key != nullptr && parent != nullptr && holdsNothing(*parent))
        return insert(parentOf(path), *key, content);
    const Spot at = spot(path);
    if (at.index < at.entries.size())
        return replaceValue(at, content);
    if (key == nullptr)
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    insert(parentOf(path), *key, content);
}

void Editor::replaceValue(const Spot &spot, const Content &content)
{
    const Entry &entry = spot.entries[spot.index];
    const Node &old = *entry.value;
    requireUnshared(old, spot.path);
    if (old.kind != Node::Kind::Alias && py::repr(toValue(old)) == py::repr(content.value()))
        return;
    TreeChange change;
    ChangedNode &node = change[&old];
    node.value = content.value();
    const bool isQuoted = old.style == Node::Style::SingleQuoted
                          || old.style == Node::Style::DoubleQuoted;
    const Node::Style preferred = isQuoted ? old.style : Node::Style::Plain;
    tryStyles(spot.path, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        if (spot.inFlow)
            return FlowEdit(lines(), style).replace(entry, content.flow(style, preferred));
        const EntryFinder finder(lines());
        TextStyle here = style;
        if (const std::size_t width = finder.dashWidth({entry}); width > 0)
            here.dashWidth = width;
        return BlockEdit(lines(), here)
            .replace(entry,
                     content.block(finder.column(entry.begin),
                                   entry.key == nullptr,
                                   here,
                                   preferred));
    });
}

void Editor::insert(const Path &mapping,
                    const std::string &key,
                    const Content &content,
                    std::size_t position)
{
    withOpenEnd([&] { insertEntry(mapping, &key, content, position); });
}

void Editor::insertItem(const Path &list, const Content &content, std::size_t position)
{
    withOpenEnd([&] { insertEntry(list, nullptr, content, position); });
}

void Editor::insertEntry(const Path &path,
                         const std::string *key,
                         const Content &content,
                         std::size_t position)
{
    const Node *const collection = find(path);
    if (collection == nullptr)
        throw Error(ErrorCode::InvalidInput, tr("There is no %1.", toString(path)));
    if (holdsNothing(*collection))
        return fillEmpty(path, key, content);
    Path inside = path;
    inside.push_back(key != nullptr ? Step(*key) : Step(collection->resolved().children.size()));
    const Spot at = spot(inside);
    if (at.index < at.entries.size())
        throw Error(ErrorCode::InvalidInput,
                    tr("There is a %1 already.", toString(inside)),
                    {},
                    m_document->place(at.entries[at.index].begin));
    const std::size_t before = std::min(position, at.entries.size());
    TreeChange change;
    ChangedNode &node = change[at.collection];
    node.kind = at.collection->kind;
    node.entries = unchangedEntries(at.entries);
    node.entries.insert(node.entries.begin() + static_cast<std::ptrdiff_t>(before),
                        made(key, content));
    tryStyles(inside, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        if (at.inFlow)
            return FlowEdit(lines(), style).insert(*at.collection, at.entries, before, key, content);
        std::string indicator = "-";
        if (key != nullptr)
            indicator = writeScalar(Value(*key), Site::BlockKey, Node::Style::Plain, style.quotes)
                        + ":";
        return BlockEdit(lines(), style)
            .insert(*at.collection, at.entries, before, indicator, content);
    });
}

void Editor::fillEmpty(const Path &path, const std::string *key, const Content &content)
{
    if (path.empty())
        return replaceRoot(oneEntry(key, content));
    const Spot at = spot(path);
    const Entry &entry = at.entries[at.index];
    requireUnshared(*entry.value, path);
    TreeChange change;
    change[entry.value].value = oneEntry(key, content);
    tryStyles(path, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        const FlowEdit flow(lines(), style);
        if (at.inFlow) {
            const std::string inner = flow.entryText({}, key, content);
            return flow.replace(entry, key != nullptr ? "{" + inner + "}" : "[" + inner + "]");
        }
        std::string indicator = "-";
        if (key != nullptr)
            indicator = writeScalar(Value(*key), Site::BlockKey, Node::Style::Plain, style.quotes)
                        + ":";
        TextStyle here = style;
        if (const std::size_t width = EntryFinder(lines()).dashWidth({entry}); width > 0)
            here.dashWidth = width;
        const BlockEdit block(lines(), here);
        const std::size_t column = EntryFinder(lines()).column(entry.begin);
        return block.replace(entry,
                             block.collection(column, entry.key == nullptr, indicator, content));
    });
}

void Editor::replaceRoot(const Content &content)
{
    const Node &old = root();
    if (!holdsNothing(old))
        requireUnshared(old, {});
    TreeChange change;
    change[&old].value = content.value();
    tryStyles({}, change, [&](const TextStyle &style) -> std::optional<TextEdits> {
        const BlockEdit block(lines(), style);
        Rendered rendered = content.block(0, false, style);
        const bool isList = content.value().isList();
        for (std::string &line : rendered.body) // there is nothing that it is indented below
            line.erase(0, std::min(line.size(), isList ? style.listIndent : style.step));
        if (!rendered.head.empty())
            rendered.body.insert(rendered.body.begin(), rendered.head);
        const EntryFinder finder(lines());
        if (old.style == Node::Style::Empty)
            return block.replaceLines(lines().size(), lines().size(), rendered.body);
        return block.replaceLines(finder.lineBegin(old.start),
                                  finder.nextLine(old.span.end),
                                  rendered.body);
    });
}

} // namespace postern::yaml
