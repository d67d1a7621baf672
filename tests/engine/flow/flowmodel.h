// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

// What a flow is meant to say, and what edits mean for that: written apart from the engine, which it judges.

#include "engine/base/value.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postern::flow {

struct ModelBody
{
    std::map<std::string, Value> fields; ///< type, source and the like
    std::map<std::string, Value> inputs;
    std::optional<std::pair<std::string, Value>> activate; ///< when, is

    Value value() const
    {
        Dict dict;
        for (const auto &[key, field] : fields)
            dict.append(key, field);
        Dict bound;
        for (const auto &[key, input] : inputs)
            bound.append(key, input);
        dict.append("inputs", bound);
        if (activate)
            dict.append("activate", Dict{{"when", activate->first}, {"is", activate->second}});
        return dict;
    }
};

struct ModelVariants
{
    std::string first;                                     ///< the default one
    std::vector<std::pair<std::string, ModelBody>> bodies; ///< in their order in the file

    ModelBody *find(const std::string &id)
    {
        const auto found = std::ranges::find(bodies, id, &std::pair<std::string, ModelBody>::first);
        return found == bodies.end() ? nullptr : &found->second;
    }
};

struct ModelNode
{
    std::string name;
    ModelBody body;
    std::optional<ModelVariants> variants; ///< the body has nothing then
};

struct FlowModel
{
    std::map<std::string, Value> inputs;
    std::map<std::string, std::pair<std::string, std::string>> outputs; ///< type, reference
    std::vector<ModelNode> nodes;

    ModelNode *node(const std::string &name)
    {
        const auto found = std::ranges::find(nodes, name, &ModelNode::name);
        return found == nodes.end() ? nullptr : &*found;
    }
    static std::vector<ModelBody *> bodies(ModelNode &node)
    {
        std::vector<ModelBody *> all;
        if (!node.variants)
            return {&node.body};
        for (auto &[id, body] : node.variants->bodies)
            all.push_back(&body);
        return all;
    }
    bool isTaken(const std::string &name) { return node(name) != nullptr; }
    std::string freeName(const std::string &name)
    {
        std::string made = name;
        const std::size_t line = name.rfind('_');
        const bool isNumbered = line != std::string::npos;
        int number = isNumbered ? std::stoi(name.substr(line + 1)) + 1 : 2;
        for (; isTaken(made); ++number)
            made = name.substr(0, line) + "_" + std::to_string(number);
        return made;
    }

    /// The node, or "inputs", that a reference means; empty for what is none.
    static std::string target(const std::string &text)
    {
        if (!text.starts_with("${") || !text.ends_with("}"))
            return {};
        return text.substr(2, text.find('.') - 2);
    }
    static std::string target(const Value &value)
    {
        return value.isString() ? target(value.asString()) : std::string();
    }

    /// Whether the node needs the other, itself or through others.
    bool needs(const std::string &name, const std::string &other)
    {
        std::set<std::string> seen;
        std::vector<std::string> next{name};
        while (!next.empty()) {
            const std::string here = next.back();
            next.pop_back();
            if (here == other)
                return true;
            ModelNode *const found = node(here);
            if (found == nullptr || !seen.insert(here).second)
                continue;
            for (const ModelBody *body : bodies(*found)) {
                for (const auto &[key, value] : body->inputs)
                    next.push_back(target(value));
                if (body->activate)
                    next.push_back(target(body->activate->first));
            }
        }
        return false;
    }

    /// Every text that may be a reference becomes what the function makes of it.
    void forEachText(const std::function<std::string(const std::string &)> &change)
    {
        for (ModelNode &node : nodes)
            forEachText(node, change);
        for (auto &[key, output] : outputs)
            output.second = change(output.second);
    }
    static void forEachText(ModelNode &node,
                            const std::function<std::string(const std::string &)> &change)
    {
        for (ModelBody *body : bodies(node)) {
            for (auto &[key, value] : body->inputs) {
                if (value.isString())
                    value = change(value.asString());
            }
            if (body->activate)
                body->activate->first = change(body->activate->first);
        }
    }
    /// References of the node for which that holds go, conditions with what they say.
    static void leaveOut(ModelNode &node, const std::function<bool(const std::string &)> &isIt)
    {
        for (ModelBody *body : bodies(node)) {
            std::erase_if(body->inputs, [&](const auto &input) {
                return input.second.isString() && isIt(input.second.asString());
            });
            if (body->activate && isIt(body->activate->first))
                body->activate.reset();
        }
    }

    /// As the file says it; the members of mappings in the order of their names.
    Value value() const
    {
        Dict declared;
        for (const auto &[name, declaration] : inputs)
            declared.append(name, declaration);
        Dict given;
        for (const auto &[name, output] : outputs)
            given.append(name, Dict{{"type", output.first}, {"reference", output.second}});
        List list;
        Dict variants;
        for (const ModelNode &node : nodes) {
            Dict item = node.variants ? Dict{{"use_variants", true}} : node.body.value().asDict();
            item.append("name", node.name);
            list.emplace_back(item);
            if (!node.variants)
                continue;
            Dict all;
            for (const auto &[id, body] : node.variants->bodies)
                all.append(id, Dict{{"node", body.value()}});
            variants.append(node.name,
                            Dict{{"default_variant_id", node.variants->first}, {"variants", all}});
        }
        Dict flow{{"inputs", declared}, {"outputs", given}, {"nodes", list}};
        if (!variants.empty())
            flow.append("node_variants", variants);
        return flow;
    }
};

/// With the members of mappings in the order of their keys.
inline Value sorted(const Value &value)
{
    if (value.isList()) {
        List items;
        for (const Value &item : value.asList())
            items.push_back(sorted(item));
        return items;
    }
    if (!value.isDict())
        return value;
    std::map<std::string, Value> members;
    for (const auto &[key, member] : value.asDict())
        members.emplace(key.asString(), sorted(member));
    Dict dict;
    for (const auto &[key, member] : members)
        dict.append(key, member);
    return dict;
}

} // namespace postern::flow
