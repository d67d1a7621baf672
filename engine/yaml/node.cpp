// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/node.h"

#include <algorithm>
#include <set>
#include <utility>

namespace postern::yaml {

namespace {

bool isMergeKey(const Node &key)
{
    return key.kind == Node::Kind::Scalar && key.style == Node::Style::Plain && key.text == "<<";
}

/// Collects the members of a mapping and of those that it merges; the first of equal keys stays.
class Members
{
public:
    /// Of a small mapping that merges nothing; false when it isn't one.
    static bool addPlain(const Node &mapping, std::vector<Node::Member> &members)
    {
        constexpr std::size_t kSmall = 16;
        const auto &children = mapping.children;
        if (children.size() > 2 * kSmall)
            return false;
        members.reserve(children.size() / 2);
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
            if (isMergeKey(*children[i]))
                return false;
            const Node &key = children[i]->resolved();
            const bool isKnown = std::ranges::any_of(members, [&](const Node::Member &member) {
                return member.key->resolved().text == key.text;
            });
            if (!isKnown)
                members.push_back({children[i], children[i + 1]});
        }
        return true;
    }

    void add(const Node &mapping)
    {
        // Merged once more it adds nothing, and aliases could repeat it without end.
        if (!m_visited.insert(&mapping).second)
            return;
        std::vector<const Node *> merged;
        const auto &children = mapping.children;
        for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
            if (isMergeKey(*children[i]))
                merged.push_back(&children[i + 1]->resolved());
            else if (m_known.insert(children[i]->resolved().text).second)
                m_result.push_back({children[i], children[i + 1]});
        }
        for (const Node *source : merged) {
            if (source->kind == Node::Kind::Mapping)
                add(*source);
            if (source->kind != Node::Kind::Sequence)
                continue;
            for (const Node *item : source->children) {
                if (item->isMapping())
                    add(item->resolved());
            }
        }
    }

    std::vector<Node::Member> take() { return std::move(m_result); }

private:
    std::set<const Node *> m_visited;
    std::set<std::string_view> m_known;
    std::vector<Node::Member> m_result;
};

} // namespace

bool Node::isNull() const
{
    const Node &node = resolved();
    if (node.kind != Kind::Scalar || !node.tag.empty())
        return false;
    if (node.style == Style::Empty)
        return true;
    return node.style == Style::Plain
           && (node.text == "~" || node.text == "null" || node.text == "Null"
               || node.text == "NULL");
}

bool Node::isQuoted() const
{
    const Style own = resolved().style;
    return own == Style::SingleQuoted || own == Style::DoubleQuoted || own == Style::Literal
           || own == Style::Folded;
}

const Node *Node::findKey(std::string_view key) const
{
    const Node &node = resolved();
    if (node.kind != Kind::Mapping)
        return nullptr;
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
        if (node.children[i]->isScalar() && node.children[i]->resolved().text == key)
            return node.children[i];
    }
    return nullptr;
}

const Node *Node::find(std::string_view key) const
{
    const Node &node = resolved();
    if (node.kind != Kind::Mapping)
        return nullptr;
    bool merges = false;
    for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
        if (node.children[i]->isScalar() && node.children[i]->resolved().text == key)
            return node.children[i + 1];
        merges = merges || isMergeKey(*node.children[i]);
    }
    if (!merges)
        return nullptr;
    for (const Member &member : members()) {
        if (member.key->isScalar() && member.key->resolved().text == key)
            return member.value;
    }
    return nullptr;
}

std::vector<Node::Member> Node::members() const
{
    std::vector<Member> plain;
    if (!isMapping() || Members::addPlain(resolved(), plain))
        return plain;
    Members members;
    members.add(resolved());
    return members.take();
}

} // namespace postern::yaml
