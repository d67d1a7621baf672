// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/http/message.h"
#include "engine/http/url.h"
#include "engine/identity/token.h"

#include <cstdint>
#include <string>

namespace postern::identity {

/// No answer with a token is longer.
constexpr std::uint64_t kMostAnswer = 1U << 20U;

/// "a=b&c=d", escaped.
std::string formOf(const http::Query &fields);
/// A POST of a form to Entra.
http::Request entraRequest(std::string url, const http::Query &fields);
/// What the body says; an empty dict where it is no JSON object.
Value answerOf(const http::Response &response);
/// Why there is no token, and what to do. `who` gave the answer.
Error refusedBy(const std::string &who, const http::Response &response);
/// The token that the answer holds. Throws refusedBy().
Token tokenFrom(const std::string &who, const http::Response &response, Time now);

} // namespace postern::identity
