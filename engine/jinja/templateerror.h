// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"
#include "engine/jinja/values.h"
#include "engine/pyobject/pyerror.h"

#include <string>

namespace postern::jinja {

/// What Template and Expression throw for an error of Jinja2's or Python's; line and file where the
/// error itself knows none.
Error templateError(const PyError &error, int line, const std::string &file);

} // namespace postern::jinja
