// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::azure {

/// What a service says about a request that it refused, whatever form it says it in. Without
/// registered secrets.
struct ServiceError
{
    std::string message; ///< as the openai package finds it: of OpenAI's form or beside it
    std::string shown;   ///< what to show of it: the message, else what else it says, or the page
    std::string code;
    std::string type;
    std::string param;
    std::vector<std::string> filtered; ///< what a content filter found: "hate (high)"
};

/// Reads the body of an answer: OpenAI's `{"error": {...}}`, FastAPI's `detail`, problem details,
/// other JSON, plain text or a page of HTML; at most 500 characters of it are shown.
ServiceError readServiceError(std::string_view body);
/// The same of a body that is JSON.
ServiceError readServiceError(const Value &document);

} // namespace postern::azure
