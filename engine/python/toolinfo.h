// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <cstddef>
#include <string>
#include <vector>

namespace postern::python {

/// A python tool's signature, read by the worker when it loads the tool.
struct Parameter
{
    std::string name;
    std::string
        type; ///< prompt flow's ValueType or a connection class name: "int", "object", "AzureOpenAIConnection"
    bool hasDefault = false;
    Value defaultValue;
    bool isConnection = false;                ///< its argument is the connection's name
    std::vector<std::string> connectionTypes; ///< then: the classes that the annotation allows
};
struct ToolInfo
{
    std::string function; ///< name of the function or "Class.method"
    std::string name;     ///< what its author called it, else as `function`
    /// Of a class's tool: those of __init__ first, then those of the method. A package tool's have
    /// the types of its manifest, or an empty type: then literals aren't converted.
    std::vector<Parameter> parameters;
    std::size_t initParameters = 0; ///< so many of them are of __init__
    bool acceptsKwargs = false;
    bool isAsync = false;
    bool isGenerator = false;
};

/// A flex flow's entry: a function, or a class with __call__.
struct EntryInfo
{
    ToolInfo call;
    std::vector<Parameter> initParameters; ///< of a class's __init__
    bool isClass = false;
    bool hasAggregate = false;        ///< has __aggregate__
    std::vector<std::string> outputs; ///< fields of what it returns; "output" when that has none
};

} // namespace postern::python
