// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/inlinemerge.h"

#include "engine/base/error.h"
#include "engine/git/meaning.h"
#include "engine/yaml/editor.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace postern::git {

namespace {

/// One of the three, whatever it is called by.
struct Trio
{
    const yaml::Node *base = nullptr;
    const yaml::Node *ours = nullptr;
    const yaml::Node *theirs = nullptr;
};

bool isMapping(const yaml::Node *node)
{
    return node != nullptr && node->kind == yaml::Node::Kind::Mapping;
}

bool isSequence(const yaml::Node *node)
{
    return node != nullptr && node->kind == yaml::Node::Kind::Sequence;
}

const yaml::Node *memberOf(const yaml::Node *mapping, const std::string &key)
{
    return isMapping(mapping) ? mapping->find(key) : nullptr;
}

const yaml::Node *namedIn(const yaml::Node *list, const std::string &name)
{
    if (!isSequence(list))
        return nullptr;
    const auto found = std::ranges::find(list->children, name, [](const yaml::Node *node) {
        return nameOfNode(*node);
    });
    return found == list->children.end() ? nullptr : *found;
}

std::vector<std::string> namesIn(const yaml::Node &list)
{
    std::vector<std::string> names;
    names.reserve(list.children.size());
    for (const yaml::Node *const node : list.children)
        names.push_back(nameOfNode(*node));
    return names;
}

/// Whether what two lists share stands in one order.
bool isSameOrder(const yaml::Node &a, const yaml::Node &b)
{
    std::vector<std::string> left;
    std::vector<std::string> right;
    for (const std::string &name : namesIn(a)) {
        if (namedIn(&b, name) != nullptr)
            left.push_back(name);
    }
    for (const std::string &name : namesIn(b)) {
        if (namedIn(&a, name) != nullptr)
            right.push_back(name);
    }
    return left == right;
}

class InlineMerger
{
public:
    InlineMerger(const std::string &ours, const std::string &theirs)
        : m_editor(ours)
        , m_theirs(theirs)
    {}

    bool merge(const Trio &trio, const yaml::Path &path, bool hasNodes)
    {
        if (isSameMeaning(trio.base, trio.theirs) || isSameMeaning(trio.ours, trio.theirs))
            return true;
        if (trio.ours != nullptr && trio.theirs != nullptr && isSameMeaning(trio.base, trio.ours)
            && !path.empty()) {
            m_editor.set(path, contentOf(*trio.theirs));
            return true;
        }
        if (isMapping(trio.ours) && isMapping(trio.theirs)
            && (trio.base == nullptr || isMapping(trio.base)))
            return mergeMembers(trio, path, hasNodes);
        if (hasNodes && isSequence(trio.ours) && isSequence(trio.theirs) && isSequence(trio.base))
            return mergeNodes(trio, path);
        return false;
    }

    std::string text() const { return m_editor.text(); }

private:
    yaml::Content contentOf(const yaml::Node &node) const
    {
        return yaml::Content::fromYaml(
            std::string_view(m_theirs).substr(node.start, node.span.end - node.start));
    }

    bool mergeMembers(const Trio &trio, const yaml::Path &path, bool hasNodes)
    {
        for (const yaml::Node *const side : {trio.theirs, trio.base}) {
            if (side == nullptr)
                continue;
            for (std::size_t i = 0; i + 1 < side->children.size(); i += 2) {
                const std::string &key = side->children[i]->text;
                const Trio member{memberOf(trio.base, key),
                                  memberOf(trio.ours, key),
                                  memberOf(trio.theirs, key)};
                if (side == trio.base && member.theirs != nullptr)
                    continue;
                yaml::Path at = path;
                at.emplace_back(key);
                const bool isList = hasNodes && path.empty() && key == "nodes";
                if (!mergeEntry(
                        member,
                        at,
                        [&] { m_editor.insert(path, key, contentOf(*member.theirs)); },
                        isList))
                    return false;
            }
        }
        return true;
    }

    bool mergeNodes(const Trio &trio, const yaml::Path &path)
    {
        if (!isSameOrder(*trio.base, *trio.theirs) || !isSameOrder(*trio.ours, *trio.theirs))
            return false;
        std::vector<std::string> names = namesIn(*trio.theirs);
        for (const std::string &name : namesIn(*trio.base)) {
            if (namedIn(trio.theirs, name) == nullptr)
                names.push_back(name);
        }
        for (const std::string &name : names) {
            if (name.empty())
                return false;
            const Trio node{namedIn(trio.base, name),
                            namedIn(trio.ours, name),
                            namedIn(trio.theirs, name)};
            yaml::Path at = path;
            if (const yaml::Node *const now = m_editor.find(path); now != nullptr) {
                const std::vector<std::string> present = namesIn(*now);
                at.emplace_back(
                    static_cast<std::size_t>(std::ranges::find(present, name) - present.begin()));
            }
            if (!mergeEntry(
                    node, at, [&] { m_editor.insertItem(path, contentOf(*node.theirs)); }, false))
                return false;
        }
        return true;
    }

    template<typename Insert>
    bool mergeEntry(const Trio &entry, const yaml::Path &at, const Insert &insert, bool hasNodes)
    {
        if (isSameMeaning(entry.base, entry.theirs) || isSameMeaning(entry.ours, entry.theirs))
            return true;
        if (entry.ours == nullptr && entry.base == nullptr) {
            insert();
            return true;
        }
        if (entry.theirs == nullptr) {
            if (!isSameMeaning(entry.base, entry.ours))
                return false;
            m_editor.remove(at);
            return true;
        }
        if (entry.ours == nullptr)
            return false;
        if (isSameMeaning(entry.base, entry.ours)) {
            m_editor.set(at, contentOf(*entry.theirs));
            return true;
        }
        return hasNodes ? merge(entry, at, true)
                        : isMapping(entry.ours) && isMapping(entry.theirs)
                              && (entry.base == nullptr || isMapping(entry.base))
                              && mergeMembers(entry, at, false);
    }

    yaml::Editor m_editor;
    const std::string &m_theirs;
};

} // namespace

std::optional<std::string> mergeInline(const std::string &base,
                                       const std::string &ours,
                                       const std::string &theirs,
                                       bool hasNodes)
{
    const yaml::Document b = yaml::Document::parse(base);
    const yaml::Document o = yaml::Document::parse(ours);
    const yaml::Document t = yaml::Document::parse(theirs);
    if (b.root() == nullptr || o.root() == nullptr || t.root() == nullptr)
        return {};
    try {
        InlineMerger merger(ours, theirs);
        if (merger.merge({b.root(), o.root(), t.root()}, {}, hasNodes))
            return merger.text();
    } catch (const Error &) {
        return {}; // what YAML can't take in place is for a person to settle
    }
    return {};
}

} // namespace postern::git
