// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// One place in which two values differ.
struct Difference
{
    enum class Kind { Changed, Added, Removed };

    std::string path; ///< "messages[1].content"; empty: the value as a whole
    Kind kind = Kind::Changed;
    Value before; ///< null where it was added
    Value after;  ///< null where it was removed

    bool operator==(const Difference &other) const = default;
};

/// Whether two values say the same: numbers by their value and apart from true and false, dicts
/// whatever their order, what isn't JSON by its repr.
bool isSameValue(const Value &before, const Value &after);

/// Where they differ, in the order of `before`, what was added last; no more than `most`.
std::vector<Difference> differencesOf(const Value &before,
                                      const Value &after,
                                      std::size_t most = 1000);

/// A value in one line: text as it is, everything else as JSON; cut to `most` characters.
std::string briefly(const Value &value, std::size_t most = 80);

/// "temperature: 0.2 -> 0.7", "tools: added [...]", of long texts only where they begin to differ.
std::string inWords(const Difference &difference);

} // namespace postern::replay
