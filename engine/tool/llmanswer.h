// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>

namespace postern::tool {

/// The node's value of a chat answer: the text of its first choice, or with `wantsMessage` the
/// message itself, its fields in the order in which the openai package gives them.
/// Throws Error NodeFailed (LLMError) for an answer without choices.
Value chatResult(const Value &answer, bool wantsMessage);
/// The text of a completion's first choice.
Value completionResult(const Value &answer);
/// The text that a streamed chunk adds; empty for one that adds none.
std::string chunkText(const Value &chunk, bool isChat);

} // namespace postern::tool
