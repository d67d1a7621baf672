// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>
#include <vector>

namespace postern::flow {

/// Where the file says what a path of keys leads to ({"model", "configuration"}): the last key of
/// it that is there, else the file. For what is found wrong only after reading.
Place placeOf(const FlowDocument &document, const std::vector<std::string> &path);

} // namespace postern::flow
