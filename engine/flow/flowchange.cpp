// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowchange.h"

#include <algorithm>
#include <map>
#include <vector>

namespace postern::flow {

namespace {

std::string_view sliceOf(std::string_view text, const TextSpan &span)
{
    const std::size_t begin = std::min(span.begin, text.size());
    return text.substr(begin, std::max(span.end, begin) - begin);
}

/// The lines of ports, variants or nodes.
using Slices = std::vector<std::string_view>;

Slices portsOf(const Flow &flow, std::string_view text)
{
    Slices slices;
    for (const FlowInput &input : flow.inputs)
        slices.push_back(sliceOf(text, input.span));
    slices.emplace_back(); // an output in the place of an input is another thing
    for (const FlowOutput &output : flow.outputs)
        slices.push_back(sliceOf(text, output.span));
    return slices;
}

Slices variantsOf(const Flow &flow, std::string_view text)
{
    Slices slices;
    for (const auto &[name, variants] : flow.variants) {
        slices.emplace_back(name);
        slices.push_back(sliceOf(text, variants.span));
    }
    return slices;
}

bool isSameOrder(const Flow &before, const Flow &after)
{
    return std::ranges::equal(before.nodes, after.nodes, {}, &Node::name, &Node::name);
}

bool haveSameSettings(const Flow &before, const Flow &after)
{
    return before.environmentVariables == after.environmentVariables
           && before.additionalIncludes == after.additionalIncludes
           && before.messageFormat == after.messageFormat && before.entry == after.entry;
}

/// Then what an entry says may stand in another one.
bool mayHaveAliases(std::string_view text)
{
    return text.find('&') != std::string_view::npos && text.find('*') != std::string_view::npos;
}

} // namespace

FlowChange FlowChange::everything()
{
    FlowChange change;
    change.reading = change.order = change.ports = change.variants = change.settings = true;
    change.m_isOfAllNodes = true;
    return change;
}

bool FlowChange::concerns(const std::string &node) const
{
    return reading || order || variants || m_isOfAllNodes || nodes.contains(node);
}

void FlowChange::add(const FlowChange &other)
{
    reading |= other.reading;
    order |= other.order;
    ports |= other.ports;
    variants |= other.variants;
    settings |= other.settings;
    m_isOfAllNodes |= other.m_isOfAllNodes;
    nodes.insert(other.nodes.begin(), other.nodes.end());
}

FlowChange changeBetween(const Flow &before,
                         std::string_view textBefore,
                         const Flow &after,
                         std::string_view text)
{
    if (textBefore == text)
        return {};
    if (after.kind != FlowKind::Dag || before.kind != after.kind || mayHaveAliases(text)
        || mayHaveAliases(textBefore))
        return FlowChange::everything();
    FlowChange change;
    change.order = !isSameOrder(before, after);
    change.ports = portsOf(before, textBefore) != portsOf(after, text);
    change.variants = variantsOf(before, textBefore) != variantsOf(after, text);
    change.settings = !haveSameSettings(before, after);
    std::map<std::string_view, std::string_view> lines;
    for (const Node &node : before.nodes)
        lines.emplace(node.name, sliceOf(textBefore, node.span));
    for (const Node &node : after.nodes) {
        const auto found = lines.find(node.name);
        if (found == lines.end() || found->second != sliceOf(text, node.span))
            change.nodes.insert(node.name);
    }
    return change;
}

} // namespace postern::flow
