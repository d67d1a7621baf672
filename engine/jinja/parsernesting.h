// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/parser.h"
#include "engine/jinja/pyerror.h"

namespace postern::jinja {

class Parser::Nesting
{
public:
    explicit Nesting(int &depth)
        : m_depth(depth)
    {
        if (m_depth >= kMaxDepth)
            throw PyError::limit("the template is nested too deeply", "RecursionError");
        ++m_depth;
    }
    ~Nesting() { --m_depth; }
    Nesting(const Nesting &) = delete;
    Nesting &operator=(const Nesting &) = delete;

private:
    static constexpr int kMaxDepth = 250;

    int &m_depth;
};

} // namespace postern::jinja
