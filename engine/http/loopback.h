// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/server.h"

#include <optional>
#include <string_view>

namespace postern::http {

/// Why a request isn't answered.
struct RefusedRequest
{
    int status;
    std::string_view message;
};

/// What a server on loopback refuses: requests that name another host than loopback, or come from
/// a page of another origin. So no web page reaches it by a name that was rebound.
std::optional<RefusedRequest> refusedOnLoopback(const ServerRequest &head);

} // namespace postern::http
