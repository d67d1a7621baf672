// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/pyrepr.h"
#include "engine/flow/floweditor.h"
#include "tests/engine/flow/flowmodel.h"
#include "tests/engine/yaml/dressedtexts.h"

#include <functional>
#include <string>
#include <vector>

namespace postern::flow {

using yaml::Path;

/// One gesture: what it does to the text, and what is meant.
struct Gesture
{
    std::string name;
    std::function<void(FlowEditor &)> edit;
    std::function<bool(FlowModel &)> mean; ///< false: it can't be, and is refused
    std::vector<Path> places;              ///< to which the edit is confined; none: to its names
    bool losesComments = false;
};

/// Makes gestures up that fit a model.
class GestureMaker
{
public:
    GestureMaker(yaml::Random &random, const FlowModel &model)
        : m_random(random)
        , m_model(model)
    {}

    Gesture make()
    {
        static constexpr Gesture (GestureMaker::*kMakers[])() = {&GestureMaker::set,
                                                                 &GestureMaker::connect,
                                                                 &GestureMaker::unbind,
                                                                 &GestureMaker::splice,
                                                                 &GestureMaker::activate,
                                                                 &GestureMaker::remove,
                                                                 &GestureMaker::heal,
                                                                 &GestureMaker::duplicate,
                                                                 &GestureMaker::move,
                                                                 &GestureMaker::paste,
                                                                 &GestureMaker::addVariant,
                                                                 &GestureMaker::removeVariant,
                                                                 &GestureMaker::chooseVariant,
                                                                 &GestureMaker::addInput,
                                                                 &GestureMaker::removeInput,
                                                                 &GestureMaker::addOutput,
                                                                 &GestureMaker::renameNode,
                                                                 &GestureMaker::renameInput};
        return (this->*m_random.pick(kMakers))();
    }

private:
    std::size_t anyIndex() { return m_random.below(m_model.nodes.size()); }
    std::string anyNode() { return m_model.nodes[anyIndex()].name; }
    std::string anyInput() { return "i" + std::to_string(m_random.below(4)); }
    std::string anyReference()
    {
        if (!m_model.inputs.empty() && m_random.chance(3))
            return "${inputs." + m_model.inputs.begin()->first + "}";
        return "${" + anyNode() + ".output}";
    }
    /// Of a node and its variants; what is the only entry of a list or a mapping goes with that.
    std::vector<Path> placesOf(const std::string &node) const
    {
        std::vector<Path> places;
        std::ptrdiff_t others = 0;
        for (std::size_t i = 0; i < m_model.nodes.size(); ++i) {
            if (m_model.nodes[i].name == node)
                places.push_back(m_model.nodes.size() == 1 ? Path{"nodes"} : Path{"nodes", i});
            else
                others += m_model.nodes[i].variants ? 1 : 0;
        }
        places.push_back(others == 0 ? Path{"node_variants"} : Path{"node_variants", node});
        return places;
    }

    Gesture set()
    {
        const std::size_t index = anyIndex();
        const std::string node = m_model.nodes[index].name;
        const std::string input = anyInput();
        const Value value = m_random.chance(2) ? Value(anyReference()) : Value("fresh: value");
        const bool hasVariants = m_model.nodes[index].variants.has_value();
        const std::string id = hasVariants ? m_model.nodes[index].variants->bodies.front().first
                                           : std::string();
        const std::string path = (hasVariants
                                      ? "node_variants." + node + ".variants." + id + ".node"
                                      : "nodes." + node)
                                 + ".inputs." + input;
        return {"set " + path + " " + py::repr(value),
                [=](FlowEditor &editor) { editor.set(path, value); },
                [=](FlowModel &model) {
                    FlowModel::bodies(*model.node(node)).front()->inputs[input] = value;
                    return true;
                },
                placesOf(node)};
    }

