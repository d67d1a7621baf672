// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/tool/escape.h"
#include "engine/tool/promptimages.h"
#include "engine/tool/roleheader.h"

#include <span>
#include <string_view>

namespace postern::tool {

/// Splits a rendered chat prompt into messages as prompt flow's parse_chat does: a list of dicts
/// with role and content, name, tool_calls or tool_call_id, as the service takes them. Stand-ins
/// of `roles` are put back after the splitting. Lines that stand for one of `images` make the
/// message's content a list of parts. Only `validRoles` open messages.
/// Throws Error NodeFailed: ChatAPIInvalidRole, ChatAPIFunctionRoleInvalidFormat,
/// ChatAPIToolRoleInvalidFormat.
List messagesOf(std::string_view rendered,
                const EscapeMap &roles = {},
                const PromptImages &images = {},
                std::string_view detail = "auto",
                std::span<const std::string_view> validRoles = kRoles);

} // namespace postern::tool
