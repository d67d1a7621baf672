// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/children.h"
#include "engine/jinja/parser.h"
#include "engine/pyobject/pyerror.h"

#include <algorithm>

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

template<typename T>
std::unique_ptr<T> Parser::measured(std::unique_ptr<T> node)
{
    constexpr std::uint16_t kMaxHeight = 400;
    forEachChild(*node, [&node](NodePtr &child) {
        node->height = std::max<std::uint16_t>(node->height,
                                               static_cast<std::uint16_t>(child->height + 1));
    });
    if (node->height > kMaxHeight)
        throw PyError::limit("the template is nested too deeply", "RecursionError");
    return node;
}

} // namespace postern::jinja
