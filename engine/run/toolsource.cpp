// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/toolsource.h"

#include "engine/base/pyrepr.h"
#include "engine/tool/retiredtools.h"
#include "engine/tool/tool.h"
#include "engine/tool/tooltable.h"

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

std::span<const python::Parameter> initParametersOf(const python::ToolInfo &info)
{
    return {info.parameters.data(), std::min(info.initParameters, info.parameters.size())};
}

bool isAmong(std::span<const python::Parameter> parameters, std::string_view name)
{
    return std::ranges::find(parameters, name, &python::Parameter::name) != parameters.end();
}

Error missingInputs(const flow::Node &node, const python::ToolInfo &info, const List &missing)
{
    const std::string names = py::repr(Value(missing));
    Error error(ErrorCode::InvalidFlow,
                tr("Node '%1' lacks %2, which its tool is made with.", node.name, names),
                tr("Give the node these inputs."),
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
                tr("Input '%1' of node '%2' is what its tool is made with, before any line runs, "
                   "and can't be %3.",
                   input,
                   node.name,
                   binding.text),
                tr("Write a value."),
                binding.place);
    return std::move(error).as({"UserError", "ValidationError", "InputTypeMismatch"},
                               "Invalid input for '" + info.name + "': Initialization input '"
                                   + input + "' requires a literal value, but " + shown(binding)
                                   + " was received.");
}

} // namespace

Error unsupportedSource(const flow::Node &node)
{
    Error error(ErrorCode::InvalidFlow,
                tr("A node of type %1 can't have a source of type '%2'.",
                   node.typeText,
                   node.source.type),
                node.type == flow::NodeType::Python
                    ? tr("Use code with a path, or package with a tool.")
                    : tr("Use package_with_prompt with a tool and the path of a template."),
                node.source.place);
    return std::move(error).as({"SystemError", "NotImplementedError"},
                               "Tool source type " + node.source.type + " for " + node.typeText
                                   + " tool is not supported yet.");
}

Error missingTool(ErrorCode code, const flow::Node &node)
{
    const Message answer = tr("To run the flow without it, give the node's value with --answers "
                              "%1=VALUE.",
                              node.name);
    if (const tool::RetiredTool *retired = tool::findRetiredTool(node.source.tool)) {
        return {
            code,
            tr("The package tool '%1' of node '%2' isn't in the flow's Python environment: it is "
               "%3, which is retired.",
               node.source.tool,
               node.name,
               retired->what),
            retired->isLookup
                ? tr("%1 %2 With --simulate it gives made-up passages.", retired->successor, answer)
                : tr("%1 %2", retired->successor, answer),
            node.source.place};
    }
    std::string package = node.source.tool.substr(0, node.source.tool.find('.'));
    std::ranges::replace(package, '_', '-');
    const bool isPromptflow = node.source.tool.starts_with(tool::kPromptflowTools);
    return {code,
            tr("The package tool '%1' of node '%2' isn't in the flow's Python environment.",
               node.source.tool,
               node.name),
            tr("%1 %2",
               isPromptflow
                   ? tr("promptflow-tools has no tool of that name: look at `postern tool list`.")
                   : tr("Install the package that brings it (by its module %1, perhaps), and look "
                        "at `postern tool list`.",
                        package),
               answer),
            node.source.place};
}

void checkInitInputs(const flow::Node &node, const python::ToolInfo &info)
{
    const std::span<const python::Parameter> init = initParametersOf(info);
    for (const auto &[name, binding] : node.inputs) {
        if (isAmong(init, name) && binding.kind != flow::Binding::Kind::Literal)
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

Dict takeInitInputs(flow::Node &node, const python::ToolInfo &info)
{
    Dict arguments;
    const std::span<const python::Parameter> init = initParametersOf(info);
    std::erase_if(node.inputs, [&](const auto &input) {
        if (!isAmong(init, input.first))
            return false;
        arguments.append(Value(input.first), input.second.literal);
        return true;
    });
    return arguments;
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
