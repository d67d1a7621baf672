// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/sourcecheck.h"

namespace postern::run {

void checkSource(const flow::Node &node, const std::filesystem::path &folder)
{
    std::error_code ignored;
    if (!node.source.path.empty()
        && std::filesystem::is_regular_file(folder / node.source.path, ignored))
        return;
    const std::string path = node.source.path;
    Error error(ErrorCode::InvalidFlow,
                path.empty()
                    ? "Node '" + node.name + "' has no source file."
                    : "The source file '" + path + "' of node '" + node.name + "' doesn't exist.",
                "Create the file or correct source.path.",
                node.place);
    throw std::move(error).as({"UserError", "ValidationError", "InvalidSource"},
                              "Load tool failed for node '" + node.name + "'. Tool file '"
                                  + (path.empty() ? "None" : path) + "' can not be found.");
}

Error missingSource(const flow::Node &node)
{
    Error error(ErrorCode::InvalidFlow,
                "Node '" + node.name + "' has no source.",
                "Say below source where its code or its tool is.",
                node.place);
    return std::move(error).as({"UserError"},
                               "Node " + node.name + " does not have source defined.");
}

Error unsupportedType(const flow::Node &node)
{
    const std::string type = node.typeText.empty() ? "None" : node.typeText;
    Error error(ErrorCode::InvalidFlow,
                node.typeText.empty() ? "Node '" + node.name + "' has no type."
                                      : "Nodes of type '" + type + "' can't run here.",
                "Use llm, prompt, python or custom_llm.",
                node.place);
    return std::move(error).as({"SystemError", "NotImplementedError"},
                               "Tool type " + type + " is not supported yet.");
}

} // namespace postern::run
