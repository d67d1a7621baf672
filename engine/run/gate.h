// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <optional>
#include <variant>

namespace postern::run {

/// Go on as if there were no gate.
struct Proceed
{};
/// Don't run the node (or replace what it gave): use this value. `cached` shows in its state.
struct UseValue
{
    Value value;
    bool cached = false;
};
/// The node counts as failed.
struct FailWith
{
    Error error;
};
using GateDecision = std::variant<Proceed, UseValue, FailWith>;

/// What a gate is shown after a node ran: its output, or its error.
struct NodeOutcome
{
    Value output;
    std::optional<Error> error;
};

/// The executor's only two questions (architecture rule 3). A gate that wants to hold a node
/// simply doesn't answer yet: held time counts towards no time-out, a held failure doesn't fail
/// the line. Debugger, cache, pins and replay are gates.
class Gate
{
public:
    virtual ~Gate() = default;
    virtual Task<GateDecision> beforeNode(const flow::Node &node, const Dict &inputs) = 0;
    virtual Task<GateDecision> afterNode(const flow::Node &node, const NodeOutcome &outcome) = 0;
};

} // namespace postern::run
