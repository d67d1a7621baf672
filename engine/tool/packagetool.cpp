// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/packagetool.h"

#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/toolerror.h"

#include <algorithm>
#include <utility>

namespace postern::tool {

flow::Node PackageTool::prepare(const flow::Node &node,
                                const flow::SourceFolder &folder,
                                const connection::Connection *connection)
{
    static_cast<void>(folder);
    static_cast<void>(connection);
    return node;
}

bool PackageTool::hasDefault(const flow::Node &node, std::string_view input) const
{
    static_cast<void>(node);
    const auto found = std::ranges::find(parameters(), input, &python::Parameter::name);
    return found != parameters().end() && found->hasDefault;
}

std::string PackageTool::connectionNameOf(const flow::Node &node) const
{
    if (m_descriptor.isMadeWithConnection() && !node.input("connection"))
        return node.connection; // where prepared nodes have it
    const flow::Binding *binding = node.input("connection");
    const bool isNamed = binding && binding->kind == flow::Binding::Kind::Literal
                         && binding->literal.truthy();
    return isNamed ? py::str(binding->literal) : std::string();
}

std::string PackageTool::misfit(const ToolContext &context) const
{
    const std::string function = (m_descriptor.className.empty() ? "" : m_descriptor.className + ".")
                                 + m_descriptor.function;
    for (const auto &[name, value] : context.inputs) {
        if (!isParameter(py::str(name)))
            return function + "() got an unexpected keyword argument '" + py::str(name) + "'";
    }
    std::vector<std::string> missing;
    for (const python::Parameter &parameter : parameters()) {
        const bool isHeld = parameter.isConnection && context.connection;
        if (!parameter.hasDefault && !isHeld && !context.inputs.contains(parameter.name))
            missing.push_back("'" + parameter.name + "'");
    }
    if (missing.empty())
        return {};
    std::string names = missing.front();
    for (std::size_t i = 1; i < missing.size(); ++i)
        names += (i + 1 == missing.size() ? " and " : ", ") + missing[i];
    return function + "() missing " + std::to_string(missing.size())
           + " required positional argument" + (missing.size() > 1 ? "s" : "") + ": " + names;
}

bool PackageTool::isParameter(std::string_view name) const
{
    return std::ranges::find(parameters(), name, &python::Parameter::name) != parameters().end();
}

void checkVariables(const flow::Node &node,
                    const std::vector<std::string> &variables,
                    const std::vector<python::Parameter> &parameters)
{
    std::string duplicated;
    for (const std::string &variable : variables) {
        const auto found = std::ranges::find(parameters, variable, &python::Parameter::name);
        // Those without a type are the function's own, and no inputs of the tool.
        if (found != parameters.end() && !found->type.empty() && found->type != "prompt_template")
            duplicated += (duplicated.empty() ? "'" : ", '") + variable + "'";
    }
    if (duplicated.empty())
        return;
    ResolveProblem problem;
    problem.message = tr("The template of node '%1' uses %2, which is an input of the tool itself.",
                         node.name,
                         duplicated);
    problem.hint = tr("Rename the variable in the template and the node's input.");
    problem.codes = invalidRequestCodes("NodeInputValidationError");
    problem.promptflowMessage = "Invalid inputs {" + duplicated + "} in prompt template of node "
                                + node.name
                                + ". These inputs are duplicated with the inputs of custom llm "
                                  "tool.";
    throw resolveError(node, std::move(problem));
}

void checkPrompt(const flow::Node &node,
                 const flow::SourceFolder &folder,
                 const std::vector<python::Parameter> &parameters)
{
    Templates templates(0);
    const PromptTemplate compiled = PromptTemplate::load(node, folder, ListStyle::Python, templates);
    checkVariables(node, compiled.variables(), parameters);
}

void checkLiterals(const flow::Node &node, const std::vector<python::Parameter> &parameters)
{
    for (const auto &[name, binding] : node.inputs) {
        const auto parameter = std::ranges::find(parameters, name, &python::Parameter::name);
        const std::optional<flow::ValueType> type = parameter == parameters.end()
                                                        ? std::nullopt
                                                        : flow::valueType(parameter->type);
        const bool isLiteral = binding.kind == flow::Binding::Kind::Literal;
        if (!type || !isLiteral || binding.literal.isNull() || binding.literal == Value(""))
            continue;
        try {
            static_cast<void>(flow::parseAs(*type, binding.literal));
        } catch (const Error &) {
            throw literalError(node, name, binding, parameter->type);
        }
    }
}

std::string promptTextOf(const flow::Node &node, const flow::SourceFolder &folder)
{
    if (node.source.path.empty())
        return {};
    const std::filesystem::path file = flow::pathInFolder(folder, node.source.path);
    if (!flow::hasFile(folder, file))
        return {};
    return readTemplate(folder, file, node.source.path);
}

Dict PackageTool::variablesOf(const Dict &inputs) const
{
    Dict variables;
    for (const auto &[name, value] : inputs) {
        if (!name.isString() || !isParameter(name.asString()))
            variables.append(name, value);
    }
    return variables;
}

Value inputOf(const ToolContext &context, std::string_view name, const Value &fallback)
{
    const Value *value = context.inputs.find(name);
    return value ? *value : fallback;
}

Error toolExecutionError(const flow::Node &node, const std::string &sentence)
{
    return Error(ErrorCode::NodeFailed,
                 tr("Node '%1' failed: %2.", node.name, sentence),
                 tr("Look at the inputs its tool takes: `postern tool show %1`.", node.source.tool),
                 node.place)
        .as({"UserError", "ToolExecutionError"},
            "Execution failure in '" + node.name + "': (TypeError) " + sentence);
}

const connection::Connection &requireConnection(const ToolContext &context)
{
    if (context.connection)
        return *context.connection;
    throw toolExecutionError(context.node, "missing 1 required positional argument: 'connection'");
}

} // namespace postern::tool
