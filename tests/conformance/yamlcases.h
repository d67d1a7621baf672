// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

namespace postern::conformance {

/// `postern-conformance yaml`: reads documents recorded from ruamel.yaml and tells where ours
/// differs. Returns 0 when nothing does.
int runYaml(const std::vector<std::string> &files);

} // namespace postern::conformance
