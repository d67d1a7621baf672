// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flowdocument.h"

#include <vector>

namespace postern::cli {

/// The findings as a log of SARIF 2.1.0, for code scanning: a rule for each code, places relative to
/// the current folder where the flow lies below it, else to the flow's own. `report` is that of
/// validateReport(), for what only prompt flow finds: its rule is "promptflow".
Value sarifLog(const std::vector<flow::Diagnostic> &diagnostics,
               const Value &report,
               const flow::FlowDocument &document);

} // namespace postern::cli
