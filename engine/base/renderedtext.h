// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern {

/// A part of a text, in bytes.
struct TextRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const TextRange &) const = default;
};

/// What a template became, and which parts of it came from values. Goes wherever a text does.
struct RenderedText
{
    RenderedText() = default;
    RenderedText(std::string rendered)
        : text(std::move(rendered))
    {}
    operator std::string_view() const { return text; }

    std::string text;
    std::vector<TextRange> inserted; ///< in order, none empty; of very many the first
};

} // namespace postern
