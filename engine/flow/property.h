// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string_view>

namespace postern::flow {

/// What prompt flow finds at a property of a node's output. Throws Error InvalidInput: with
/// InvalidReferenceProperty for a missing key or index and for a name on something that has no
/// such attribute, with the bare TypeError of Python for a subscript of the wrong type.
/// An attribute of a Handle is unknown on this side: the caller asks the worker instead.
Value resolveProperty(const Value &value, std::string_view nodeName, std::string_view property);

} // namespace postern::flow
