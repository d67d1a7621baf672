// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/prompttemplate.h"

#include "engine/base/nearpath.h"
#include "engine/base/utf8.h"
#include "engine/store/atomicfile.h"
#include "engine/tool/tool.h"
#include "engine/tool/toolerror.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <system_error>

namespace postern::tool {

namespace {

namespace fs = std::filesystem;

/// The place of a byte in valid text before it.
Place placeOf(std::string_view text, std::size_t at, const std::string &file)
{
    const std::string_view before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n');
    const std::size_t lineBegin = before.rfind('\n') + 1; // npos + 1 is 0
    const std::size_t column = utf8::length(before.substr(lineBegin)) + 1;
    return {file, static_cast<int>(line) + 1, static_cast<int>(column)};
}

/// CPython's sentence for the byte.
std::string decodeError(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool isStart = byte >= 0xC2 && byte <= 0xF4;
    const char *reason = !isStart                ? "invalid start byte"
                         : at + 1 == text.size() ? "unexpected end of data"
                                                 : "invalid continuation byte";
    std::string hex(8, '\0');
    hex.resize(static_cast<std::size_t>(std::snprintf(hex.data(), hex.size(), "0x%02x", byte)));
    return "'utf-8' codec can't decode byte " + hex + " in position " + std::to_string(at) + ": "
           + reason;
}

[[noreturn]] void throwInvalidSource(const flow::Node &node, const fs::path &folder)
{
    ResolveProblem problem;
    problem.message = tr("The template file '%1' of node '%2' doesn't exist.",
                         node.source.path,
                         node.name);
    problem.hint = nearestPathHint(folder,
                                   node.source.path,
                                   tr("Create the file, or correct source.path of the node."));
    problem.codes = {"UserError", "ValidationError", "InvalidSource"};
    problem.promptflowMessage = "Node source path '" + node.source.path + "' is invalid on node '"
                                + node.name + "'.";
    throw resolveError(node, std::move(problem), node.source.place);
}

[[noreturn]] void throwSyntax(const flow::Node &node, const Error &error)
{
    const auto &original = error.promptflow();
    const std::string className = original && !original->codes.empty() ? original->codes.back()
                                                                       : "TemplateSyntaxError";
    const std::string sentence = original && !original->message.empty() ? original->message
                                                                        : error.message();
    const int line = error.place() ? error.place()->line : 0;
    throw Error(ErrorCode::InvalidFlow,
                tr("The template of node '%1' doesn't parse: %2", node.name, sentence),
                error.translatableHint(),
                Place{node.source.path, line, error.place() ? error.place()->column : 0})
        .as({"SystemError", className},
            "Tool load failed in '" + node.name + "': Jinja parsing failed at line "
                + std::to_string(line) + ": (" + className + ") " + sentence);
}

/// prompt flow's JinjaTemplateError for what jinja reports. `file` is empty for text of an input.
[[noreturn]] void throwRenderError(const Error &error,
                                   const std::string &file,
                                   const EscapeMap &roles)
{
    if (!error.promptflow() || error.promptflow()->codes.empty())
        throw error;
    const std::string sentence = unescapeRoles(error.promptflow()->message, roles);
    const int line = error.place() ? error.place()->line : 0;
    throw Error(error.code() == ErrorCode::LimitExceeded ? error.code() : ErrorCode::NodeFailed,
                tr("%1 could not be rendered: %2",
                   file.empty() ? tr("The prompt") : tr("The template '%1'", file),
                   sentence),
                error.translatableHint(),
                file.empty() ? std::nullopt : std::optional(Place{file, line}))
        .as({"UserError", "ToolValidationError", "JinjaTemplateError"},
            "Failed to render jinja template: " + error.promptflow()->codes.back() + ": " + sentence
                + ". Please modify your prompt to fix the issue.");
}

/// The node's file. Throws Error Refused.
fs::path sourceOf(const flow::Node &node, const flow::SourceFolder &folder)
{
    try {
        return flow::pathInFolder(folder, node.source.path);
    } catch (const Error &error) {
        throw Error(error).at(node.source.place);
    }
}

} // namespace

namespace {

std::string readBytes(const flow::SourceFolder &folder,
                      const fs::path &file,
                      const std::string &shownName)
{
    const fs::path path = flow::pathInFolder(folder, file); // refuses with words of its own
    try {
        return flow::openInFolder(folder, path, kTemplateLimit);
    } catch (const Error &error) {
        if (error.code() == ErrorCode::LimitExceeded)
            throw Error(ErrorCode::LimitExceeded,
                        tr("The template file '%1' is larger than 16 MiB.", shownName),
                        tr("Keep data out of the template and hand it in as an input."),
                        Place{shownName});
        throw Error(ErrorCode::FileUnreadable,
                    tr("The template file '%1' can't be read: %2.",
                       shownName,
                       store::reasonOf(error)),
                    tr("Check that it exists and that you may read it."),
                    Place{shownName});
    }
}

} // namespace

std::string readTemplate(const flow::SourceFolder &folder,
                         const fs::path &file,
                         const std::string &shownName)
{
    std::string text = readBytes(folder, file, shownName);
    if (const std::size_t valid = utf8::validPrefix(text); valid != text.size()) {
        throw Error(ErrorCode::FileUnreadable,
                    tr("The template file '%1' isn't UTF-8.", shownName),
                    tr("Save it in the encoding UTF-8."),
                    placeOf(text, valid, shownName))
            .as({"SystemError", "UnicodeDecodeError"}, decodeError(text, valid));
    }
    // Windows tools write one: nothing to be seen, but text in front of a first role line.
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    return text;
}

PromptTemplate PromptTemplate::load(const flow::Node &node,
                                    const flow::SourceFolder &folder,
                                    ListStyle lists,
                                    Templates &templates)
{
    if (node.source.path.empty() || !flow::hasFile(folder, sourceOf(node, folder)))
        throwInvalidSource(node, folder.path);
    std::string text;
    try {
        text = readTemplate(folder, node.source.path, node.source.path);
    } catch (const Error &error) {
        if (!error.promptflow())
            throw;
        throw Error(error).as(error.promptflow()->codes,
                              "Tool load failed in '" + node.name + "': ("
                                  + error.promptflow()->codes.back() + ") "
                                  + error.promptflow()->message);
    }
    try {
        return {templates.get(text, lists, node.source.path), node.source.path};
    } catch (const Error &error) {
        if (error.code() != ErrorCode::InvalidFlow)
            throw;
        throwSyntax(node, error);
    }
}

PromptTemplate PromptTemplate::compile(std::string_view text,
                                       ListStyle lists,
                                       Templates &templates,
                                       const std::string &file)
{
    if (text.size() > kTemplateLimit)
        throw Error(ErrorCode::LimitExceeded,
                    tr("A prompt is larger than 16 MiB."),
                    tr("Keep data out of the template and hand it in as an input."));
    try {
        return {templates.get(text, lists, file), file};
    } catch (const Error &error) {
        throwRenderError(error, file, {});
    }
}

RenderedText PromptTemplate::renderMarked(const Dict &variables, const EscapeMap &roles) const
{
    try {
        return m_compiled->compiled.renderMarked(variables);
    } catch (const Error &error) {
        throwRenderError(error, m_file, roles);
    }
}

const PromptTemplate &PromptTemplates::reload(const flow::Node &node,
                                              const flow::SourceFolder &folder,
                                              ListStyle lists)
{
    PromptTemplate compiled = PromptTemplate::load(node, folder, lists, m_shared);
    return m_templates
        .insert_or_assign(Key(folder.path / node.source.path, lists), std::move(compiled))
        .first->second;
}

PromptTemplate PromptTemplates::get(const ToolContext &context, ListStyle lists)
{
    if (context.templateText)
        return PromptTemplate::compile(*context.templateText, lists, m_shared);
    const auto found = m_templates.find(Key(context.folder.path / context.node.source.path, lists));
    return found != m_templates.end() ? found->second : reload(context.node, context.folder, lists);
}

} // namespace postern::tool
