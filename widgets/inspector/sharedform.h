// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/inspector/nodeform.h"

#include <vector>

namespace postern::widgets {

/// One of several nodes that are shown together.
struct SharedNode
{
    flow::Node node;
    graph::NodeKind kind = graph::NodeKind::Python;
    FormFacts facts;
};

/// The settings that all of them have. One that they don't agree on is empty and says so; what is
/// typed goes to every node, as one step.
std::vector<FormField> sharedSettings(const std::vector<SharedNode> &nodes);

/// Their inputs: those that all of them have are edited together, of the others it says who has them.
std::vector<FormField> sharedInputs(const std::vector<SharedNode> &nodes);

} // namespace postern::widgets
