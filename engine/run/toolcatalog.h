// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/flow/sourcefolder.h"
#include "engine/tool/tooltable.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace postern::run {

/// The tools that a flow may name: the engine's own, those of packages in a Python environment, and
/// the flow's files. Asking runs the packages' listing and, for a flow, imports its Python files.
///
/// A manifest is a dict as prompt flow has it: name, type, inputs {name: {type, default, enum,
/// enabled_by, enabled_by_value, dynamic_list, generated_by, ...}}, module, function, package ...
class ToolCatalog
{
public:
    /// An empty interpreter is found for the flow's folder, else for the current one. `onLog` gets
    /// what packages say, such as why one could not be listed; may be empty.
    /// Of restricted files none is run: Python files of a flow say so instead of what they are, a
    /// file that is asked for is Refused. The engine's own tools are those of the table, which must
    /// outlive the catalog.
    explicit ToolCatalog(std::filesystem::path interpreter,
                         std::function<void(bool isError, std::string_view text)> onLog = {},
                         flow::Trust trust = flow::Trust::Trusted,
                         const tool::ToolTable &tools = tool::ToolTable::builtIn());

    /// {"package": {id: manifest}, "code": {path: manifest}}; an empty `flow` has no code. A file
    /// that can't be read as a tool is {"error": sentence}. Throws Error for a flow that isn't one,
    /// and EnvironmentFailed.
    Task<Value> list(std::filesystem::path flow) const;
    /// Of a package tool's id or a Python file. Throws Error InvalidInput (PackageToolNotFoundError)
    /// when there is none.
    Task<Value> manifest(std::string tool) const;
    /// What an input can be, by its `dynamic_list`: [{"value", "display_value" ...}]; or what its
    /// `generated_by` makes. `values` are those of other inputs, as text or in their types.
    /// Throws Error InvalidInput when the input has neither, NodeFailed when the function fails or
    /// gives no such list.
    Task<Value> choices(std::string tool, std::string input, Dict values) const;
    /// {"result": "Succeeded"|"Failed", "total_count", "invalid_count", "errors": [{"message",
    /// "function_name", "location"}]} of a package, a tool or a Python file.
    /// Throws Error InvalidInput when it is none of them.
    Task<Value> validate(std::string source) const;

private:
    void requireTrust() const;
    Task<Value> ask(std::filesystem::path folder, std::string question, Dict arguments) const;

    const std::filesystem::path m_interpreter;
    const std::function<void(bool isError, std::string_view text)> m_onLog;
    const flow::Trust m_trust;
    const tool::ToolTable &m_tools;
};

} // namespace postern::run
