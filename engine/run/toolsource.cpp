// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/toolsource.h"

#include "engine/base/pyrepr.h"
#include "engine/tool/tool.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace postern::run {

namespace {

constexpr std::string_view kGuardedNames = "_inputs_to_escape";

/// A reference as prompt flow writes it back.
std::string shown(const flow::Binding &binding)
{
    const bool isInput = binding.kind == flow::Binding::Kind::FlowInput;
    return isInput ? "${flow." + binding.name + "}" : binding.text;
}

Error missingInputs(const flow::Node &node, const python::ToolInfo &info, const List &missing)
{
    const std::string names = py::repr(Value(missing));
    Error error(ErrorCode::InvalidFlow,
                "Node '" + node.name + "' lacks " + names + ", which its tool is made with.",
                "Give the node these inputs.",
                node.place);
    return std::move(error).as({"UserError", "ValidationError", "MissingRequiredInputs"},
                               "Required inputs " + names + " are not provided for tool '"
                                   + info.name + "'.");
}

Error referenceForInit(const flow::Node &node,
                       const python::ToolInfo &info,
                       const std::string &input,
                       const flow::Binding &binding)
{
    Error error(ErrorCode::InvalidFlow,
                "Input '" + input + "' of node '" + node.name
                    + "' is what its tool is made with, before any line runs, and can't be "
                    + binding.text + ".",
                "Write a value.",
                binding.place);
    return std::move(error).as({"UserError", "ValidationError", "InputTypeMismatch"},
                               "Invalid input for '" + info.name + "': Initialization input '"
                                   + input + "' requires a literal value, but " + shown(binding)
                                   + " was received.");
}

} // namespace

bool isPackageNode(const flow::Node &node)
{
    const bool isPython = node.type == flow::NodeType::Python;
    return node.source.type == (isPython ? "package" : "package_with_prompt");
}

Error unsupportedSource(const flow::Node &node)
{
    Error error(ErrorCode::InvalidFlow,
                "A node of type " + node.typeText + " can't have a source of type '"
                    + node.source.type + "'.",
                node.type == flow::NodeType::Python
                    ? "Use code with a path, or package with a tool."
                    : "Use package_with_prompt with a tool and the path of a template.",
                node.source.place);
    return std::move(error).as({"SystemError", "NotImplementedError"},
                               "Tool source type " + node.source.type + " for " + node.typeText
                                   + " tool is not supported yet.");
}

void checkInitInputs(const flow::Node &node, const python::ToolInfo &info)
{
    const std::span init(info.parameters.data(),
                         std::min(info.initParameters, info.parameters.size()));
    for (const auto &[name, binding] : node.inputs) {
        const bool isInit = std::ranges::find(init, name, &python::Parameter::name) != init.end();
        if (isInit && binding.kind != flow::Binding::Kind::Literal)
            throw referenceForInit(node, info, name, binding);
    }
    List missing;
    for (const python::Parameter &parameter : init) {
        if (!parameter.hasDefault && !node.input(parameter.name))
            missing.emplace_back(parameter.name);
    }
    if (!missing.empty())
        throw missingInputs(node, info, missing);
}

flow::Node withGuardedNames(flow::Node node, const python::ToolInfo &info)
{
    const std::vector<std::string> names = tool::inputsToEscape(node);
    if (names.empty() || !info.acceptsKwargs)
        return node;
    flow::Binding binding;
    binding.literal = List(names.begin(), names.end());
    node.inputs.emplace_back(kGuardedNames, std::move(binding));
    return node;
}

} // namespace postern::run
