// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <vector>

namespace postern::flow {

/// The flows of a folder and of the folders in it, three levels down: files named as prompt flow
/// names them, prompties, and other YAML files that read like a flow. Sorted by depth, then by
/// name; at most 200. Follows no links, looks into no folder of caches or environments, and ends
/// after 20,000 entries; of files of other names it reads 16 MB. What it has found by then it gives.
std::vector<FlowLocation> findFlows(const std::filesystem::path &folder);

} // namespace postern::flow
