// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/nodeinputs.h"

#include "engine/flow/inputtypes.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::run {

namespace {

using Kind = flow::Binding::Kind;

/// What stands between "${" and "}".
std::string_view referenceName(const flow::Binding &binding)
{
    const std::string_view text = binding.text;
    return text.size() > 3 ? text.substr(2, text.size() - 3) : text;
}

/// The name by which a value can be given, beside the input's own.
std::string givenName(const flow::Binding &binding)
{
    if (binding.kind != Kind::NodeOutput)
        return std::string(referenceName(binding));
    const std::string section = binding.name + "." + binding.section;
    return binding.property.empty() ? section : section + "." + binding.property;
}

const Value *findGiven(const Dict &given, std::string_view name, const flow::Binding &binding)
{
    const Value *value = given.find(std::string_view(givenName(binding)));
    return value ? value : given.find(name);
}

Value parsedInput(const flow::Node &node,
                  const std::string &name,
                  const flow::FlowInput &input,
                  const Value &value)
{
    try {
        const std::optional<flow::ValueType> type = flow::valueType(input.type);
        return type ? flow::parseAs(*type, value) : value;
    } catch (const Error &) {
        Error error(ErrorCode::InvalidInput,
                    tr("The value of input '%1' is a %2 that can't be read as %3.",
                       name,
                       value.typeName(),
                       input.type),
                    tr("Give a value of type %1.", input.type));
        throw std::move(error)
            .as({"UserError", "ValidationError", "InvalidFlowRequest", "InputTypeError"},
                "The input for node is incorrect. Value for input '" + name + "' of node '"
                    + node.name + "' is not type '" + input.type
                    + "'. Please review and rectify the input data.");
    }
}

Error missingInputs(const flow::Node &node, const std::vector<std::string> &missing)
{
    std::string names;
    for (const std::string &name : missing)
        names += (names.empty() ? "'" : ", '") + name + "'";
    Error error(ErrorCode::InvalidInput,
                tr("Node '%1' needs a value for %2.", node.name, names),
                tr("Give it with --inputs %1=VALUE.", missing.front()),
                node.place);
    return std::move(error).as({"UserError"},
                               "Required input(s) [" + names + "] are missing for \"" + node.name
                                   + "\".");
}

} // namespace

std::vector<std::string> inputNamesOf(const flow::Flow &flow, const flow::Node &node)
{
    std::vector<std::string> names;
    for (const auto &[name, binding] : node.inputs) {
        if (binding.kind == Kind::Literal)
            continue;
        names.push_back(name);
        names.push_back(givenName(binding));
    }
    for (const flow::FlowInput &input : flow.inputs)
        names.push_back(input.name);
    return names;
}

LoneNode loneNode(const flow::Flow &flow, const flow::Node &node, const Dict &given)
{
    LoneNode lone;
    lone.planned.node = node;
    lone.planned.node.activate.reset();
    std::vector<std::string> missing;
    for (auto &[name, binding] : lone.planned.node.inputs) {
        if (binding.kind == Kind::Literal)
            continue;
        const Value *value = findGiven(given, name, binding);
        const flow::FlowInput *input = binding.kind == Kind::FlowInput ? flow.input(binding.name)
                                                                       : nullptr;
        if (!value && input && input->defaultValue && !input->defaultValue->isNull())
            value = &*input->defaultValue;
        if (!value) {
            missing.push_back(name);
            continue;
        }
        Value taken = *value;
        if (input)
            taken = parsedInput(node, name, *input, taken);
        else if (const Value *part = taken.find(binding.property); part && !binding.property.empty())
            taken = *part;
        if (node.aggregation)
            taken = Value(List{taken});
        if (input) {
            lone.flowInputs.set(Value(binding.name), std::move(taken));
        } else {
            binding.kind = Kind::Literal;
            binding.literal = std::move(taken);
        }
    }
    if (!missing.empty())
        throw missingInputs(node, missing);
    return lone;
}

} // namespace postern::run
