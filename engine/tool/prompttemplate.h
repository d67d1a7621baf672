// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"
#include "engine/jinja/template.h"
#include "engine/tool/escape.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace postern::tool {

/// How lists and images of a template's inputs print.
enum class ListStyle {
    Python,        ///< "[1, 'a']"
    Lines,         ///< their items, one a line: prompt flow's ChatInputList, in Azure's chat
    LinesAndImages ///< the same, and images are moved to lines of their own
};

/// A template file beyond this is refused.
inline constexpr std::size_t kTemplateLimit = 16 * 1024 * 1024;

/// The text of a template file that the folder names. Throws Error FileUnreadable when it can't be
/// read or isn't UTF-8 (with the place of the first bad byte), LimitExceeded when it is too large,
/// Refused when it is outside a restricted folder.
std::string readTemplate(const flow::SourceFolder &folder,
                         const std::filesystem::path &file,
                         const std::string &shownName);

/// A node's template, compiled.
class PromptTemplate
{
public:
    /// Reads and compiles the file of the node's source. Throws Error as prompt flow's
    /// ResolveToolError: InvalidSource, UnicodeDecodeError, TemplateSyntaxError.
    static PromptTemplate load(const flow::Node &node,
                               const flow::SourceFolder &folder,
                               ListStyle lists);

    /// Compiles text that isn't a file's. Throws Error NodeFailed with JinjaTemplateError.
    static PromptTemplate compile(std::string_view text, ListStyle lists);

    /// Throws Error NodeFailed with prompt flow's JinjaTemplateError and the place in the file.
    /// Stand-ins of `roles` don't show in the message.
    std::string render(const Dict &variables, const EscapeMap &roles = {}) const;
    /// The names it takes from outside, by their first occurrence in the text.
    const std::vector<std::string> &variables() const { return m_variables; }

private:
    PromptTemplate(jinja::Template compiled, std::string file, std::vector<std::string> variables)
        : m_template(std::move(compiled))
        , m_file(std::move(file))
        , m_variables(std::move(variables))
    {}

    jinja::Template m_template;
    std::string m_file;
    std::vector<std::string> m_variables;
};

/// The templates of the nodes that a tool has prepared, so that the lines of a batch don't compile
/// them again.
class PromptTemplates
{
public:
    /// Reads the node's file anew.
    const PromptTemplate &reload(const flow::Node &node,
                                 const flow::SourceFolder &folder,
                                 ListStyle lists);
    /// The one that reload() gave, else as reload().
    const PromptTemplate &get(const flow::Node &node,
                              const flow::SourceFolder &folder,
                              ListStyle lists);

private:
    using Key = std::pair<std::filesystem::path, ListStyle>;
    std::map<Key, PromptTemplate> m_templates;
};

} // namespace postern::tool
