// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/editwires.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace postern::flow {

std::string WireEdits::referenceTo(std::string_view reference) const
{
    std::string text(reference);
    if (!text.starts_with("${"))
        text = "${" + text + (text.find('.') == std::string::npos ? ".output}" : "}");
    const Binding binding = parseBinding(Value(text));
    if (binding.kind == Binding::Kind::NodeOutput)
        m_tree.pathOfNode(binding.name);
    else if (binding.kind == Binding::Kind::Literal
             || m_tree.find({"inputs", binding.name}) == nullptr)
        throw noSuch(tr("input"), binding.name, m_tree.keysOf({"inputs"}));
    return text;
}

/// Where the input is; where it isn't yet, all places that it could have.
std::vector<yaml::Path> WireEdits::places(const std::string &node, const std::string &input) const
{
    if (node.empty()) {
        if (m_tree.find({"outputs", input}) == nullptr)
            throw noSuch(tr("output"), input, m_tree.keysOf({"outputs"}));
        return {{"outputs", input, "reference"}};
    }
    std::vector<yaml::Path> all;
    for (const NodeBody &body : m_tree.countingBodies(node))
        all.push_back(below(body.path, {"inputs", input}));
    std::vector<yaml::Path> having = all;
    std::erase_if(having, [&](const yaml::Path &path) { return m_tree.find(path) == nullptr; });
    return having.empty() ? all : having;
}

std::vector<yaml::Path> WireEdits::boundPlaces(const std::string &node,
                                               const std::string &input) const
{
    std::vector<yaml::Path> found = places(node, input);
    const std::vector<Reference> references = m_tree.references();
    std::erase_if(found, [&](const yaml::Path &path) {
        return std::ranges::find(references, path, &Reference::path) == references.end();
    });
    if (found.empty())
        throw Error(ErrorCode::InvalidInput,
                    tr("Nothing is connected to %1.",
                       node.empty() ? "outputs." + input : node + "." + input));
    return found;
}

/// Throws when what the node is to take needs the node itself.
void WireEdits::requireNoCircle(const std::string &node, const Binding &binding) const
{
    if (binding.kind != Binding::Kind::NodeOutput || node.empty())
        return;
    if (binding.name == node)
        throw Error(ErrorCode::InvalidInput, tr("The node '%1' can't take its own output.", node));
    const std::vector<Reference> references = m_tree.references();
    std::set<std::string> needed{binding.name};
    for (std::size_t before = 0; before != needed.size();) {
        before = needed.size();
        for (const Reference &each : references) {
            const bool counts = each.path.size() > 4 || !m_tree.usesVariants(each.node);
            if (each.binding.kind == Binding::Kind::NodeOutput && needed.contains(each.node)
                && counts)
                needed.insert(each.binding.name);
        }
    }
    if (needed.contains(node))
        throw Error(ErrorCode::InvalidInput,
                    tr("The node '%1' can't take the output of '%2', which itself needs '%1'.",
                       node,
                       binding.name));
}

void WireEdits::bind(const std::string &node, const std::string &input, const std::string &text)
{
    requireNoCircle(node, parseBinding(Value(text)));
    for (const yaml::Path &path : places(node, input))
        m_tree.setAt(path, Value(text));
}

void WireEdits::connect(const std::string &node,
                        const std::string &input,
                        std::string_view reference)
{
    bind(node, input, referenceTo(reference));
}

void WireEdits::unbind(const std::string &node, const std::string &input)
{
    for (const yaml::Path &path : boundPlaces(node, input))
        m_tree.editor().remove(path);
}

void WireEdits::splice(const std::string &node,
                       const std::string &input,
                       const std::string &onNode,
                       const std::string &onInput)
{
    m_tree.pathOfNode(node);
    const yaml::Path wire = boundPlaces(onNode, onInput).front();
    bind(node, input, m_tree.find(wire)->resolved().text);
    bind(onNode, onInput, "${" + node + ".output}");
}

void WireEdits::setActivate(const std::string &node,
                            std::string_view reference,
                            const yaml::Content &is)
{
    const std::string text = reference.empty() ? std::string() : referenceTo(reference);
    if (!text.empty())
        requireNoCircle(node, parseBinding(Value(text)));
    for (const NodeBody &body : m_tree.countingBodies(node)) {
        const yaml::Path condition = below(body.path, {"activate"});
        if (!text.empty()) {
            m_tree.setAt(below(condition, {"when"}), Value(text));
            m_tree.setAt(below(condition, {"is"}), is);
        } else if (m_tree.find(condition) != nullptr) {
            m_tree.editor().remove(condition);
        }
    }
}

void WireEdits::leaveOut(const std::vector<Reference> &references)
{
    std::set<yaml::Path> paths; // they stay true while keys of mappings go
    for (const Reference &reference : references) {
        yaml::Path path = reference.path;
        if (!reference.isInput())
            path.pop_back(); // a condition without "when" is none
        paths.insert(std::move(path));
    }
    for (const yaml::Path &path : paths)
        m_tree.editor().remove(path);
}

void WireEdits::bridge(const std::string &node)
{
    const std::vector<NodeBody> bodies = m_tree.countingBodies(node);
    std::set<std::string> feeds;
    std::vector<Reference> takers;
    for (Reference &each : m_tree.references()) {
        const bool isOwnOutput = each.binding.kind == Binding::Kind::NodeOutput
                                 && each.binding.name == node;
        const bool counts = std::ranges::any_of(bodies, [&](const NodeBody &body) {
            return std::ranges::equal(body.path,
                                      std::span(each.path).first(
                                          std::min(body.path.size(), each.path.size())));
        });
        if (isOwnOutput && each.node != node)
            takers.push_back(std::move(each));
        else if (!isOwnOutput && counts && each.isInput())
            feeds.insert(each.binding.text);
    }
    if (feeds.size() == 1) {
        yaml::Editor::NewTexts texts;
        for (const Reference &taker : takers)
            texts.emplace_back(taker.text, *feeds.begin());
        if (!texts.empty())
            m_tree.editor().setTexts(texts);
        return;
    }
    std::erase_if(takers, [](const Reference &taker) { return taker.node.empty(); });
    leaveOut(takers);
}

} // namespace postern::flow
