// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/node.h"

#include <set>

namespace postern::yaml {

namespace {

constexpr std::size_t kMaxMerged = 10'000;

bool isMergeKey(const Node &key)
{
    return key.kind == Node::Kind::Scalar && key.style == Node::Style::Plain && key.text == "<<";
}

/// Appends the members of a mapping that `known` doesn't have, then those it merges.
void collect(const Node &mapping, std::set<std::string_view> &known, std::vector<Node::Member> &out)
{
    std::vector<const Node *> merged;
    const auto &children = mapping.children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (isMergeKey(*children[i]))
            merged.push_back(&children[i + 1]->resolved());
        else if (known.insert(children[i]->resolved().text).second)
            out.push_back({children[i], children[i + 1]});
    }
    for (const Node *source : merged) {
        if (out.size() > kMaxMerged)
            return;
        if (source->kind == Node::Kind::Mapping)
            collect(*source, known, out);
        if (source->kind != Node::Kind::Sequence)
            continue;
        for (const Node *item : source->children) {
            if (item->isMapping())
                collect(item->resolved(), known, out);
        }
    }
}

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
    std::vector<Member> result;
    const Node &node = resolved();
    if (node.kind != Kind::Mapping)
        return result;
    std::set<std::string_view> known;
    collect(node, known, result);
    return result;
}

} // namespace postern::yaml