    static bool bind(FlowModel &model,
                     const std::string &node,
                     const std::string &input,
                     const std::string &text)
    {
        if (model.needs(FlowModel::target(text), node))
            return false;
        const std::vector<ModelBody *> bodies = FlowModel::bodies(*model.node(node));
        const bool isThere = std::ranges::any_of(bodies, [&](const ModelBody *body) {
            return body->inputs.contains(input);
        });
        for (ModelBody *body : bodies) {
            if (!isThere || body->inputs.contains(input))
                body->inputs[input] = text;
        }
        return true;
    }

    Gesture connect()
    {
        const std::string node = anyNode();
        const std::string input = anyInput();
        const std::string text = anyReference();
        return {"connect " + node + "." + input + " " + text,
                [=](FlowEditor &editor) { editor.connect(node, input, text); },
                [=](FlowModel &model) { return bind(model, node, input, text); },
                placesOf(node)};
    }

    Gesture unbind()
    {
        const std::string node = anyNode();
        const std::string input = anyInput();
        return {"unbind " + node + "." + input,
                [=](FlowEditor &editor) { editor.unbind(node, input); },
                [=](FlowModel &model) {
                    std::size_t gone = 0;
                    for (ModelBody *body : FlowModel::bodies(*model.node(node)))
                        gone += std::erase_if(body->inputs, [&](const auto &each) {
                            return each.first == input && !FlowModel::target(each.second).empty();
                        });
                    return gone > 0;
                },
                placesOf(node),
                true};
    }

    Gesture splice()
    {
        const std::string node = anyNode();
        const std::string on = anyNode();
        const std::string input = anyInput();
        std::vector<Path> places = placesOf(node);
        std::ranges::copy(placesOf(on), std::back_inserter(places));
        return {"splice " + node + " " + on + "." + input,
                [=](FlowEditor &editor) { editor.splice(node, "i9", on, input); },
                [=](FlowModel &model) {
                    for (ModelBody *body : FlowModel::bodies(*model.node(on))) {
                        const auto found = body->inputs.find(input);
                        if (found == body->inputs.end() || FlowModel::target(found->second).empty())
                            continue;
                        return bind(model, node, "i9", found->second.asString())
                               && bind(model, on, input, "${" + node + ".output}");
                    }
                    return false;
                },
                places};
    }

    Gesture activate()
    {
        const std::string node = anyNode();
        const std::string text = m_random.chance(3) ? "" : anyReference();
        const Value is = m_random.chance(2) ? Value(true) : Value("yes");
        return {"activate " + node + " " + text,
                [=](FlowEditor &editor) { editor.setActivate(node, text, is); },
                [=](FlowModel &model) {
                    if (!text.empty() && model.needs(FlowModel::target(text), node))
                        return false;
                    for (ModelBody *body : FlowModel::bodies(*model.node(node))) {
                        body->activate.reset();
                        if (!text.empty())
                            body->activate = {text, is};
                    }
                    return true;
                },
                placesOf(node),
                text.empty()};
    }

    Gesture remove()
    {
        const std::string node = anyNode();
        return {"remove " + node,
                [=](FlowEditor &editor) { editor.removeNode(node); },
                [=](FlowModel &model) {
                    std::erase_if(model.nodes,
                                  [&](const ModelNode &each) { return each.name == node; });
                    return true;
                },
                placesOf(node),
                true};
    }

    Gesture heal()
    {
        const std::string node = anyNode();
        return {"heal " + node,
                [=](FlowEditor &editor) { editor.removeAndHeal(node); },
                [=](FlowModel &model) {
                    std::set<std::string> feeds;
                    for (const ModelBody *body : FlowModel::bodies(*model.node(node))) {
                        for (const auto &[key, value] : body->inputs) {
                            if (!FlowModel::target(value).empty()
                                && FlowModel::target(value) != node)
                                feeds.insert(value.asString());
                        }
                    }
                    std::erase_if(model.nodes,
                                  [&](const ModelNode &each) { return each.name == node; });
                    const auto isIt = [&](const std::string &text) {
                        return FlowModel::target(text) == node;
                    };
                    if (feeds.size() == 1)
                        model.forEachText([&](const std::string &text) {
                            return isIt(text) ? *feeds.begin() : text;
                        });
                    else
                        for (ModelNode &each : model.nodes)
                            FlowModel::leaveOut(each, isIt);
                    return true;
                },
                {{}},
                true};
    }

