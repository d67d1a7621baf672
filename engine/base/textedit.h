// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

/// Replaces `removed` bytes at byte `offset` by `inserted`.
struct TextEdit
{
    std::size_t offset = 0;
    std::size_t removed = 0;
    std::string inserted;

    bool isEmpty() const { return removed == 0 && inserted.empty(); }
    bool operator==(const TextEdit &) const = default;
};

/// Applies the edit to the text and returns the one that takes it back.
/// Throws Error Internal when the edit reaches beyond the text.
TextEdit apply(std::string &text, const TextEdit &edit);

/// The smallest single edit that turns one text into the other; never splits a UTF-8 sequence.
TextEdit difference(std::string_view from, std::string_view to);

} // namespace postern
