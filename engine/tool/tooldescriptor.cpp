// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/tooldescriptor.h"

#include "engine/flow/nodetype.h"

#include <utility>

namespace postern::tool {

std::string ToolDescriptor::id() const
{
    if (!isPackage())
        return std::string(flow::wordOf(nodeType));
    return module + "." + (className.empty() ? "" : className + ".") + function;
}

bool ToolDescriptor::isMadeWithConnection() const
{
    return !className.empty() && !parameters.empty() && parameters.front().isConnection;
}

Dict ToolDescriptor::manifest() const
{
    Dict inputs;
    for (const python::Parameter &parameter : parameters) {
        List types(parameter.connectionTypes.begin(), parameter.connectionTypes.end());
        if (types.empty())
            types.emplace_back(parameter.type);
        inputs.append(Value(parameter.name), Dict{{"type", std::move(types)}});
    }
    Dict manifest{{"name", listName},
                  {"type", flow::wordOf(nodeType)},
                  {"inputs", std::move(inputs)},
                  {"module", module}};
    if (!className.empty())
        manifest.append("class_name", className);
    manifest.append("function", function);
    manifest.append("package", "postern");
    manifest.append("package_version", POSTERN_VERSION);
    if (!formerIds.empty())
        manifest.append("deprecated_tools", List(formerIds.begin(), formerIds.end()));
    return manifest;
}

python::ToolInfo ToolDescriptor::info() const
{
    python::ToolInfo info;
    info.name = name;
    info.parameters = parameters;
    info.initParameters = isMadeWithConnection() ? 1 : 0;
    return info;
}

python::Parameter parameter(std::string_view name, std::string_view type, bool hasDefault)
{
    python::Parameter made;
    made.name = name;
    made.type = type;
    made.hasDefault = hasDefault;
    return made;
}

python::Parameter connectionParameter(const std::vector<std::string> &classes)
{
    python::Parameter made = parameter("connection", classes.front(), false);
    made.isConnection = true;
    made.connectionTypes = classes;
    return made;
}

} // namespace postern::tool
