// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <optional>

namespace postern::debug {

/// What doesn't fit in what a node gave: an llm node that was asked for JSON, or for JSON of a
/// schema, answered otherwise; an output of the flow that takes it as it is wants another type.
/// Nothing when all fits, or nothing is said of it. `flow`: the node's, or null.
std::optional<Message> outputMismatch(const flow::Flow *flow,
                                      const flow::Node &node,
                                      const Value &output);
/// What doesn't fit in the inputs that a node is about to get: one that it takes from an input of
/// the flow and that isn't of that type.
std::optional<Message> inputMismatch(const flow::Flow *flow,
                                     const flow::Node &node,
                                     const Value &inputs);

/// Whether a node looks something up: its tool, its name or its file says so.
bool isRetrieval(const flow::Node &node);
/// Whether a search with this result found nothing: nothing at all, or a list, a dict or a text
/// without anything in it, or such in its members.
bool isEmptyResult(const Value &output);

} // namespace postern::debug
