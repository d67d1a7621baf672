// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/editnodes.h"

#include "engine/flow/editwires.h"
#include "engine/flow/treereader.h"

#include <algorithm>

namespace postern::flow {

std::string freeName(std::string_view wished,
                     const std::function<bool(const std::string &)> &isTaken)
{
    std::string name(wished);
    std::ranges::replace_if(
        name,
        [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F
                   || std::string_view(".{}$\"'").find(c) != std::string_view::npos;
        },
        '_');
    if (name.empty())
        name = "node";
    const bool isReferable = name != "inputs" && name != "flow";
    if (isReferable && !isTaken(name))
        return name;
    // "answer_2" is followed by "answer_3".
    const std::size_t end = name.find_last_not_of("0123456789");
    const std::string digits = end == std::string::npos ? std::string() : name.substr(end + 1);
    const bool isNumbered = !digits.empty() && digits.size() < 6 && digits.front() != '0' && end > 0
                            && name[end] == '_';
    const std::string base = isNumbered ? name.substr(0, end) : name;
    for (unsigned long number = isNumbered ? std::stoul(digits) + 1 : 2;; ++number) {
        std::string numbered = base + "_" + std::to_string(number);
        if (!isTaken(numbered))
            return numbered;
    }
}

std::string freeName(const FlowTree &tree, std::string_view wished)
{
    return freeName(wished, [&tree](const std::string &name) {
        return tree.findNode(name) || tree.find({"node_variants", name}) != nullptr;
    });
}

void NodeEdits::requireFree(const std::string &name) const
{
    requireReferable(tr("a node"), name);
    if (m_tree.findNode(name))
        throw Error(ErrorCode::InvalidInput,
                    tr("There is a node '%1' already.", name),
                    tr("Choose another name."));
    m_tree.requireFree({"node_variants"}, tr("a node with variants"), name);
}

NodeEdits::Clip NodeEdits::read(std::string_view yaml)
{
    const yaml::Content content = yaml::Content::fromYaml(yaml);
    std::vector<yaml::Content> nodes{content};
    Clip clip;
    if (content.value().isList()) {
        nodes = content.items();
    } else if (content.value().find("nodes") != nullptr && content.value().find("name") == nullptr) {
        const yaml::Editor text{std::string(yaml)};
        const yaml::Node *const list = text.find({"nodes"});
        nodes.clear();
        for (std::size_t i = 0; list->isSequence() && i < list->resolved().children.size(); ++i)
            nodes.push_back(text.copied({"nodes", i}, true));
        if (const yaml::Node *const variants = text.find({"node_variants"})) {
            for (const yaml::Node::Member &member : variants->members()) {
                const std::string &name = member.key->resolved().text;
                clip.variants.emplace(name, text.copied({"node_variants", name}));
            }
        }
    }
    for (yaml::Content &node : nodes) {
        const Value *name = node.value().isDict() ? node.value().find("name") : nullptr;
        if (name == nullptr || !name->isString() || name->asString().empty())
            throw Error(ErrorCode::InvalidInput,
                        tr("What is to be added is no node: it has no name."),
                        tr("Write it as in a flow file: name, type, source, inputs."));
        clip.nodes.emplace_back(name->asString(), std::move(node));
    }
    return clip;
}

void NodeEdits::insert(const yaml::Content &node, std::size_t position)
{
    if (m_tree.find({"nodes"}) == nullptr)
        m_tree.editor().insert({}, "nodes", Value(List()), m_tree.placeFor({}, "nodes"));
    m_tree.editor().insertItem({"nodes"}, node, position);
}

void NodeEdits::insertVariants(const std::string &node, const yaml::Content &variants)
{
    if (m_tree.find({"node_variants"}) == nullptr)
        m_tree.editor().insert({},
                               "node_variants",
                               Value(Dict()),
                               m_tree.placeFor({}, "node_variants"));
    m_tree.editor().insert({"node_variants"}, node, variants);
}

/// The node itself, and where its variants repeat its name.
void NodeEdits::rename(const yaml::Path &node, const std::string &newName)
{
    m_tree.editor().setTexts({{&m_tree.ownText(below(node, {"name"})), newName}});
    yaml::Editor::NewTexts texts;
    for (const NodeBody &body : m_tree.bodies(newName)) {
        if (body.isVariant() && m_tree.find(below(body.path, {"name"})) != nullptr)
            texts.emplace_back(&m_tree.ownText(below(body.path, {"name"})), newName);
    }
    if (!texts.empty())
        m_tree.editor().setTexts(texts);
}

std::vector<std::string> NodeEdits::add(std::string_view yaml)
{
    const Clip clip = read(yaml);
    std::vector<std::string> names;
    for (const auto &[name, node] : clip.nodes) {
        requireFree(name);
        insert(node, yaml::Editor::kEnd);
        if (const auto variants = clip.variants.find(name); variants != clip.variants.end())
            insertVariants(name, variants->second);
        names.push_back(name);
    }
    return names;
}

std::vector<std::string> NodeEdits::paste(std::string_view yaml, Outside outside)
{
    const Clip clip = read(yaml);
    std::map<std::string, std::string> newNames;
    std::vector<std::string> names;
    for (const auto &[name, node] : clip.nodes) {
        const std::string newName = freeName(m_tree, name);
        insert(node, yaml::Editor::kEnd);
        const std::size_t last = m_tree.find({"nodes"})->resolved().children.size() - 1;
        if (const auto variants = clip.variants.find(name); variants != clip.variants.end())
            insertVariants(newName, variants->second);
        rename({"nodes", last}, newName);
        newNames.emplace(name, newName);
        names.push_back(newName);
    }
    knowEachOther(newNames, outside);
    return names;
}

/// References of pasted nodes follow the names that the others have now.
void NodeEdits::knowEachOther(const std::map<std::string, std::string> &newNames, Outside outside)
{
    yaml::Editor::NewTexts texts;
    std::vector<Reference> others;
    for (Reference &each : m_tree.references()) {
        const bool isPasted = std::ranges::any_of(newNames, [&](const auto &pair) {
            return pair.second == each.node;
        });
        if (!isPasted)
            continue;
        const auto found = each.binding.kind == Binding::Kind::NodeOutput
                               ? newNames.find(each.binding.name)
                               : newNames.end();
        if (found == newNames.end())
            others.push_back(std::move(each));
        else if (found->first != found->second)
            texts.emplace_back(each.text,
                               std::string(each.text->text)
                                   .replace(2, found->first.size(), found->second));
    }
    if (!texts.empty())
        m_tree.editor().setTexts(texts);
    if (outside == Outside::LeftOut)
        WireEdits(m_tree).leaveOut(others);
}

void NodeEdits::remove(const std::string &name)
{
    m_tree.editor().remove(m_tree.pathOfNode(name));
    const std::vector<std::string> variants = m_tree.keysOf({"node_variants"});
    if (std::ranges::find(variants, name) != variants.end())
        m_tree.editor().remove(variants.size() == 1 ? yaml::Path{"node_variants"}
                                                    : yaml::Path{"node_variants", name});
}

void NodeEdits::duplicate(const std::string &name, const std::string &newName)
{
    const yaml::Path path = m_tree.pathOfNode(name);
    requireFree(newName);
    const std::size_t next = std::get<std::size_t>(path.back()) + 1;
    const bool hasVariants = m_tree.find({"node_variants", name}) != nullptr;
    insert(m_tree.editor().copied(path), next);
    if (hasVariants)
        insertVariants(newName, m_tree.editor().copied({"node_variants", name}));
    rename({"nodes", next}, newName);
}

void NodeEdits::move(const std::string &name, std::size_t position)
{
    m_tree.editor().move(m_tree.pathOfNode(name), position);
}

std::string nodesAsYaml(const FlowTree &tree, const std::vector<std::string> &names)
{
    std::vector<yaml::Path> paths;
    paths.reserve(names.size());
    for (const std::string &name : names)
        paths.push_back(tree.pathOfNode(name));
    std::ranges::sort(paths);
    constexpr std::string_view kHead = "nodes:\n";
    yaml::Editor made("nodes: []\n");
    bool hasVariants = false;
    for (const yaml::Path &path : paths) {
        made.insertItem({"nodes"}, tree.editor().copied(path, true));
        const std::string name = textOf(tree.find(below(path, {"name"})));
        const yaml::Path variants{"node_variants", name};
        if (tree.find(variants) == nullptr)
            continue;
        if (!hasVariants)
            made.insert({}, "node_variants", Value(Dict()));
        hasVariants = true;
        made.insert({"node_variants"}, name, tree.editor().copied(variants));
    }
    return hasVariants ? made.text() : made.text().substr(kHead.size());
}

} // namespace postern::flow
