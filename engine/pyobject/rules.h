// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
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
    /// How many steps a render may take: some seconds' worth.
    std::uint64_t mostSteps = 10'000'000;
    /// How much a render may do beside its steps: some five seconds of reading and copying text.
    std::uint64_t mostWork = 5'000'000'000;
    /// How much its objects may hold at a time, in bytes.
    std::size_t mostMemory = std::size_t{256} << 20;
};

} // namespace postern::pyobject
