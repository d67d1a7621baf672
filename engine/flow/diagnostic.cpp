// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/diagnostic.h"

namespace postern::flow {

Error toError(const Diagnostic &diagnostic)
{
    Error error(ErrorCode::InvalidFlow, diagnostic.message, diagnostic.hint, diagnostic.place);
    if (diagnostic.promptflow)
        return std::move(error).as(diagnostic.promptflow->codes, diagnostic.promptflow->message);
    return error;
}

} // namespace postern::flow
