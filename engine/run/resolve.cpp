// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/noderunner.h"

namespace postern::run {

namespace {

Error inputNotFound(const flow::Binding &binding, const LineValues &values)
{
    std::string keys;
    for (const auto &[key, value] : values.inputs) {
        if (key.isString())
            keys += (keys.empty() ? "" : ", ") + key.asString();
    }
    Error error(ErrorCode::InvalidFlow,
                tr("The flow input '%1' doesn't exist.", binding.name),
                tr("Declare the input or correct the reference."),
                binding.place);
    return std::move(error)
        .as({"UserError", "ValidationError", "InvalidFlowRequest", "InputNotFound"},
            "Flow execution failed. The input '" + binding.name + "' is not found from flow inputs '"
                + keys + "'. Please check the input name and try again.");
}

Error unsupportedSection(const flow::Binding &binding)
{
    Error error(ErrorCode::InvalidFlow,
                tr("A reference can only name a node's output, not '%1'.", binding.section),
                tr("Write ${%1.output}.", binding.name),
                binding.place);
    return std::move(error).as({"UserError", "NodeReferenceError", "UnsupportedReference"},
                               "Flow execution failed. The section '" + binding.section
                                   + "' of reference is currently unsupported. Please specify the "
                                     "output part of the node '"
                                   + binding.name + "'.");
}

Task<ResolvedValue> resolveNode(const flow::Binding &binding,
                                const LineValues &values,
                                NodeRunner &runner)
{
    ResolvedValue resolved;
    const auto output = values.outputs.find(binding.name);
    if (output != values.outputs.end())
        resolved.value = output->second;
    resolved.slot = "nodes." + binding.name;
    resolved.property = binding.property;
    if (binding.property.empty())
        co_return resolved;
    try {
        std::optional<Value> part = propertyOf(resolved.value, binding.name, binding.property);
        resolved.value = part ? std::move(*part) : co_await runner.property(resolved, binding.name);
    } catch (const Error &error) {
        Error placed = error;
        throw std::move(placed).at(binding.place);
    }
    co_return resolved;
}

Task<ResolvedValue> resolveLocal(const flow::Binding &binding, const LineValues &values)
{
    ResolvedValue resolved;
    if (binding.kind == flow::Binding::Kind::Literal) {
        resolved.value = binding.literal;
        resolved.classes = binding.literalClasses;
        co_return resolved;
    }
    const Value *input = values.inputs.find(std::string_view(binding.name));
    if (!input)
        throw inputNotFound(binding, values);
    resolved.value = *input;
    resolved.slot = "inputs." + binding.name;
    co_return resolved;
}

} // namespace

Task<ResolvedValue> resolve(const flow::Binding &binding,
                            const LineValues &values,
                            NodeRunner &runner)
{
    if (binding.kind != flow::Binding::Kind::NodeOutput)
        return resolveLocal(binding, values);
    if (binding.section != "output")
        throw unsupportedSection(binding);
    return resolveNode(binding, values, runner);
}

Task<ResolvedValue> resolveOutput(const flow::Binding &binding,
                                  const LineValues &values,
                                  NodeRunner &runner)
{
    if (binding.kind != flow::Binding::Kind::NodeOutput)
        return resolveLocal(binding, values);
    return resolveNode(binding, values, runner);
}

} // namespace postern::run
