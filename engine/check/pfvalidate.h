// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/flow/flowdocument.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace postern::check {

struct ReportOptions
{
    flow::Trust trust = flow::Trust::Restricted;
    /// Empty: the one a run would take.
    std::filesystem::path interpreter;
    /// Told when the Python files can't be loaded for want of an interpreter.
    std::function<void(const Error &)> onUnloaded;
    /// Told what the Python files write while they are imported. May be empty.
    std::function<void(std::string_view file, bool isError, std::string_view text)> onLog;
};

/// What `pf flow validate` says of a flow, which is other than flow::validate(): what the schema
/// of the file refuses or doesn't know, files of nodes that aren't there, templates that don't
/// parse, and, unless the folder is restricted, what importing its Python files raises.
/// {"result": "Succeeded"} or "Failed", with "errors" and "warnings" of "message", "path", "value",
/// "location", "local_path", "yaml_path". Throws Error as `pf` does when it can't even look.
Task<Value> promptflowReport(const flow::FlowDocument &document, ReportOptions options);

} // namespace postern::check
