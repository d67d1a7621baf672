// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "engine/tool/escape.h"

namespace postern::tool {

/// The inputs of a node's template with the role words of what came from outside replaced.
struct GuardedInputs
{
    Dict variables;
    EscapeMap roles; ///< empty: nothing had to be replaced
};

/// The guarded text of a prompt node, if an input is the whole output of one.
const EscapedPrompt *escapedPromptOf(const flow::Binding *binding,
                                     const Value &value,
                                     const EscapedPrompts *prompts);

/// Replaces them in what is bound directly to flow inputs, and takes the guarded text of prompt
/// nodes whose whole output an input is.
GuardedInputs guardInputs(const flow::Node &node,
                          const Dict &variables,
                          const EscapedPrompts *prompts);

} // namespace postern::tool
