// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowmodel.h"

#include "engine/flow/flow.h"

#include <algorithm>

namespace postern::git {

namespace {

using Names = std::map<std::string, std::string>;

void addEdge(FlowModel &model, const Value &value, const std::string &to, const std::string &port)
{
    const flow::Binding binding = flow::parseBinding(value);
    if (binding.kind == flow::Binding::Kind::NodeOutput)
        model.edges.insert({binding.name, to, port});
    else if (binding.kind == flow::Binding::Kind::FlowInput)
        model.edges.insert(
            {"inputs." + binding.name.substr(0, binding.name.find_first_of(".[")), to, port});
}

/// Edges of a node or a variant of it.
void addEdges(FlowModel &model, const Value &body, const std::string &node)
{
    const Value *const inputs = body.find("inputs");
    if (inputs != nullptr && inputs->isDict()) {
        for (const auto &[name, value] : inputs->asDict()) {
            if (name.isString())
                addEdge(model, value, node, "inputs." + name.asString());
        }
    }
    const Value *const activate = body.find("activate");
    const Value *const when = activate != nullptr ? activate->find("when") : nullptr;
    if (when != nullptr)
        addEdge(model, *when, node, "activate.when");
}

Dict without(const Dict &dict, std::string_view key)
{
    Dict rest = dict;
    rest.erase(key);
    return rest;
}

void addNodes(FlowModel &model, const Value &nodes, Dict &variants)
{
    std::set<std::string> names;
    for (const Value &node : nodes.asList()) {
        if (!node.isDict())
            continue;
        NamedPart part;
        const Value *const name = node.find("name");
        part.name = name != nullptr && name->isString() ? name->asString() : std::string();
        // What has no name, or another's, is known by its place.
        if (part.name.empty() || !names.insert(part.name).second)
            part.name += "#" + std::to_string(model.nodes.size() + 1);
        Dict body = without(node.asDict(), "name");
        addEdges(model, node, part.name);
        if (const Value *const own = variants.find(part.name); own != nullptr && own->isDict()) {
            for (const auto &[key, value] : own->asDict())
                body.set(key, value);
            const Value *const all = own->find("variants");
            if (all != nullptr && all->isDict()) {
                for (const auto &[id, variant] : all->asDict()) {
                    if (const Value *const inner = variant.find("node"))
                        addEdges(model, *inner, part.name);
                }
            }
            variants.erase(part.name);
        }
        part.body = std::move(body);
        model.nodes.push_back(std::move(part));
    }
}

void addNamed(std::vector<NamedPart> &parts, const Value &members)
{
    for (const auto &[name, value] : members.asDict()) {
        NamedPart part;
        part.name = name.isString() ? name.asString() : std::string("?");
        part.body = value;
        parts.push_back(std::move(part));
    }
}

void addReferrers(FlowModel &model)
{
    std::map<std::string, std::vector<std::string>> referrers;
    for (const FlowEdge &edge : model.edges)
        referrers[edge.from].push_back(edge.to + "." + edge.port);
    for (NamedPart &node : model.nodes)
        node.referrers = referrers[node.name];
    for (NamedPart &input : model.inputs)
        input.referrers = referrers["inputs." + input.name];
}

std::string renamedReference(const std::string &text, const Names &nodes, const Names &inputs)
{
    const flow::Binding binding = flow::parseBinding(Value(text));
    if (binding.kind == flow::Binding::Kind::Literal)
        return text;
    const bool isNode = binding.kind == flow::Binding::Kind::NodeOutput;
    const Names &names = isNode ? nodes : inputs;
    const std::string name = binding.name.substr(0,
                                                 isNode ? std::string::npos
                                                        : binding.name.find_first_of(".["));
    const auto found = names.find(name);
    if (found == names.end())
        return text;
    std::string changed = text;
    const std::size_t at = isNode ? 2 : text.find('.') + 1;
    return changed.replace(at, name.size(), found->second);
}

} // namespace

FlowModel flowModel(const Value &file)
{
    FlowModel model;
    const Dict &all = file.asDict();
    Dict variants;
    for (const auto &[key, value] : all) {
        const std::string name = key.isString() ? key.asString() : std::string();
        if (name == "node_variants" && value.isDict())
            variants = value.asDict();
    }
    for (const auto &[key, value] : all) {
        const std::string name = key.isString() ? key.asString() : std::string();
        if (name == "nodes" && value.isList()) {
            addNodes(model, value, variants);
        } else if (name == "inputs" && value.isDict()) {
            addNamed(model.inputs, value);
        } else if (name == "outputs" && value.isDict()) {
            addNamed(model.outputs, value);
            for (const auto &[output, body] : value.asDict()) {
                if (const Value *const reference = body.find("reference");
                    reference && output.isString())
                    addEdge(model, *reference, "outputs", output.asString());
            }
        } else if (name != "node_variants"
                   && !(value.isNull()
                        && (name == "nodes" || name == "inputs" || name == "outputs"))) {
            model.settings.append(key, value);
        }
    }
    if (!variants.empty())
        model.settings.append("node_variants", variants);
    addReferrers(model);
    return model;
}

Value withNames(const Value &value, const Names &nodes, const Names &inputs)
{
    if (nodes.empty() && inputs.empty())
        return value;
    if (value.isString())
        return renamedReference(value.asString(), nodes, inputs);
    if (value.isList()) {
        List items;
        items.reserve(value.asList().size());
        for (const Value &item : value.asList())
            items.push_back(withNames(item, nodes, inputs));
        return items;
    }
    if (value.isDict()) {
        Dict members;
        for (const auto &[key, member] : value.asDict())
            members.append(key, withNames(member, nodes, inputs));
        return members;
    }
    return value;
}

} // namespace postern::git