    Gesture duplicate()
    {
        const std::size_t index = anyIndex();
        const std::string node = m_model.nodes[index].name;
        std::vector<Path> places = placesOf(node);
        places.push_back({"node_variants"});
        return {"duplicate " + node,
                [=](FlowEditor &editor) { editor.duplicateNode(node); },
                [=](FlowModel &model) {
                    ModelNode copy = model.nodes[index];
                    copy.name = model.freeName(copy.name);
                    model.nodes.insert(model.nodes.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                                       copy);
                    return true;
                },
                m_model.nodes[index].variants ? std::vector<Path>{{}} : places};
    }

    Gesture move()
    {
        const std::size_t from = anyIndex();
        const std::size_t to = anyIndex();
        const std::string node = m_model.nodes[from].name;
        return {"move " + node + " to " + std::to_string(to),
                [=](FlowEditor &editor) { editor.moveNode(node, to); },
                [=](FlowModel &model) {
                    const ModelNode moved = model.nodes[from];
                    model.nodes.erase(model.nodes.begin() + static_cast<std::ptrdiff_t>(from));
                    model.nodes.insert(model.nodes.begin() + static_cast<std::ptrdiff_t>(to), moved);
                    return true;
                },
                {{"nodes"}}};
    }

    Gesture paste()
    {
        std::set<std::string> names{anyNode(), anyNode()};
        const std::vector<std::string> list(names.begin(), names.end());
        const bool isKept = m_random.chance(2);
        return {"paste " + std::to_string(names.size()) + " from " + list.front(),
                [=](FlowEditor &editor) {
                    editor.pasteNodes(editor.nodesAsYaml(list),
                                      isKept ? Outside::Kept : Outside::LeftOut);
                },
                [=](FlowModel &model) {
                    std::map<std::string, std::string> fresh;
                    const std::vector<ModelNode> before = model.nodes;
                    for (const ModelNode &each : before) {
                        if (!names.contains(each.name))
                            continue;
                        model.nodes.push_back(each);
                        const std::string free = model.freeName(each.name);
                        model.nodes.back().name = free;
                        fresh[each.name] = free;
                    }
                    for (std::size_t i = before.size(); i < model.nodes.size(); ++i) {
                        if (!isKept)
                            FlowModel::leaveOut(model.nodes[i], [&](const std::string &text) {
                                const std::string target = FlowModel::target(text);
                                return !target.empty() && !fresh.contains(target);
                            });
                        FlowModel::forEachText(model.nodes[i], [&](const std::string &text) {
                            const auto found = fresh.find(FlowModel::target(text));
                            return found == fresh.end()
                                       ? text
                                       : "${" + found->second + text.substr(text.find('.'));
                        });
                    }
                    return true;
                },
                {{}}};
    }

    Gesture addVariant()
    {
        const std::string node = anyNode();
        const std::string id = "v" + std::to_string(m_random.below(5));
        return {"add variant " + node + " " + id,
                [=](FlowEditor &editor) { editor.addVariant(node, id); },
                [=](FlowModel &model) {
                    ModelNode &found = *model.node(node);
                    if (!found.variants) {
                        found.variants = ModelVariants{"variant_0", {{"variant_0", found.body}}};
                        found.body = {};
                    }
                    if (found.variants->find(id) != nullptr)
                        return false;
                    const ModelBody copy = *found.variants->find(found.variants->first);
                    found.variants->bodies.emplace_back(id, copy);
                    return true;
                },
                {{}}};
    }

