// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/openaiclient.h"

#include <functional>
#include <optional>
#include <string_view>

namespace postern::tool {

/// Whether the answer to a request is one text, of which a stream loses nothing: no functions or
/// tools, no more than one choice.
bool isOneText(const Dict &body);

/// Asks as OpenAiClient::send() does and gives the same answer, but tells its text while it comes:
/// for eyes, where nothing of the flow asks for a stream. Nothing when the service doesn't take
/// such a request or its stream holds no text, which can mean null: then the answer is to be asked
/// for whole. Throws Error for failures that a request without a stream would meet too.
Task<std::optional<Value>> streamedAnswer(const azure::OpenAiClient &model,
                                          azure::OpenAiOperation operation,
                                          Dict body,
                                          const std::function<void(std::string_view)> &onText);

} // namespace postern::tool
