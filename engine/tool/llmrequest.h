// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/tool/llmapi.h"

#include <string>

namespace postern::tool {

/// The parameters an LLM node was called with, by name. What wasn't given has its default.
class LlmArguments
{
public:
    LlmArguments(const LlmApi &api, const Dict &inputs);

    /// Null when it wasn't given and has no other default.
    Value get(std::string_view name, const Value &fallback = {}) const;
    const LlmApi &api() const { return m_api; }
    /// What isn't a parameter: the template's variables.
    const Dict &variables() const { return m_variables; }
    /// Whether the result is the whole message instead of its text.
    bool wantsMessage() const;

private:
    const LlmApi &m_api;
    Dict m_parameters;
    Dict m_variables;
};

/// The deployment on Azure, else the model. Throws Error NodeFailed (LLMError) without one.
Value modelOf(const LlmArguments &arguments);

/// The bodies that prompt flow sends, field by field in its order.
/// Throws Error NodeFailed: LLMError for what isn't a number, ChatAPIInvalidFunctions,
/// ChatAPIInvalidTools.
Dict chatBody(const LlmArguments &arguments, List messages, bool stream);
Dict completionBody(const LlmArguments &arguments, std::string prompt, bool stream);

} // namespace postern::tool
