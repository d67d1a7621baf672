// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace postern::flow {

/// The two parts of a .prompty file, taken apart as prompt flow does: the settings stand between
/// the first three dashes that end a line and the last ones, the prompt after those.
struct PromptyOutline
{
    std::string settings; ///< with its bytes where they are in the file: what is before is blanked
    std::string prompt;   ///< its lines end with \n
    /// Why the file can't be taken apart; the parts are empty then.
    std::optional<Diagnostic> problem;
    /// With more dashes than two: where the second ones and the last ones are. What lies between
    /// was hardly meant as settings. Else 0.
    std::size_t secondFence = 0;
    std::size_t lastFence = 0;
};

PromptyOutline outlineOf(std::string_view text, const std::string &file);

} // namespace postern::flow
