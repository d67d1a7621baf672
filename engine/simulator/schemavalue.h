// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>

namespace postern::simulator {

/// A value valid for a JSON schema: enums choose what the source text mentions, numbers and names
/// are taken from it, texts are `answer`. Follows references inside the schema; keywords that
/// narrow a text by a pattern are not met.
Value valueForSchema(const Value &schema, const std::string &answer, const std::string &source);

} // namespace postern::simulator
