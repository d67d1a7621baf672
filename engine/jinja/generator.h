// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/values.h"
#include "engine/pyobject/hostobject.h"

namespace postern::jinja {

/// A Python generator: `Next` is `bool(Runtime &, Object &item)`, false at the end, and is
/// called for the first time when somebody wants the first item.
template<typename Next>
class Generator final : public Iterator
{
public:
    explicit Generator(Next next)
        : m_next(std::move(next))
    {}

    bool next(Runtime &runtime, Object &item) override
    {
        if (m_done)
            return false;
        // One that raised is over.
        m_done = true;
        m_done = !m_next(runtime, item);
        return !m_done;
    }

private:
    Next m_next;
    bool m_done = false;
};

template<typename Next>
Object generator(Next next)
{
    return Object(new Generator<Next>(std::move(next)));
}

} // namespace postern::jinja
