// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>

namespace postern::pyobject {

/// What happens when something is named that isn't there: jinja2's Undefined classes.
enum class UndefinedKind { Default, Strict, Chainable, Debug };

/// What of a template's options values have to know.
struct Rules
{
    std::string newlineSequence = "\n"; ///< what ends a line that is broken
    bool autoescape = false;
    bool sandboxed = false;
    UndefinedKind undefined = UndefinedKind::Default;
    /// How much a render may do beside its steps: some ten seconds of reading and copying text.
    std::uint64_t mostWork = 10'000'000'000;
};

} // namespace postern::pyobject
