// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/templatechecker.h"

#include "engine/base/utf8.h"
#include "engine/flow/nearest.h"
#include "engine/tool/llmapi.h"
#include "engine/tool/prompttemplate.h"
#include "engine/tool/retiredtools.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::tool {

namespace {

using flow::Diagnostic;
using flow::Severity;

/// Whether any of the LLM functions that a node with this api may come to has such a parameter.
bool isParameter(const flow::Node &node, std::string_view name)
{
    if (node.type == flow::NodeType::Prompt)
        return name == "template";
    for (const std::string_view provider : {"AzureOpenAI", "OpenAI"}) {
        const LlmApi *api = findLlmApi(provider, node.api);
        if (api && api->parameter(name))
            return true;
    }
    return false;
}

bool isNameCharacter(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || static_cast<unsigned char>(c) >= 0x80;
}

/// Where a name first stands as a word of its own after the first "{" of the text.
Place findName(std::string_view text, std::string_view name, const std::string &file)
{
    std::size_t at = text.find(name, text.find('{'));
    while (at != std::string_view::npos) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || (!isNameCharacter(text[at - 1]) && text[at - 1] != '.');
        if (begins && (end == text.size() || !isNameCharacter(text[end])))
            break;
        at = text.find(name, end);
    }
    if (at == std::string_view::npos)
        return Place{file};
    const std::string_view before = text.substr(0, at);
    const std::size_t lineBegin = before.rfind('\n') + 1; // npos + 1 is 0
    return {file,
            static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(utf8::length(before.substr(lineBegin))) + 1};
}

/// In which a run would compile the node's template, as far as the flow tells; another one only
/// means that it is compiled again then.
ListStyle likelyListStyle(const flow::Node &node)
{
    const bool isAzureChat = node.type == flow::NodeType::Llm && node.api == "chat"
                             && !node.input("model");
    return isAzureChat ? ListStyle::Lines : ListStyle::Python;
}

/// The template of one node, against its inputs.
class NodeCheck
{
public:
    NodeCheck(const flow::Node &node, Templates &templates, std::vector<Diagnostic> &diagnostics)
        : m_node(node)
        , m_templates(templates)
        , m_diagnostics(diagnostics)
    {}

    void check(const flow::SourceFolder &folder)
    {
        std::optional<PromptTemplate> compiled;
        try {
            m_text = readTemplate(folder, m_node.source.path, m_node.source.path);
            compiled = PromptTemplate::load(m_node, folder, likelyListStyle(m_node), m_templates);
        } catch (const Error &error) {
            addError(error);
            return;
        }
        for (const std::string &variable : compiled->variables())
            checkVariable(variable);
        for (const auto &[name, binding] : m_node.inputs)
            checkInput(name, binding, compiled->variables());
    }

private:
    Diagnostic &add(Severity severity, std::string code, Message message, Message hint)
    {
        Diagnostic diagnostic;
        diagnostic.severity = severity;
        diagnostic.code = std::move(code);
        diagnostic.message = std::move(message);
        diagnostic.hint = std::move(hint);
        diagnostic.node = m_node.name;
        return m_diagnostics.emplace_back(std::move(diagnostic));
    }

    void addError(const Error &error)
    {
        Diagnostic &added = add(Severity::Error,
                                error.code() == ErrorCode::InvalidFlow ? "template-syntax"
                                                                       : "template-unreadable",
                                error.translatableMessage(),
                                error.translatableHint());
        added.place = error.place().value_or(Place{m_node.source.path});
        added.promptflow = error.promptflow();
    }

    void checkVariable(const std::string &name)
    {
        if (isParameter(m_node, name)) {
            add(Severity::Error,
                "reserved-variable",
                tr("The template of node '%1' uses '%2', which is the name of a parameter.",
                   m_node.name,
                   name),
                tr("Rename the variable in the template and the node's input."))
                .place
                = findName(m_text, name, m_node.source.path);
            return;
        }
        if (m_node.input(name) || name == "_inputs_to_escape")
            return;
        std::vector<std::string_view> inputs;
        inputs.reserve(m_node.inputs.size());
        for (const auto &[input, binding] : m_node.inputs)
            inputs.push_back(input);
        const std::string meant = flow::nearest(name, inputs);
        add(Severity::Warning,
            "undefined-variable",
            tr("The template of node '%1' uses '%2', which no input of the node gives.",
               m_node.name,
               name),
            meant.empty() ? tr("Add an input '%1' to the node.", name)
                          : tr("Write '%1', or add an input '%2' to the node.", meant, name))
            .place
            = findName(m_text, name, m_node.source.path);
    }

    void checkInput(const std::string &name,
                    const flow::Binding &binding,
                    const std::vector<std::string> &variables)
    {
        const bool isUsed = std::find(variables.begin(), variables.end(), name) != variables.end();
        if (isUsed || isParameter(m_node, name))
            return;
        Diagnostic &added
            = add(Severity::Hint,
                  "unused-input",
                  tr("The template of node '%1' never uses the input '%2'.", m_node.name, name),
                  tr("Use it in the template, or remove it."));
        added.place = binding.place;
        added.offset = binding.span.begin;
        added.length = binding.span.end - binding.span.begin;
    }

    const flow::Node &m_node;
    Templates &m_templates;
    std::vector<Diagnostic> &m_diagnostics;
    std::string m_text;
};

void checkRetired(const flow::Node &node, std::vector<Diagnostic> &diagnostics)
{
    const RetiredTool *retired = findRetiredTool(node.source.tool);
    if (!retired)
        return;
    Diagnostic &added = diagnostics.emplace_back();
    added.severity = flow::Severity::Warning;
    added.code = "retired-tool";
    added.message = tr("Node '%1' uses %2, which is retired.", node.name, retired->what);
    added.hint = retired->successor;
    added.place = node.source.place;
    added.offset = node.source.span.begin;
    added.length = node.source.span.end - node.source.span.begin;
    added.node = node.name;
}

/// Whether there is such a file that may be read.
bool isReadable(const flow::SourceFolder &folder, const std::filesystem::path &file)
{
    const bool isAllowed = folder.trust == flow::Trust::Trusted
                           || flow::isInside(folder.path / file, folder.path);
    return !file.empty() && isAllowed && flow::hasFile(folder, file);
}

} // namespace

flow::Checker templateChecker(std::shared_ptr<Templates> templates)
{
    if (!templates)
        templates = std::make_shared<Templates>(0);
    return [templates = std::move(templates)](const flow::Flow &checked,
                                              const flow::SourceFolder &folder,
                                              std::vector<Diagnostic> &diagnostics) {
        for (const flow::Node &node : checked.nodes) {
            checkRetired(node, diagnostics);
            const bool hasTemplate = node.type == flow::NodeType::Llm
                                     || node.type == flow::NodeType::Prompt;
            // That the file is missing, or outside, is for the flow's own checks to say.
            if (hasTemplate && isReadable(folder, node.source.path))
                NodeCheck(node, *templates, diagnostics).check(folder);
        }
    };
}

} // namespace postern::tool
