// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

namespace postern {

/// Tokens that a model counted.
struct TokenUsage
{
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::int64_t total = 0;

    TokenUsage &operator+=(const TokenUsage &other)
    {
        prompt += other.prompt;
        completion += other.completion;
        total += other.total;
        return *this;
    }
};

} // namespace postern
