// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/renderedtext.h"
#include "engine/jinja/values.h"
#include "engine/pyobject/memory.h"
#include "engine/pyobject/operators.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::jinja {

/// What a template, a macro or a block writes, while it does.
struct Output
{
    std::string text;
    std::vector<TextRange> *inserted = nullptr; ///< where it is kept which parts came from values

    /// To be called when the text has grown: it is bounded as any text, and counts as held. Throws
    /// the limit error.
    void check()
    {
        checkTextSize(text.size());
        m_held.growTo(text.capacity());
    }
    /// To be called when a value has been written, which began there.
    void noteInserted(std::size_t begin) const
    {
        constexpr std::size_t kMostInserted = 10'000;
        if (inserted == nullptr || begin == text.size())
            return;
        if (!inserted->empty() && inserted->back().end == begin)
            inserted->back().end = text.size();
        else if (inserted->size() < kMostInserted)
            inserted->push_back({begin, text.size()});
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
