// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

namespace postern::run {

/// What `pf flow validate` says of a flow, which is less than flow::validate(): missing additional
/// includes, sections that are null, sections it doesn't know, python files that aren't there.
/// {"result": "Succeeded"} or "Failed", with "errors" and "warnings" of "message", "path", "value",
/// "location", "local_path", "yaml_path". Throws Error as `pf` does when it can't even look.
Value promptflowReport(const flow::FlowDocument &document, flow::Trust trust);

} // namespace postern::run
