// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/mergecheck.h"

#include "engine/git/flowmodel.h"
#include "engine/git/meaning.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace postern::git {

namespace {

using Members = std::unordered_map<std::string, const yaml::Node *>;

/// The entries of a collection by what they are known by; false when they aren't.
bool addMembers(const yaml::Node *node, bool areNodes, Members &members, std::set<std::string> &ids)
{
    if (isBare(node))
        return true;
    const yaml::Node &collection = node->resolved();
    if (collection.kind == yaml::Node::Kind::Mapping) {
        for (std::size_t i = 0; i + 1 < collection.children.size(); i += 2) {
            const std::string &key = collection.children[i]->resolved().text;
            if (!members.emplace(key, collection.children[i + 1]).second)
                return false;
            ids.insert(key);
        }
        return true;
    }
    if (!areNodes || collection.kind != yaml::Node::Kind::Sequence)
        return false;
    for (const yaml::Node *const item : collection.children) {
        const std::string name = item->isScalar() ? item->resolved().text : nameOfNode(*item);
        if (name.empty() || !members.emplace(name, item).second)
            return false;
        ids.insert(name);
    }
    return true;
}

bool isList(const yaml::Node *node)
{
    return node != nullptr && node->isSequence();
}

class Checker
{
public:
    bool holds(const MergeTrees &trees, int depth, const std::string &key)
    {
        if (depth > yaml::Document::kMaxDepth)
            return false;
        const auto is = [&trees](const yaml::Node *one, const yaml::Node *other) {
            return isSameMeaning(trees.settledForOurs, one)
                   && isSameMeaning(trees.settledForTheirs, other);
        };
        // All that a side says stands in a conflict, or both say the same.
        if (is(trees.ours, trees.theirs))
            return true;
        if (isSameMeaning(trees.base, trees.ours) && is(trees.theirs, trees.theirs))
            return true;
        if (isSameMeaning(trees.base, trees.theirs) && is(trees.ours, trees.ours))
            return true;
        const bool areNodes = depth == 1 && (key == "nodes" || key == "additional_includes")
                              && (isList(trees.ours) || isList(trees.theirs));
        return holdsEach(trees, areNodes, depth);
    }

private:
    bool holdsEach(const MergeTrees &trees, bool areNodes, int depth)
    {
        std::set<std::string> ids;
        Members base;
        Members ours;
        Members theirs;
        Members forOurs;
        Members forTheirs;
        if ((trees.base != nullptr && trees.base->isScalar() && !isBare(trees.base))
            || trees.ours == nullptr || trees.theirs == nullptr
            || !addMembers(trees.base, areNodes, base, ids)
            || !addMembers(trees.ours, areNodes, ours, ids)
            || !addMembers(trees.theirs, areNodes, theirs, ids)
            || !addMembers(trees.settledForOurs, areNodes, forOurs, ids)
            || !addMembers(trees.settledForTheirs, areNodes, forTheirs, ids))
            return false;
        return std::ranges::all_of(ids, [&](const std::string &id) {
            const auto of = [&id](const Members &members) {
                const auto found = members.find(id);
                return found == members.end() ? nullptr : found->second;
            };
            return holds({of(base), of(ours), of(theirs), of(forOurs), of(forTheirs)},
                         depth + 1,
                         id);
        });
    }
};

} // namespace

bool holdsBothSides(const MergeTrees &trees)
{
    return Checker().holds(trees, 0, {});
}

bool isSoundFlow(const yaml::Document &document)
{
    const yaml::Node *const root = document.root();
    if (root == nullptr || !document.problems().empty())
        return false;
    if (root->isNull())
        return true;
    if (!root->isMapping())
        return false;
    const yaml::Node *const nodes = root->find("nodes");
    if (nodes == nullptr || !nodes->isSequence())
        return true;
    std::set<std::string> names;
    return std::ranges::all_of(nodes->resolved().children, [&names](const yaml::Node *node) {
        const std::string name = nameOfNode(*node);
        return name.empty() || names.insert(name).second;
    });
}

std::set<std::string> danglingReferences(const yaml::Document &document)
{
    std::set<std::string> dangling;
    if (document.root() == nullptr || !document.root()->isMapping())
        return dangling;
    const FlowModel model = flowModel(yaml::toValue(*document.root()));
    std::set<std::string> known;
    for (const NamedPart &node : model.nodes)
        known.insert("nodes." + node.name);
    for (const NamedPart &input : model.inputs)
        known.insert("inputs." + input.name);
    for (const FlowEdge &edge : model.edges) {
        const std::string name = edge.from.starts_with("inputs.") ? edge.from
                                                                  : "nodes." + edge.from;
        if (!known.contains(name))
            dangling.insert(name);
    }
    return dangling;
}

} // namespace postern::git
