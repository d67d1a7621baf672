// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/run/gate.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace postern::replay {

/// What nodes gave in an earlier run, by name.
using NodeOutputs = std::map<std::string, Value, std::less<>>;

/// A gate that gives nodes outputs which are known already: they don't run and count as cached. Nodes
/// of flows that code calls aren't meant.
class GivenOutputs final : public run::Gate
{
public:
    explicit GivenOutputs(NodeOutputs outputs)
        : m_outputs(std::move(outputs))
    {}

    Task<run::BeforeDecision> beforeNode(const run::NodeVisit &visit) override;
    Task<run::AfterDecision> afterNode(const run::NodeVisit &, const run::NodeOutcome &) override;

private:
    const NodeOutputs m_outputs;
};

} // namespace postern::replay
