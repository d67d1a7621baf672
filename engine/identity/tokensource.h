// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/http/client.h"
#include "engine/identity/cloud.h"
#include "engine/identity/identity.h"
#include "engine/identity/token.h"

#include <functional>
#include <memory>
#include <string>

namespace postern::identity {

/// Who gives tokens. Belongs to the loop.
class TokenSource
{
public:
    virtual ~TokenSource() = default;
    /// A new token for a scope. Throws Error ConnectionFailed with what refused it and why.
    virtual Task<Token> fetch(std::string scope) = 0;
};

/// Shows somebody where to go and which code to enter there.
using ShowCode = std::function<void(const std::string &sentence)>;

/// The source of an identity. The client carries the requests and must outlive it.
std::unique_ptr<TokenSource> sourceOf(const Identity &identity,
                                      http::Client &client,
                                      ShowCode showCode);

} // namespace postern::identity
