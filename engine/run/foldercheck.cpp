// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/foldercheck.h"

#include "engine/check/advice.h"
#include "engine/check/nodecheck.h"
#include "engine/check/promptycheck.h"
#include "engine/flow/sourcefolder.h"
#include "engine/run/recordedanswers.h"
#include "engine/tool/templatechecker.h"

namespace postern::run {

namespace {

constexpr std::size_t kLargestSource = 4UL * 1024 * 1024;

std::string textAt(const Value &value, const char *key)
{
    const Value *const text = value.find(key);
    return text != nullptr && text->isString() ? text->asString() : std::string();
}

bool truthAt(const Value &value, const char *key)
{
    const Value *const truth = value.find(key);
    return truth != nullptr && truth->truthy();
}

/// A parameter as PythonReader::toolsOf() tells of it.
python::Parameter parameterOf(const Value &told)
{
    python::Parameter parameter;
    parameter.name = textAt(told, "name");
    parameter.type = textAt(told, "type");
    parameter.hasDefault = truthAt(told, "hasDefault");
    if (const Value *const value = told.find("default"))
        parameter.defaultValue = *value;
    parameter.isConnection = truthAt(told, "isConnection");
    return parameter;
}

void takeSignature(FolderCheck::Source &source, const Value &tools)
{
    if (!tools.isList() || tools.asList().size() != 1)
        return; // prompt flow wants one
    const Value &tool = tools.asList().front();
    const Value *const parameters = tool.find("parameters");
    if (parameters == nullptr || !parameters->isList())
        return;
    source.parameters.emplace();
    for (const Value &told : parameters->asList())
        source.parameters->push_back(parameterOf(told));
    source.takesMore = truthAt(tool, "acceptsKwargs");
}

} // namespace

FolderCheck::FolderCheck(const tool::ToolTable &tools)
    : m_tools(tools)
    , m_templates(std::make_shared<tool::Templates>())
{}

FolderCheck::Source FolderCheck::sourceOf(const flow::FlowDocument &document,
                                          flow::Trust trust,
                                          const flow::Node &node)
{
    Source source;
    if (node.source.path.empty())
        return source;
    const std::lock_guard lock(m_mutex);
    try {
        const std::string text = flow::openInFolder(document.sources(trust),
                                                    node.source.path,
                                                    kLargestSource);
        if (node.type == flow::NodeType::Python)
            takeSignature(source, m_python.toolsOf(text));
        else
            source.variables
                = m_templates->get(text, tool::ListStyle::Python, node.source.path)->variables;
    } catch (const Error &) {
        return {}; // the check says what is wrong with it
    }
    return source;
}

FolderCheck::Found FolderCheck::look(const flow::FlowDocument &document, flow::Trust trust)
{
    const std::lock_guard lock(m_mutex);
    Found found;
    found.diagnostics = flow::validate(document,
                                       trust,
                                       {tool::templateChecker(m_templates),
                                        check::nodeChecker(m_tools, m_templates),
                                        check::promptyChecker(document, m_templates),
                                        check::adviceChecker(document),
                                        recordedAnswersChecker()},
                                       &m_python);
    found.signature = signatureOf(document, trust, &m_python);
    return found;
}

} // namespace postern::run
