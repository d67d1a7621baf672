// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/flowdocument.h"
#include "engine/flow/pythonreader.h"
#include "engine/python/toolinfo.h"
#include "engine/run/signature.h"
#include "engine/tool/templates.h"
#include "engine/tool/tooltable.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace postern::run {

/// Says what is wrong with a flow's folder, and what the flow takes and gives, as often as it is
/// asked: what an editor does at each pause in typing. Of texts that are as they were no template is
/// compiled and no Python read again, and one interpreter reads all that are not. For any thread, one
/// after the other.
class FolderCheck
{
public:
    /// The tools must outlive it.
    explicit FolderCheck(const tool::ToolTable &tools = tool::ToolTable::builtIn());

    struct Found
    {
        std::vector<flow::Diagnostic> diagnostics;
        Signature signature;
    };
    /// What a node's own file says that its tool takes.
    struct Source
    {
        /// Of a Python file with one tool; nothing when that isn't known.
        std::optional<std::vector<python::Parameter>> parameters;
        bool takesMore = true;              ///< beside them, by **kwargs
        std::vector<std::string> variables; ///< of a template, by their first occurrence
    };
    /// Runs none of it. Never fails: what can't be read says nothing.
    Source sourceOf(const flow::FlowDocument &document, flow::Trust trust, const flow::Node &node);

    /// flow::validate() with all that looks for more, and signatureOf().
    Found look(const flow::FlowDocument &document, flow::Trust trust);

    std::size_t compiledCount() const { return m_templates->compiledCount(); }
    const flow::PythonReader &python() const { return m_python; }

private:
    const tool::ToolTable &m_tools;
    std::mutex m_mutex;
    const std::shared_ptr<tool::Templates> m_templates;
    flow::PythonReader m_python;
};

} // namespace postern::run
