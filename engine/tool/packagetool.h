// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/http/client.h"
#include "engine/python/worker.h"
#include "engine/tool/tool.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

class LlmTool;

/// A tool of the promptflow-tools package that the engine runs itself: a flow that names it needs
/// neither that package nor Python.
class PackageTool : public Tool
{
public:
    /// `name` is that of its manifest. A class's connection is no input of a call.
    PackageTool(std::string name, std::vector<python::Parameter> parameters, bool isClass = false);

    /// The tool's inputs with the types that the package's manifest gives them.
    const python::ToolInfo &info() const { return m_info; }
    flow::Node prepare(const flow::Node &node,
                       const flow::SourceFolder &folder,
                       const connection::Connection *connection) override;
    bool hasDefault(const flow::Node &node, std::string_view input) const override;
    /// The connection that a node names; empty: none.
    virtual std::string connectionNameOf(const flow::Node &node) const;
    /// The type of connection to invent for a node of a simulated run.
    virtual std::string connectionTypeFor(const flow::Node &node) const;

protected:
    /// What Python says when a function without **kwargs is called with these inputs and they don't
    /// fit; empty when they do.
    std::string misfit(const ToolContext &context, std::string_view function) const;
    bool isParameter(std::string_view name) const;
    /// What the template of a node of type custom_llm sees: the inputs that are no parameters.
    Dict variablesOf(const Dict &inputs) const;

private:
    python::ToolInfo m_info;
};

/// An input of a tool; `type` is prompt flow's ValueType.
python::Parameter parameter(std::string_view name, std::string_view type, bool hasDefault = true);
/// The input `connection`, of one of these classes.
python::Parameter connectionParameter(std::initializer_list<std::string_view> classes);

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
/// The text of its template; empty where there is none, which checkPrompt() tells.
std::string promptTextOf(const flow::Node &node, const flow::SourceFolder &folder);

/// The package tool of that id, or of the id it had before; null when it isn't one of ours.
/// `client` and `llm` must outlive it.
std::unique_ptr<PackageTool> makePackageTool(std::string_view id,
                                             http::Client &client,
                                             LlmTool &llm);

/// The manifests of all of them, {id: manifest}, as a package would list them.
Dict packageToolManifests();

} // namespace postern::tool
