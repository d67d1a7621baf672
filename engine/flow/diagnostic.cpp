// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/diagnostic.h"

#include <algorithm>

namespace postern::flow {

bool hasErrors(const std::vector<Diagnostic> &diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic &diagnostic) {
        return diagnostic.severity == Severity::Error;
    });
}

Error toError(const Diagnostic &diagnostic)
{
    Error error(ErrorCode::InvalidFlow, diagnostic.message, diagnostic.hint, diagnostic.place);
    if (diagnostic.promptflow)
        return std::move(error).as(diagnostic.promptflow->codes, diagnostic.promptflow->message);
    return error;
}

} // namespace postern::flow
