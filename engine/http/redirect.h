// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/message.h"

#include <string>
#include <string_view>

namespace postern::http {

/// Where an answer to a request for `from` sends it: an absolute http or https URL, or empty for an
/// answer that sends it nowhere.
std::string redirectTarget(const ResponseHead &head, std::string_view from);

/// Whether the request is to be sent there as it is: method and body (307, 308).
bool isSameRequest(int status);

/// Whether both lead to the same server: host, port and scheme, or from http to https of it on their
/// usual ports.
bool isSameHost(std::string_view from, std::string_view to);

} // namespace postern::http
