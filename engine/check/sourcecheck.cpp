// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/sourcecheck.h"

#include "engine/base/nearpath.h"
#include "engine/base/pyrepr.h"
#include "engine/tool/retiredtools.h"

#include <string_view>

namespace postern::check {

void checkModule(const flow::Node &node, const tool::ToolTable &tools)
{
    if (!node.module.starts_with(tool::kPromptflowTools) || tools.hasPromptflowModule(node.module))
        return;
    const std::string parent
        = node.module.substr(0, node.module.find('.', tool::kPromptflowTools.size()));
    const bool isThere = tools.hasPromptflowModule(parent);
    const std::string cause = isThere ? "No module named " + py::reprString(node.module) + "; "
                                            + py::reprString(parent) + " is not a package"
                                      : "No module named " + py::reprString(parent);
    const tool::RetiredTool *retired = tool::findRetiredTool(node.module);
    Error error(ErrorCode::InvalidFlow,
                retired ? tr("Node '%1' names the module '%2': it is %3, which is retired.",
                             node.name,
                             node.module,
                             retired->what)
                        : tr("Node '%1' names the module '%2', which there isn't.",
                             node.name,
                             node.module),
                retired ? retired->successor
                        : tr("Remove module; the connection tells what is asked."),
                node.place);
    throw std::move(error).as({"UserError", "FailedToImportModule"},
                              "Failed to import modules with error: Import node "
                                  + py::reprString(node.name) + " provider module "
                                  + py::reprString(node.module)
                                  + " failed. Root cause: ModuleNotFoundError("
                                  + py::reprString(cause) + ").");
}

void checkSource(const flow::Node &node, const flow::SourceFolder &folder)
{
    if (!node.source.path.empty() && flow::hasFile(folder, node.source.path))
        return;
    const std::string path = node.source.path;
    Error error(ErrorCode::InvalidFlow,
                path.empty()
                    ? tr("Node '%1' has no source file.", node.name)
                    : tr("The source file '%1' of node '%2' doesn't exist.", path, node.name),
                nearestPathHint(folder.path, path, tr("Create the file or correct source.path.")),
                node.place);
    throw std::move(error).as({"UserError", "ValidationError", "InvalidSource"},
                              "Load tool failed for node '" + node.name + "'. Tool file '"
                                  + (path.empty() ? "None" : path) + "' can not be found.");
}

Error missingSource(const flow::Node &node)
{
    Error error(ErrorCode::InvalidFlow,
                tr("Node '%1' has no source.", node.name),
                tr("Say below source where its code or its tool is."),
                node.place);
    return std::move(error).as({"UserError"},
                               "Node " + node.name + " does not have source defined.");
}

Error unsupportedType(const flow::Node &node)
{
    const std::string type = node.typeText.empty() ? "None" : node.typeText;
    Error error(ErrorCode::InvalidFlow,
                node.typeText.empty() ? tr("Node '%1' has no type.", node.name)
                                      : tr("Nodes of type '%1' can't run here.", type),
                tr("Use llm, prompt, python or custom_llm."),
                node.place);
    return std::move(error).as({"SystemError", "NotImplementedError"},
                               "Tool type " + type + " is not supported yet.");
}

} // namespace postern::check
