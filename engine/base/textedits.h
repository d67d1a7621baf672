// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/textedit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace postern {

/// Edits of one text that are done together: sorted, disjoint, and every offset means the text as
/// it is before all of them.
class TextEdits
{
public:
    TextEdits() = default;
    TextEdits(TextEdit edit) { add(std::move(edit)); }

    /// Adds one; an empty one is left out. What is inserted at one place stands in the order in
    /// which it was added, before what replaces the bytes there. Throws Error Internal when it
    /// changes bytes that another one changes.
    void add(TextEdit edit);

    bool isEmpty() const { return m_edits.empty(); }
    std::size_t size() const { return m_edits.size(); }
    auto begin() const { return m_edits.begin(); }
    auto end() const { return m_edits.end(); }
    bool operator==(const TextEdits &) const = default;

    /// What becomes of a place at which something is inserted.
    enum class Side {
        Before, ///< it stays before that
        After   ///< it moves after it
    };
    /// Where a place of the text is once the edits are done. One within removed bytes is at the
    /// begin of what replaces them, or at its end (After).
    std::size_t moved(std::size_t offset, Side side = Side::After) const;

    /// These and then `next`, whose offsets mean the text that these leave, as edits of the text
    /// before both.
    TextEdits then(const TextEdits &next) const;
    /// One edit that does the same, from the first changed byte to the last; empty for none.
    TextEdit joined(std::string_view text) const;

    /// Does them and returns those that take them back. Throws Error Internal, and leaves the text
    /// alone, when they reach beyond it.
    TextEdits applyTo(std::string &text) const;
    /// Throws Error Internal when they reach beyond a text of this size.
    void validate(std::size_t textSize) const;

private:
    std::vector<TextEdit> m_edits;
};

} // namespace postern
