// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::cli {

/// "error", "warning" or "hint".
std::string_view severityText(flow::Severity severity);
/// The members that every report tells of a problem, from "severity" to "node".
Dict problemJson(const flow::Diagnostic &problem);
/// "1 node", "2 nodes".
std::string counted(std::size_t count, std::string_view what);
/// With a capital letter at its begin.
std::string titled(std::string_view text);
/// As the text of a page: what HTML would obey is written out.
std::string inHtml(std::string_view text);

} // namespace postern::cli
