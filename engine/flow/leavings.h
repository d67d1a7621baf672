// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::flow {

/// Whether a name was left for the author to fill in: "<connection>", "your_connection_name".
bool isPlaceholder(std::string_view name);

/// What portals leave in flows, as warnings: placeholders for connections and models, and a folder
/// that is a run's copy. `file` is the flow's file.
void findLeavings(const Flow &flow,
                  const FlowLocation &location,
                  const std::string &file,
                  std::vector<Diagnostic> &found);

} // namespace postern::flow
