// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <string>

namespace postern::history {

/// What a line of a list shows of a value: the texts in it, the first of them first, in one line of at
/// most 160 letters.
std::string firstWords(const Value &value);

/// Appends the texts and numbers of a value, a line each, until there are `limit` bytes in all.
void addTexts(const Value &value, std::string &words, std::size_t limit);

} // namespace postern::history
