// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/treechange.h"

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <unordered_map>

namespace postern::yaml {

namespace {

/// repr tells 1 from 1.0 and from True, and the order of keys.
bool hasValue(const Node &node, const Value &value)
{
    try {
        return py::repr(toValue(node)) == py::repr(value);
    } catch (const Error &) {
        return false;
    }
}

class TreeComparer
{
public:
    explicit TreeComparer(const TreeChange &change)
        : m_change(change)
    {}

    bool areSame(const Node &before, const Node &after)
    {
        m_counterparts[&before] = &after;
        const auto found = m_change.find(&before);
        if (found != m_change.end() && found->second.value)
            return hasValue(after, *found->second.value);
        if (before.anchor != after.anchor)
            return false;
        if (found != m_change.end())
            return hasEntries(after, found->second);
        if (before.kind != after.kind || before.tag != after.tag)
            return false;
        switch (before.kind) {
        case Node::Kind::Alias:
            return before.text == after.text && m_counterparts[before.target] == after.target;
        case Node::Kind::Scalar:
            return before.text == after.text && before.isQuoted() == after.isQuoted()
                   && before.isNull() == after.isNull();
        default:
            break;
        }
        return before.children.size() == after.children.size()
               && std::equal(before.children.begin(),
                             before.children.end(),
                             after.children.begin(),
                             [this](const Node *a, const Node *b) { return areSame(*a, *b); });
    }

private:
    bool hasEntries(const Node &after, const ChangedNode &wanted)
    {
        const bool isMapping = wanted.kind == Node::Kind::Mapping;
        if (after.kind != wanted.kind
            || after.children.size() != wanted.entries.size() * (isMapping ? 2 : 1))
            return false;
        std::size_t at = 0;
        for (const ChangedEntry &entry : wanted.entries) {
            if (isMapping && !isPart(entry.key, entry.newKey, *after.children[at++]))
                return false;
            if (!isPart(entry.value, entry.newValue, *after.children[at++]))
                return false;
        }
        return true;
    }

    bool isPart(const Node *kept, const std::optional<Value> &made, const Node &after)
    {
        return made ? hasValue(after, *made) : areSame(*kept, after);
    }

    const TreeChange &m_change;
    std::unordered_map<const Node *, const Node *> m_counterparts;
};

} // namespace

std::vector<ChangedEntry> unchangedEntries(const std::vector<Entry> &entries)
{
    std::vector<ChangedEntry> result;
    result.reserve(entries.size());
    for (const Entry &entry : entries)
        result.push_back({entry.key, {}, entry.value, {}});
    return result;
}

bool isOnlyChange(const Node &before, const Node &after, const TreeChange &change)
{
    return TreeComparer(change).areSame(before, after);
}

} // namespace postern::yaml
