// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/azure/openaiclient.h"
#include "engine/tool/modellimits.h"
#include "engine/tool/tool.h"

#include <string>

namespace postern::tool {

/// A request to a chat or completion model.
struct ModelCall
{
    azure::OpenAiOperation operation = azure::OpenAiOperation::Chat;
    Dict body;
    bool stream = false; ///< the node asks for a stream; its body says so too
    /// Nobody does, but the text may be shown while it comes.
    bool show = false;
    bool wantsMessage = false; ///< the result is the whole message instead of its text
    std::string calledFrom;    ///< Azure is told which tool asks; empty: it isn't
};

/// Sends it by the context's connection and gives the node's value; chunks and tokens are told to
/// the context. A model that refuses a parameter of `limits`' kind is asked again without it.
/// Throws Error: see azure::OpenAiClient, and LLMError for a body that JSON has no form for.
Task<Value> callModel(ModelLimits &limits, ModelCall call, const ToolContext &context);

} // namespace postern::tool