    Gesture removeVariant()
    {
        const std::string node = anyNode();
        return {"remove variant v0 of " + node,
                [=](FlowEditor &editor) { editor.removeVariant(node, "v0"); },
                [=](FlowModel &model) {
                    ModelNode &found = *model.node(node);
                    if (!found.variants || found.variants->find("v0") == nullptr)
                        return false;
                    if (found.variants->bodies.size() == 1) {
                        found.body = found.variants->bodies.front().second;
                        found.variants.reset();
                        return true;
                    }
                    std::erase_if(found.variants->bodies,
                                  [](const auto &each) { return each.first == "v0"; });
                    if (found.variants->first == "v0")
                        found.variants->first = found.variants->bodies.front().first;
                    return true;
                },
                placesOf(node),
                true};
    }

    Gesture chooseVariant()
    {
        const std::string node = anyNode();
        return {"choose variant v1 of " + node,
                [=](FlowEditor &editor) { editor.setDefaultVariant(node, "v1"); },
                [=](FlowModel &model) {
                    ModelNode &found = *model.node(node);
                    if (!found.variants || found.variants->find("v1") == nullptr)
                        return false;
                    found.variants->first = "v1";
                    return true;
                },
                placesOf(node)};
    }

    Gesture addInput()
    {
        const std::string name = "q" + std::to_string(m_random.below(6));
        return {"add input " + name,
                [=](FlowEditor &editor) { editor.addInput(name, "int"); },
                [=](FlowModel &model) {
                    return model.inputs.emplace(name, Dict{{"type", "int"}}).second;
                },
                {{"inputs"}}};
    }

    Gesture removeInput()
    {
        const std::string name = "q" + std::to_string(m_random.below(4));
        return {"remove input " + name,
                [=](FlowEditor &editor) { editor.removeInput(name); },
                [=](FlowModel &model) {
                    if (model.inputs.erase(name) == 0)
                        return false;
                    for (ModelNode &node : model.nodes)
                        FlowModel::leaveOut(node, [&](const std::string &text) {
                            return text == "${inputs." + name + "}";
                        });
                    return true;
                },
                {{}},
                true};
    }

    Gesture addOutput()
    {
        const std::string name = "o" + std::to_string(m_random.below(5));
        const std::string text = "${" + anyNode() + ".output}";
        return {"add output " + name,
                [=](FlowEditor &editor) { editor.addOutput(name, text); },
                [=](FlowModel &model) {
                    return model.outputs.emplace(name, std::pair("string", text)).second;
                },
                {{"outputs"}}};
    }

    Gesture renameNode()
    {
        const std::string node = anyNode();
        const std::string name = "n" + std::to_string(m_random.below(20));
        return {"rename node " + node + " " + name,
                [=](FlowEditor &editor) { editor.renameNode(node, name); },
                [=](FlowModel &model) {
                    if (node != name && model.isTaken(name))
                        return false;
                    model.node(node)->name = name;
                    model.forEachText([&](const std::string &text) {
                        return FlowModel::target(text) == node
                                   ? "${" + name + text.substr(text.find('.'))
                                   : text;
                    });
                    return true;
                },
                {}};
    }

    Gesture renameInput()
    {
        const std::string name = "q" + std::to_string(m_random.below(4));
        return {"rename input " + name,
                [=](FlowEditor &editor) { editor.renameInput(name, "asked"); },
                [=](FlowModel &model) {
                    if (!model.inputs.contains(name) || model.inputs.contains("asked"))
                        return false;
                    model.inputs["asked"] = model.inputs[name];
                    model.inputs.erase(name);
                    model.forEachText([&](const std::string &text) {
                        return text == "${inputs." + name + "}" ? "${inputs.asked}" : text;
                    });
                    return true;
                },
                {}};
    }

    yaml::Random &m_random;
    const FlowModel &m_model;
};

} // namespace postern::flow
