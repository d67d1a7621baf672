// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/foldercheck.h"

#include "engine/check/nodecheck.h"
#include "engine/check/promptycheck.h"
#include "engine/run/recordedanswers.h"
#include "engine/tool/templatechecker.h"

namespace postern::run {

FolderCheck::FolderCheck(const tool::ToolTable &tools)
    : m_tools(tools)
    , m_templates(std::make_shared<tool::Templates>())
{}

FolderCheck::Found FolderCheck::look(const flow::FlowDocument &document, flow::Trust trust)
{
    const std::lock_guard lock(m_mutex);
    Found found;
    found.diagnostics = flow::validate(document,
                                       trust,
                                       {tool::templateChecker(m_templates),
                                        check::nodeChecker(m_tools, m_templates),
                                        check::promptyChecker(document, m_templates),
                                        recordedAnswersChecker()},
                                       &m_python);
    found.signature = signatureOf(document, trust, &m_python);
    return found;
}

} // namespace postern::run
