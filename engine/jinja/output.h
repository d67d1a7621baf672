// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/jinja/values.h"
#include "engine/pyobject/memory.h"
#include "engine/pyobject/operators.h"

#include <string>
#include <utility>

namespace postern::jinja {

/// What a template, a macro or a block writes, while it does.
struct Output
{
    std::string text;

    /// To be called when the text has grown: it is bounded as any text, and counts as held. Throws
    /// the limit error.
    void check()
    {
        checkTextSize(text.size());
        m_held.growTo(text.capacity());
    }
    /// The text for an object, which counts it in its turn.
    std::string take()
    {
        m_held.release();
        return std::move(text);
    }

private:
    Memory::Share m_held;
};

} // namespace postern::jinja
