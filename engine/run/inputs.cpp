// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/inputs.h"

#include "engine/base/pyrepr.h"
#include "engine/connection/connectiontype.h"
#include "engine/flow/inputtypes.h"
#include "engine/run/notready.h"

#include <algorithm>

namespace postern::run {

namespace {

const std::vector<std::string> kInvalidRequest{"UserError", "ValidationError", "InvalidFlowRequest"};

std::vector<std::string> requestCodes(const char *className)
{
    std::vector<std::string> codes = kInvalidRequest;
    codes.emplace_back(className);
    return codes;
}

std::string pythonList(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + py::reprString(name);
    return "[" + text + "]";
}

Error literalError(const flow::Node &node,
                   const std::string &name,
                   const flow::Binding &binding,
                   const std::string &type)
{
    const std::string value = py::str(binding.literal);
    Error error(ErrorCode::InvalidFlow,
                tr("Input '%1' of node '%2' is no %3.", name, node.name, type),
                tr("Write a value of type %1, or bind the input to one.", type),
                binding.place);
    return std::move(error).as(requestCodes("NodeInputValidationError"),
                               "Input '" + name + "' for node '" + node.name + "' of value '"
                                   + value + "' is not type " + type + ".");
}

/// Checks the connection a literal names. The worker is given the name.
void checkConnection(const flow::Node &node,
                     const flow::Binding &binding,
                     const python::Parameter &parameter,
                     const connection::ConnectionSet &connections)
{
    const connection::Connection &found = connections.get(py::str(binding.literal));
    const std::string className = found.className();
    const std::vector<std::string> &types = parameter.connectionTypes;
    // A class that isn't prompt flow's own is a strong-type custom connection: the worker makes it.
    const bool isStrongType = className == "CustomConnection"
                              && std::ranges::none_of(types, [](const std::string &type) {
                                     return connection::findConnectionType(type) != nullptr;
                                 });
    if (isStrongType || std::ranges::find(types, className) != types.end())
        return;
    Error error(ErrorCode::InvalidFlow,
                tr("Input '%1' of node '%2' wants a %3, and '%4' is a %5.",
                   parameter.name,
                   node.name,
                   parameter.type,
                   found.name,
                   className),
                tr("Name a connection of that type."),
                binding.place);
    throw std::move(error).as(requestCodes("NodeInputValidationError"),
                              "Input '" + parameter.name + "' for node '" + node.name
                                  + "' of type '" + className + "' is not supported, valid types "
                                  + pythonList(types) + ".");
}

/// A literal as `type` takes it. What comes out as it went in keeps its classes, as the objects of
/// prompt flow's YAML reader pass its parsing untouched; int(), float(), str() make plain ones.
flow::Binding parsedLiteral(flow::ValueType type, const flow::Binding &binding)
{
    flow::Binding parsed = binding;
    parsed.literal = flow::parseAs(type, binding.literal);
    const bool isPlain = type <= flow::ValueType::String
                         || parsed.literal.kind() != binding.literal.kind()
                         || (parsed.literal.isString() && !(parsed.literal == binding.literal));
    if (isPlain)
        parsed.literalClasses = Value();
    return parsed;
}

} // namespace

Dict completeInputs(const flow::Flow &flow, const Dict &given, std::optional<std::size_t> line)
{
    flow::requireInputs(flow, given);
    Dict inputs = given;
    const flow::FlowInput *history = flow.chatHistory();
    const bool hasDefault = history && history->defaultValue && !history->defaultValue->isNull();
    if (history && !hasDefault && !given.contains(history->name))
        inputs.append(Value(history->name), Value(List()));
    inputs = flow::resolveInputs(flow, inputs, line);
    Dict ordered;
    for (const flow::FlowInput &input : flow.inputs)
        ordered.append(Value(input.name), *inputs.find(std::string_view(input.name)));
    for (const auto &[key, value] : inputs) {
        if (!ordered.find(key))
            ordered.append(key, value);
    }
    return ordered;
}

flow::Node withLiteralsConverted(const flow::Node &node,
                                 const std::vector<python::Parameter> &parameters,
                                 const connection::ConnectionSet &connections)
{
    flow::Node converted = node;
    converted.inputs.clear();
    for (const auto &[name, binding] : node.inputs) {
        if (binding.kind != flow::Binding::Kind::Literal) {
            converted.inputs.emplace_back(name, binding);
            continue;
        }
        if (binding.literal.isNull() || binding.literal == Value(""))
            continue;
        flow::Binding literal = binding;
        const auto parameter = std::ranges::find(parameters, name, &python::Parameter::name);
        if (parameter != parameters.end() && parameter->isConnection) {
            checkConnection(node, binding, *parameter, connections);
        } else if (parameter != parameters.end()) {
            try {
                const std::optional<flow::ValueType> type = flow::valueType(parameter->type);
                if (type)
                    literal = parsedLiteral(*type, binding);
            } catch (const Error &) {
                throw literalError(node, name, binding, parameter->type);
            }
        }
        converted.inputs.emplace_back(name, std::move(literal));
    }
    return converted;
}

Error imageLiteralError(const std::string &name, const flow::Binding &binding, const Error &inner)
{
    const std::string className = inner.promptflow() ? inner.promptflow()->codes.back() : "Error";
    const std::string message = inner.promptflow() ? inner.promptflow()->message : inner.message();
    Error error(inner.code(),
                tr("The image of input '%1' can't be loaded: %2", name, inner.translatableMessage()),
                inner.translatableHint(),
                binding.place);
    return std::move(error).as(requestCodes("NodeInputValidationError"),
                               "Failed to load image for input '" + name + "': (" + className + ") "
                                   + message);
}

Error assistantError(const flow::Binding &binding, const Error &inner)
{
    if (!inner.promptflow())
        return inner;
    Error error(inner.code(),
                inner.translatableMessage(),
                tr("Look at %1; a connection that it names must be one of a node's inputs, too.",
                   py::str(binding.literal)),
                binding.place);
    error.setDetails(inner.details());
    return std::move(error).as(inner.promptflow()->codes, inner.promptflow()->message);
}

Error toolLoadError(const flow::Node &node, const Error &inner)
{
    if (inner.code() == ErrorCode::Cancelled || inner.code() == ErrorCode::EnvironmentFailed)
        return inner;
    std::vector<std::string> codes{"SystemError"};
    std::string message = inner.message();
    if (inner.promptflow()) {
        codes = inner.promptflow()->codes;
        if (!inner.promptflow()->message.empty())
            message = inner.promptflow()->message;
    }
    const std::string className = codes.size() == 1 && codes[0] == "UserError"
                                      ? "UserErrorException"
                                      : codes.back();
    Error error(inner.code(),
                notReady(node.name, inner.translatableMessage()),
                inner.translatableHint(),
                inner.place() ? inner.place() : node.place);
    error.setDetails(inner.details());
    return std::move(error).as(std::move(codes),
                               "Tool load failed in '" + node.name + "': (" + className + ") "
                                   + message);
}

} // namespace postern::run
