// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"
#include "engine/tool/escape.h"
#include "engine/tool/templates.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace postern::tool {

/// A template file beyond this is refused.
inline constexpr std::size_t kTemplateLimit = 16 * 1024 * 1024;

/// The text of a template file that the folder names. Throws Error FileUnreadable when it can't be
/// read or isn't UTF-8 (with the place of the first bad byte), LimitExceeded when it is too large,
/// Refused when it is outside a restricted folder.
std::string readTemplate(const flow::SourceFolder &folder,
                         const std::filesystem::path &file,
                         const std::string &shownName);

struct ToolContext;

/// A node's template, compiled.
class PromptTemplate
{
public:
    /// Reads and compiles the file of the node's source. Throws Error as prompt flow's
    /// ResolveToolError: InvalidSource, UnicodeDecodeError, TemplateSyntaxError.
    static PromptTemplate load(const flow::Node &node,
                               const flow::SourceFolder &folder,
                               ListStyle lists,
                               Templates &templates);

    /// Compiles text that isn't a file's, or isn't that of `file` yet, which errors then name.
    /// Throws Error NodeFailed with JinjaTemplateError, and LimitExceeded when it is too large.
    static PromptTemplate compile(std::string_view text,
                                  ListStyle lists,
                                  Templates &templates,
                                  const std::string &file = {});

    /// Throws Error NodeFailed with prompt flow's JinjaTemplateError and the place in the file.
    /// Stand-ins of `roles` don't show in the message.
    std::string render(const Dict &variables, const EscapeMap &roles = {}) const
    {
        return renderMarked(variables, roles).text;
    }
    /// The same, and which parts come from values.
    RenderedText renderMarked(const Dict &variables, const EscapeMap &roles = {}) const;
    /// The names it takes from outside, by their first occurrence in the text.
    const std::vector<std::string> &variables() const { return m_compiled->variables; }

private:
    PromptTemplate(std::shared_ptr<const CompiledTemplate> compiled, std::string file)
        : m_compiled(std::move(compiled))
        , m_file(std::move(file))
    {}

    std::shared_ptr<const CompiledTemplate> m_compiled;
    std::string m_file;
};

/// The templates of the nodes that a tool has prepared. Those of files stay as they were when the
/// tool prepared their nodes.
class PromptTemplates
{
public:
    /// `shared` must outlive it.
    explicit PromptTemplates(Templates &shared)
        : m_shared(shared)
    {}

    Templates &shared() { return m_shared; }
    /// Reads the node's file anew.
    const PromptTemplate &reload(const flow::Node &node,
                                 const flow::SourceFolder &folder,
                                 ListStyle lists);
    /// The context's own text, else the one that reload() gave, else as reload().
    PromptTemplate get(const ToolContext &context, ListStyle lists);

private:
    using Key = std::pair<std::filesystem::path, ListStyle>;
    Templates &m_shared;
    std::map<Key, PromptTemplate> m_templates;
};

} // namespace postern::tool
