// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flow.h"

#include <algorithm>

namespace postern::flow {

namespace {

Error invalidFlow(Message message, Message hint, const std::string &promptflowMessage)
{
    return Error(ErrorCode::InvalidFlow, std::move(message), std::move(hint))
        .as({"UserError", "SDKError", "InvalidFlowError"}, promptflowMessage);
}

struct Choice
{
    std::string node;
    std::string variant;
};

/// Reads "${node.variant}" as re.match with \${([^.]+).([^}]+)} does: the character between the
/// two is any, and what follows the brace is ignored.
Choice parseChoice(std::string_view given)
{
    std::string_view choice = given;
    const char quote = choice.front();
    if ((quote == '"' || quote == '\'') && choice.size() > 1 && choice.back() == quote)
        choice = choice.substr(1, choice.size() - 2);
    const std::string_view start = choice.substr(0, 2);
    const std::size_t dot = choice.find('.', 2);
    const std::size_t close = dot == std::string_view::npos ? dot : choice.find('}', dot + 1);
    if (start == "${" && dot != std::string_view::npos && dot > 2 && close != std::string_view::npos
        && close > dot + 1)
        return {std::string(choice.substr(2, dot - 2)),
                std::string(choice.substr(dot + 1, close - dot - 1))};
    const std::string shown(given);
    throw Error(ErrorCode::Usage,
                tr("'%1' names no variant.", shown),
                tr("Write it as ${node.variant}."))
        .as({"UserError"},
            "Invalid variant format: " + shown
                + ", variant should be in format of ${TUNING_NODE.VARIANT}");
}

const Variant *findVariant(const NodeVariants &variants, std::string_view id)
{
    const auto found = std::find_if(variants.variants.begin(),
                                    variants.variants.end(),
                                    [&](const Variant &variant) { return variant.id == id; });
    return found == variants.variants.end() ? nullptr : &*found;
}

void checkChoice(const Flow &flow, const Choice &choice)
{
    if (flow.node(choice.node) == nullptr)
        throw invalidFlow(tr("The flow has no node '%1'.", choice.node),
                          tr("Name a node that has variants."),
                          "Node " + choice.node + " not found in flow");
    const auto variants = flow.variants.find(choice.node);
    if (variants == flow.variants.end() || findVariant(variants->second, choice.variant) == nullptr)
        throw invalidFlow(tr("The node '%1' has no variant '%2'.", choice.node, choice.variant),
                          tr("Name one of the variants below node_variants."),
                          "Variant " + choice.variant + " not found for node " + choice.node);
}

Node replaced(const Flow &flow, const Node &node, const Choice &choice)
{
    const auto variants = flow.variants.find(node.name);
    if (variants == flow.variants.end())
        throw invalidFlow(tr("The node '%1' uses variants but has none.", node.name),
                          tr("Add them below node_variants, or remove use_variants."),
                          "No variant for the node " + node.name + ".");
    std::string id = node.name == choice.node ? choice.variant : std::string();
    if (id.empty() && variants->second.defaultVariantId.empty())
        throw invalidFlow(tr("The node '%1' has no default variant.", node.name),
                          tr("Set default_variant_id."),
                          "Default variant id is not specified for " + node.name + ".");
    if (id.empty())
        id = variants->second.defaultVariantId;
    const Variant *variant = findVariant(variants->second, id);
    if (variant == nullptr)
        throw invalidFlow(tr("The node '%1' has no variant '%2'.", node.name, id),
                          tr("Name one of the variants below node_variants."),
                          "Cannot find the variant " + id + " for " + node.name + ".");
    Node result = variant->node;
    if (result.name.empty())
        result.name = node.name;
    return result;
}

} // namespace

Flow withVariant(const Flow &flow, std::string_view choice)
{
    Flow result = flow;
    if (flow.kind != FlowKind::Dag)
        return result;
    Choice chosen;
    if (!choice.empty()) {
        chosen = parseChoice(choice);
        checkChoice(flow, chosen);
    }
    for (Node &node : result.nodes) {
        if (node.useVariants)
            node = replaced(flow, node, chosen);
    }
    return result;
}

Node withDefaultVariant(const Flow &flow, const Node &node)
{
    return node.useVariants ? replaced(flow, node, {}) : node;
}

} // namespace postern::flow
