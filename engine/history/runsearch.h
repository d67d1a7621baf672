// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace postern::history {

/// What a query means in SQL: a condition on rows of `run`, and what goes into its places.
struct RunCondition
{
    std::string sql; ///< never empty
    std::vector<std::variant<std::int64_t, double, std::string>> values;
};

/// Throws Error Usage for words that mean nothing: an unknown field, a number that is none.
RunCondition conditionOf(const RunQuery &query);

} // namespace postern::history
