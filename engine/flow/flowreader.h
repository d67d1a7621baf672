// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/loader.h"
#include "engine/yaml/document.h"

#include <string>

namespace postern::flow {

/// Reads the flow from a document that has a root. What is wrong is collected in prompt flow's
/// order of loading. Throws Error for a tree that can't be made a value (alias bombs).
Loaded readFlow(const yaml::Document &document, FlowKind kind, const std::string &file);

} // namespace postern::flow
