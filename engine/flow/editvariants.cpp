// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/editvariants.h"

#include "engine/flow/treereader.h"

#include <algorithm>

namespace postern::flow {

VariantEdits::VariantEdits(FlowTree &tree, const std::string &node)
    : m_tree(tree)
    , m_node(node)
    , m_path{"node_variants", node}
    , m_variants(below(m_path, {"variants"}))
{
    m_tree.pathOfNode(node);
}

void VariantEdits::require(const std::string &id) const
{
    if (m_tree.find(below(m_variants, {id})) == nullptr)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is no variant '%1' of the node '%2'.", id, m_node));
}

void VariantEdits::add(const std::string &id, const std::string &copyOf)
{
    requireReferable(tr("a variant"), id);
    m_tree.requireFree(m_variants, tr("a variant"), id);
    std::string from = copyOf;
    const std::vector<std::string> known = m_tree.keysOf(m_variants);
    if (from.empty() && !known.empty()) {
        from = textOf(m_tree.find(below(m_path, {"default_variant_id"})));
        if (std::ranges::find(known, from) == known.end())
            from = known.front();
    } else if (from.empty()) {
        from = id == "variant_0" ? "variant_1" : "variant_0";
        makeFirst(from);
    }
    require(from);
    m_tree.editor().insert(m_variants, id, m_tree.editor().copied(below(m_variants, {from})));
}

/// What the node says, but its name, becomes a variant.
void VariantEdits::makeFirst(const std::string &id)
{
    const yaml::Path node = m_tree.pathOfNode(m_node);
    const std::vector<std::string> keys = m_tree.keysOf(node);
    yaml::Editor body("node: {}\n");
    body.set({"node"}, m_tree.editor().copied(node));
    for (const char *key : {"name", "use_variants"}) {
        if (body.find({"node", key}) != nullptr)
            body.remove({"node", key});
    }
    m_tree.setAt(below(m_path, {"default_variant_id"}), Value(id));
    m_tree.setAt(below(m_variants, {id, "node"}), Value(Dict()));
    m_tree.editor().set(below(m_variants, {id, "node"}), body.copied({"node"}));
    m_tree.setAt(below(node, {"use_variants"}), Value(true));
    for (const std::string &key : keys) {
        if (key != "name" && key != "use_variants")
            m_tree.editor().remove(below(node, {key}));
    }
}

void VariantEdits::remove(const std::string &id)
{
    require(id);
    std::vector<std::string> known = m_tree.keysOf(m_variants);
    if (known.size() == 1)
        return foldBack(id);
    m_tree.editor().remove(below(m_variants, {id}));
    std::erase(known, id);
    const yaml::Path first = below(m_path, {"default_variant_id"});
    if (textOf(m_tree.find(first)) == id)
        m_tree.editor().set(first, Value(known.front()));
}

/// The node becomes what its only variant is.
void VariantEdits::foldBack(const std::string &id)
{
    const yaml::Path node = m_tree.pathOfNode(m_node);
    yaml::Editor item("- name: x\n");
    item.set({0U}, m_tree.editor().copied(below(m_variants, {id, "node"})));
    if (item.find({0U, "name"}) == nullptr)
        item.insert({0U}, "name", Value(m_node), 0);
    m_tree.editor().set(node, item.copied({0U}));
    m_tree.editor().remove(
        m_tree.keysOf({"node_variants"}).size() == 1 ? yaml::Path{"node_variants"} : m_path);
}

void VariantEdits::setDefault(const std::string &id)
{
    require(id);
    const yaml::Path first = below(m_path, {"default_variant_id"});
    if (m_tree.find(first) != nullptr)
        m_tree.editor().set(first, Value(id));
    else
        m_tree.editor().insert(m_path, "default_variant_id", Value(id), 0);
}

} // namespace postern::flow
