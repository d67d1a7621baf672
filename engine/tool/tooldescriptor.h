// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/connection/connection.h"
#include "engine/flow/flow.h"
#include "engine/python/toolinfo.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

class ModelLimits;
class Templates;
class Tool;

/// What a tool is for: how a node of it is drawn.
enum class ToolKind { Llm, Prompt, Python, Search, Embedding, Package };

/// What tools are made with; it outlives them.
struct ToolParts
{
    Templates &templates;
    ModelLimits &limits; ///< of the models that they ask
};

/// A tool, told once: checks, runs, lists, the graph and completion read it here.
struct ToolDescriptor
{
    using Factory = std::function<std::unique_ptr<Tool>(const ToolDescriptor &, const ToolParts &)>;

    /// Of the nodes that it runs.
    flow::NodeType nodeType = flow::NodeType::Python;
    ToolKind kind = ToolKind::Package;

    /// Of a package tool: where Python would find it. Without a module it is the tool of every node
    /// of its type that names none.
    std::string module;
    std::string className; ///< empty: a function
    std::string function;
    std::vector<std::string> formerIds; ///< those of which flows still know it

    std::string listName; ///< its name in lists
    std::string name;     ///< that in the sentences of prompt flow
    /// The inputs, with the types that prompt flow's manifest gives them. A class's connection,
    /// the first, is no input of a call.
    std::vector<python::Parameter> parameters;

    /// Classes of the connections that it works with; the first is the usual one, the second is
    /// meant by a node that has a model and no deployment.
    std::vector<std::string> connectionTypes;
    /// Whether the node's own field names the connection, without which it can't run.
    bool hasNodeConnection = false;
    /// What a simulated run takes for a connection that it wasn't given, where the type's own
    /// fields aren't enough; its name doesn't count.
    std::optional<connection::Connection> simulated;

    Factory make; ///< empty: a Python worker runs it

    bool isPackage() const { return !module.empty(); }
    /// Whether it is a class's, whose connection goes to __init__.
    bool isMadeWithConnection() const;
    /// "module.Class.function"; of others the word of their type, "llm".
    std::string id() const;
    /// As the manifest of a package would have it: {name, type, inputs, module, function, ...}.
    Dict manifest() const;
    /// What a worker says of a tool that it has loaded.
    python::ToolInfo info() const;
};

/// The factory of tools that are made of their descriptor and the parts.
template<typename T>
ToolDescriptor::Factory makes()
{
    return [](const ToolDescriptor &descriptor, const ToolParts &parts) {
        return std::make_unique<T>(descriptor, parts);
    };
}

/// An input of a tool; `type` is prompt flow's ValueType.
python::Parameter parameter(std::string_view name, std::string_view type, bool hasDefault = true);
/// The input `connection`, of one of these classes.
python::Parameter connectionParameter(const std::vector<std::string> &classes);

} // namespace postern::tool
