// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// The types of prompt flow's inputs and outputs (ValueType of contracts/tool.py).
enum class ValueType {
    Int,
    Double,
    Bool,
    String,
    Secret,
    PromptTemplate,
    List,
    Object,
    FilePath,
    Image,
    AssistantDefinition
};

/// The type of that name, case and all; nothing for an unknown one.
std::optional<ValueType> valueType(std::string_view name);
std::string_view toString(ValueType type);

/// A value as this type takes it, by Python's own rules: int("1_000"), float("nan"), str([1]),
/// json.loads for lists and objects. Types beyond these leave the value alone.
/// Throws Error InvalidInput whose prompt flow codes end with Python's exception
/// ("ValueError", "TypeError", "OverflowError", "JSONDecodeError") and whose prompt flow message
/// is Python's.
Value parseAs(ValueType type, const Value &value);

/// A flow input's value in its declared type. `line` is the row of the data; a flow test is row 0,
/// serving has none. Throws Error InvalidInput with prompt flow's InputParseError or InputTypeError.
Value parseFlowInput(const FlowInput &input, const Value &value, std::optional<std::size_t> line);

/// The inputs with the defaults of those that are absent, every declared one in its type; what
/// isn't declared stays as it is. An explicit null is not absent.
/// Throws as parseFlowInput, and InputNotFound for an input without value and default.
Dict resolveInputs(const Flow &flow, const Dict &given, std::optional<std::size_t> line);

/// The declared inputs that have neither value nor default, in the flow's order. The chat history
/// is never missing: `pf` starts with an empty list.
std::vector<std::string> missingInputs(const Flow &flow, const Dict &given);

/// Throws what `pf flow test` says before it runs when inputs are missing.
void requireInputs(const Flow &flow, const Dict &given);

} // namespace postern::flow
