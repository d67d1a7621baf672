// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/promptguard.h"

namespace postern::tool {

const EscapedPrompt *escapedPromptOf(const flow::Binding *binding,
                                     const Value &value,
                                     const EscapedPrompts *prompts)
{
    if (!prompts || !binding || binding->kind != flow::Binding::Kind::NodeOutput
        || !binding->property.empty() || !value.isString())
        return nullptr;
    const auto found = prompts->find(binding->name);
    // A value that a gate put in the place of the node's is another text.
    const bool isSame = found != prompts->end() && found->second.text == value.asString();
    return isSame ? &found->second : nullptr;
}

GuardedInputs guardInputs(const flow::Node &node,
                          const Dict &variables,
                          const EscapedPrompts *prompts)
{
    EscapeMap fromPrompts;
    EscapeMap fromInputs;
    for (const auto &[name, value] : variables) {
        const flow::Binding *binding = node.input(name.asString());
        if (binding && binding->kind == flow::Binding::Kind::FlowInput)
            collectRoles(value, fromInputs);
        else if (const EscapedPrompt *prompt = escapedPromptOf(binding, value, prompts))
            fromPrompts.insert(fromPrompts.end(), prompt->roles.begin(), prompt->roles.end());
    }
    GuardedInputs guarded;
    for (const auto &[name, value] : variables) {
        const flow::Binding *binding = node.input(name.asString());
        if (binding && binding->kind == flow::Binding::Kind::FlowInput)
            guarded.variables.append(name, escapeRoles(value, fromInputs));
        else if (const EscapedPrompt *prompt = escapedPromptOf(binding, value, prompts))
            guarded.variables.append(name, Value(prompt->escaped));
        else
            guarded.variables.append(name, value);
    }
    guarded.roles = std::move(fromPrompts);
    guarded.roles.insert(guarded.roles.end(), fromInputs.begin(), fromInputs.end());
    return guarded;
}

} // namespace postern::tool
