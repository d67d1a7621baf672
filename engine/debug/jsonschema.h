// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/message.h"
#include "engine/base/value.h"

#include <optional>

namespace postern::debug {

/// Where a value doesn't fit a JSON schema, as models are given: type, enum, const, properties,
/// required, additionalProperties, items, anyOf, oneOf, allOf and references inside the schema.
/// Nothing when it fits, or when what is said goes beyond these.
std::optional<Message> schemaMismatch(const Value &schema, const Value &value);

} // namespace postern::debug
