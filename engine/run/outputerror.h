// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/base/value.h"

#include <string>

namespace postern::run {

/// The error of a flow output that JSON has no form for (FlowOutputUnserializable).
Error unserializableOutput(const std::string &output, const Value &value);

} // namespace postern::run
