// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"
#include "engine/http/message.h"

#include <string>
#include <string_view>

namespace postern::serve {

/// JSON as prompt flow's server writes it: sorted keys, no spaces, a line break at the end.
http::Response jsonAnswer(const Value &value, int status = 200);
http::Response textAnswer(std::string text, int status, std::string_view type = "text/plain");

/// {"error": {"code", "message"}} of an error, with the status that prompt flow gives it: 400 for what
/// it calls a UserError, 500 for the rest. Secrets are masked.
http::Response errorAnswer(const Error &error);
/// The same of an error that is no flow's.
http::Response errorAnswer(int status, std::string_view code, std::string_view message);

} // namespace postern::serve
