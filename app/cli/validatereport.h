// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/output.h"
#include "engine/check/pfvalidate.h"
#include "engine/flow/flowdocument.h"

#include <vector>

namespace postern::cli {

/// Tells the diagnostics on standard error, one or two lines each.
void printDiagnostics(const std::vector<flow::Diagnostic> &diagnostics);

/// What `pf flow validate` prints: {"result": "Succeeded"}, or "Failed" with "errors" and
/// "warnings", to which our own findings are added. As JSON it also has our own "diagnostics", with
/// places and fixes. Imports the flow's Python files unless they are restricted; without an
/// interpreter it says on standard error that they weren't.
Value validateReport(const std::vector<flow::Diagnostic> &diagnostics,
                     const flow::FlowDocument &document,
                     check::ReportOptions options,
                     Format format);

} // namespace postern::cli
