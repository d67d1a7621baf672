// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"
#include "engine/tool/templates.h"
#include "engine/tool/tooltable.h"

#include <memory>

namespace postern::check {

/// What flow::validate() asks about a flow's nodes and inputs: what every run would refuse before
/// its first node, as modules and kinds of nodes there aren't, an unknown api, literals of another
/// type than their parameters'; and as warnings defaults that aren't of their input's type.
/// Runs no code and reads nothing but templates of the folder. Nodes of the tools in the table, which
/// must outlive it, are looked at, and those of other packages are left to their environment. What is
/// compiled comes from `templates`, null: from none that are kept.
flow::Checker nodeChecker(const tool::ToolTable &tools = tool::ToolTable::builtIn(),
                          std::shared_ptr<tool::Templates> templates = nullptr);

} // namespace postern::check
