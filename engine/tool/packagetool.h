// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/tool/tool.h"
#include "engine/tool/tooldescriptor.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

/// A tool of the promptflow-tools package that the engine runs itself: a flow that names it needs
/// neither that package nor Python.
class PackageTool : public Tool
{
public:
    /// The descriptor must outlive it.
    explicit PackageTool(const ToolDescriptor &descriptor)
        : m_descriptor(descriptor)
    {}

    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    bool hasDefault(const flow::Node &node, std::string_view input) const override;
    std::string connectionNameOf(const flow::Node &node) const override;

protected:
    const std::vector<python::Parameter> &parameters() const { return m_descriptor.parameters; }
    /// What Python says when the tool's function, without **kwargs, is called with these inputs and
    /// they don't fit; empty when they do.
    std::string misfit(const ToolContext &context) const;
    bool isParameter(std::string_view name) const;
    /// What the template of a node of type custom_llm sees: the inputs that are no parameters.
    Dict variablesOf(const Dict &inputs) const;

private:
    const ToolDescriptor &m_descriptor;
};

/// An input's value, or `fallback` where it is absent.
Value inputOf(const ToolContext &context, std::string_view name, const Value &fallback = {});
/// The error of a tool that fails like a user's.
Error toolExecutionError(const flow::Node &node, const std::string &sentence);
/// The connection of a node whose tool can't do without.
/// Throws Error ConnectionMissing.
const connection::Connection &requireConnection(const ToolContext &context);

/// Checks the template of a node of type custom_llm: that it is there, parses, and has no variable
/// that is named like one of the tool's inputs. Throws Error as prompt flow's ResolveToolError:
/// InvalidSource, TemplateSyntaxError, NodeInputValidationError.
void checkPrompt(const flow::Node &node,
                 const flow::SourceFolder &folder,
                 const std::vector<python::Parameter> &parameters);
/// As the second half of it, for the template's variables.
void checkVariables(const flow::Node &node,
                    const std::vector<std::string> &variables,
                    const std::vector<python::Parameter> &parameters);
/// Checks that literals are of their parameters' types, as a run would. Throws Error as prompt flow's
/// ResolveToolError: NodeInputValidationError.
void checkLiterals(const flow::Node &node, const std::vector<python::Parameter> &parameters);
/// The text of its template; empty where there is none, which checkPrompt() tells.
std::string promptTextOf(const flow::Node &node, const flow::SourceFolder &folder);

} // namespace postern::tool
