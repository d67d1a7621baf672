// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/tool/escape.h"

#include <string_view>

namespace postern::tool {

/// Splits a rendered chat prompt into messages as prompt flow's parse_chat does: a list of dicts
/// with role and content, name, tool_calls or tool_call_id, as the service takes them. Stand-ins
/// of `roles` are put back after the splitting.
/// Throws Error NodeFailed: ChatAPIInvalidRole, ChatAPIFunctionRoleInvalidFormat,
/// ChatAPIToolRoleInvalidFormat.
List messagesOf(std::string_view rendered, const EscapeMap &roles = {});

} // namespace postern::tool
