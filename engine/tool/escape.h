// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/renderedtext.h"
#include "engine/base/value.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::tool {

/// Stand-ins of role words, as pairs {stand-in, word}: while a prompt is rendered and split into
/// messages, the word "system" of a user's text is a random id, so that it can't open a message.
using EscapeMap = std::vector<std::pair<std::string, std::string>>;

/// What a prompt node rendered, with the guard that travels along: prompt flow's PromptResult.
struct EscapedPrompt
{
    std::string text;    ///< as the node's output shows it
    std::string escaped; ///< the same with stand-ins
    EscapeMap roles;
};

/// The guarded results of one line's prompt nodes, by node name. The run keeps one of these a
/// line; the tools read and write it.
using EscapedPrompts = std::map<std::string, EscapedPrompt, std::less<>>;

/// Adds the words of a value that would open a chat message, each spelling once with a fresh
/// stand-in. Looks into strings, lists and dicts.
///
/// Stricter than prompt flow, which passes over lists outside Azure's chat, keys of dicts, and a
/// header that ends its text without a line end (the template may supply it).
void collectRoles(const Value &value, EscapeMap &roles);
/// The value with every such word replaced by its stand-in, wherever it occurs in a text that would
/// open a message. Other texts stay: the role of a message of the history is one.
Value escapeRoles(const Value &value, const EscapeMap &roles);
/// The text with the words back in place.
std::string unescapeRoles(std::string text, const EscapeMap &roles);
/// As above; what came from values is marked as before.
RenderedText unescapeRoles(RenderedText rendered, const EscapeMap &roles);
/// As above, in all texts of a value.
Value unescapeRoles(const Value &value, const EscapeMap &roles);

} // namespace postern::tool
