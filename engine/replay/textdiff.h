// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// A line of two texts laid over one another.
struct DiffLine
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    std::string text; ///< without its end

    bool operator==(const DiffLine &other) const = default;
};

/// The lines of both texts, those that differ as few as can be found in a bounded time.
std::vector<DiffLine> diffLines(std::string_view before, std::string_view after);

/// Lines with "  ", "- " and "+ " before them, `context` same ones around what differs and "..." for
/// those left out. Empty when the texts are equal.
std::string diffText(std::string_view before, std::string_view after, std::size_t context = 2);

} // namespace postern::replay
