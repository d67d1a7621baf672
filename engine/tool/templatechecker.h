// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"
#include "engine/tool/templates.h"

#include <memory>

namespace postern::tool {

/// What flow::validate() asks about the templates of llm and prompt nodes: syntax and reserved
/// names are errors, variables that no input gives are warnings, inputs that the template never
/// uses are hints. Places are in the template, or of the input in the flow file. And about package
/// tools: those that are retired are warnings.
/// What is compiled for that comes from `templates`, null: from none that are kept.
flow::Checker templateChecker(std::shared_ptr<Templates> templates = nullptr);

} // namespace postern::tool
