// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

namespace postern::tool {

/// Checks the `functions` of a chat request as prompt flow does before it sends them.
/// Throws Error NodeFailed with ChatAPIInvalidFunctions.
void checkFunctions(const Value &functions);
/// The same for `tools`: ChatAPIInvalidTools.
void checkTools(const Value &tools);
/// What is sent as `function_call`: "auto" for none. Throws ChatAPIInvalidFunctions.
Value functionCallOf(const Value &functionCall);
/// What is sent as `tool_choice`: "auto" for none. Throws ChatAPIInvalidTools.
Value toolChoiceOf(const Value &toolChoice);

} // namespace postern::tool
