// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/textdiff.h"

#include "engine/base/sequencediff.h"
#include "engine/base/unifieddiff.h"

#include <cstddef>

namespace postern::ide {

std::string unifiedDiff(std::string_view from,
                        std::string_view to,
                        std::string_view fromName,
                        std::string_view toName)
{
    return "--- " + std::string(fromName) + "\n+++ " + std::string(toName) + '\n'
           + lineChanges(from, to);
}

std::vector<int> changedLines(std::string_view from, std::string_view to)
{
    std::vector<int> changed;
    for (const SequenceChange &change : changesBetween(linesOf(from), linesOf(to))) {
        for (std::size_t line = change.bBegin; line < change.bEnd; ++line)
            changed.push_back(static_cast<int>(line) + 1);
    }
    return changed;
}

} // namespace postern::ide
