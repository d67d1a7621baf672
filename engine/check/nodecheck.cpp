// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/nodecheck.h"

#include "engine/check/sourcecheck.h"
#include "engine/flow/inputtypes.h"
#include "engine/flow/nodetype.h"
#include "engine/tool/packagetool.h"
#include "engine/tool/toolregistry.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

namespace postern::check {

namespace {

/// Whether something else has been found wrong with the node: that comes first.
bool isKnownWrong(const flow::Node &node, const std::vector<flow::Diagnostic> &found)
{
    return std::ranges::any_of(found, [&node](const flow::Diagnostic &problem) {
        return problem.severity == flow::Severity::Error
               && (problem.node == node.name || problem.place == node.place
                   || problem.place.file == node.source.path);
    });
}

/// Whether the node's template is there and may be read. If not, the flow's own checks say so, or
/// it comes with an additional include.
bool hasReadableTemplate(const flow::Node &node, const flow::SourceFolder &folder)
{
    try {
        return flow::hasFile(folder, flow::pathInFolder(folder, node.source.path));
    } catch (const Error &) {
        return false;
    }
}

/// Throws what the node would be refused for.
void requireRunnable(const flow::Node &node,
                     const flow::SourceFolder &folder,
                     tool::ToolRegistry &registry)
{
    checkModule(node, registry.tools());
    const bool isForPython = node.type == flow::NodeType::Python
                             || node.type == flow::NodeType::CustomLlm;
    tool::Tool *tool = registry.find(node);
    if (!tool) {
        if (isForPython || node.typeText.empty()) // the flow's code, or a package's
            return;
        throw unsupportedType(node);
    }
    if (const tool::ToolDescriptor *package = registry.packageOf(node))
        tool::checkLiterals(node, package->parameters);
    if (!flow::hasTemplate(node.type) || hasReadableTemplate(node, folder))
        static_cast<void>(tool->prepare(node, folder, registry.connectionOf(node, {})));
}

void findRefusedNodes(const flow::Flow &checked,
                      const flow::SourceFolder &folder,
                      const tool::ToolTable &tools,
                      tool::Templates &templates,
                      std::vector<flow::Diagnostic> &found)
{
    tool::ToolRegistry registry(templates, tool::Answers::Simulator, tools);
    for (const flow::Node &node : checked.nodes) {
        if (isKnownWrong(node, found))
            continue;
        try {
            requireRunnable(node, folder, registry);
        } catch (const Error &error) {
            flow::Diagnostic &problem = found.emplace_back();
            problem.code = "refused-node";
            problem.message = error.translatableMessage();
            problem.hint = error.translatableHint();
            problem.place = error.place().value_or(node.place);
            problem.node = node.name;
            problem.promptflow = error.promptflow();
        }
    }
}

void findWrongDefaults(const flow::Flow &checked, std::vector<flow::Diagnostic> &found)
{
    for (const flow::FlowInput &input : checked.inputs) {
        if (!input.defaultValue)
            continue;
        try {
            static_cast<void>(flow::parseFlowInput(input, *input.defaultValue, std::nullopt));
        } catch (const Error &) {
            flow::Diagnostic &problem = found.emplace_back();
            problem.severity = flow::Severity::Warning;
            problem.code = "default-type";
            problem.message
                = tr("The default of the input '%1' is no %2: runs that don't give the input fail.",
                     input.name,
                     input.type);
            problem.hint = tr("Correct the default, or the input's type.");
            problem.place = input.place;
            problem.offset = input.span.begin;
            problem.length = input.span.end - input.span.begin;
        }
    }
}

} // namespace

flow::Checker nodeChecker(const tool::ToolTable &tools, std::shared_ptr<tool::Templates> templates)
{
    if (!templates)
        templates = std::make_shared<tool::Templates>(0);
    return [&tools, templates = std::move(templates)](const flow::Flow &checked,
                                                      const flow::SourceFolder &folder,
                                                      std::vector<flow::Diagnostic> &found) {
        if (checked.kind != flow::FlowKind::Dag)
            return;
        findWrongDefaults(checked, found);
        findRefusedNodes(checked, folder, tools, *templates, found);
    };
}

} // namespace postern::check
