// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"

namespace postern::run {

/// What `pf flow validate` says of a flow, which is other than flow::validate(): what the schema
/// of the file refuses or doesn't know, files of nodes that aren't there, templates that don't
/// parse; not what it says after importing the Python files, as nothing of the folder runs here.
/// {"result": "Succeeded"} or "Failed", with "errors" and "warnings" of "message", "path", "value",
/// "location", "local_path", "yaml_path". Throws Error as `pf` does when it can't even look.
Value promptflowReport(const flow::FlowDocument &document, flow::Trust trust);

} // namespace postern::run
