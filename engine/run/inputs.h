// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "engine/python/worker.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::run {

/// The inputs of a line: in the order the flow declares them, defaults filled in where a key is
/// absent, in their types, unknown ones after. A chat history that is absent becomes [].
/// Throws Error InvalidInput: prompt flow's UserErrorException that names every missing input,
/// InputTypeError or InputParseError, worded for that line, or for none.
Dict completeInputs(const flow::Flow &flow, const Dict &given, std::optional<std::size_t> line = 0);

/// A python node with its literal inputs converted to the types of the tool's parameters; those
/// that are null or "" are left out (prompt flow's _convert_literal_input_types).
/// Throws Error InvalidFlow (NodeInputValidationError), not yet wrapped as ResolveToolError.
flow::Node withLiteralsConverted(const flow::Node &node,
                                 const std::vector<python::Parameter> &parameters,
                                 const connection::ConnectionSet &connections);

/// The error of a literal that should be an image and isn't (NodeInputValidationError).
Error imageLiteralError(const std::string &name, const flow::Binding &binding, const Error &inner);

/// The error of a literal that names the file of an assistant that can't be made ready: `inner`
/// with a hint of ours.
Error assistantError(const flow::Binding &binding, const Error &inner);

/// The error of a tool that could not be made ready, as prompt flow wraps it: "Tool load failed in
/// 'node': (Class) message", with the codes of the inner error. A cancellation and a Python that
/// doesn't start stay what they are.
Error toolLoadError(const flow::Node &node, const Error &inner);

} // namespace postern::run
