// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern::pyobject {}

namespace postern::jinja {

// The values of a template are Python's, and the language speaks of little else.
using namespace pyobject;

} // namespace postern::jinja
