// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/pyobject/pyerror.h"
#include "engine/pyobject/work.h"

#include <cstddef>

namespace postern::pyobject {

/// One level of a walk through a value: what holds it is deep without end, or shares its parts so
/// that there are more of them than one could ever visit. Throws the limit error for both.
class Walk
{
public:
    /// `parts` are looked at on this level; `message` is Python's for too deep a value.
    Walk(std::size_t parts, int mostDepth, const char *message)
    {
        if (s_depth == 0)
            s_parts = 0;
        if (s_depth > mostDepth)
            throw PyError::limit(message, "RecursionError");
        countWork(16 + 16 * parts);
        s_parts += parts;
        if (s_parts > kMostParts)
            throw PyError::limit("the value has more parts than can be looked at");
        ++s_depth;
    }
    ~Walk() { --s_depth; }
    Walk(const Walk &) = delete;
    Walk &operator=(const Walk &) = delete;

private:
    static constexpr std::size_t kMostParts = 10'000'000;
    static inline thread_local int s_depth = 0;
    static inline thread_local std::size_t s_parts = 0;
};

} // namespace postern::pyobject
