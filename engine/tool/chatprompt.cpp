// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/chatprompt.h"

#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/pyobject/pyliteral.h"
#include "engine/pyobject/text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace postern::tool {

namespace {

struct Labelled
{
    std::string_view word;
    std::string_view content;
};

/// Takes `label` with the colon after it at byte `at`; npos when it isn't there.
std::size_t takeLabel(std::string_view text, std::size_t at, std::string_view label)
{
    if (!text.substr(at).starts_with(label))
        return std::string_view::npos;
    const std::size_t colon = pyobject::skipSpace(text, at + label.size());
    return colon < text.size() && text[colon] == ':' ? colon + 1 : std::string_view::npos;
}

/// The end of the white space after a label's colon when it holds a line end; else npos.
std::size_t skipToNextLine(std::string_view text, std::size_t at)
{
    const std::size_t end = pyobject::skipSpace(text, at);
    const bool hasLineEnd = text.substr(at, end - at).find('\n') != std::string_view::npos;
    return hasLineEnd ? end : std::string_view::npos;
}

/// The end of the run without white space that begins at byte `at`.
std::size_t skipWord(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        std::size_t next = at;
        if (pyobject::isSpace(utf8::next(text, next)))
            break;
        at = next;
    }
    return at;
}

/// The content after "content:", "# content:" or "## content:" at byte `at`.
std::optional<std::string_view> takeContent(std::string_view text, std::size_t at)
{
    at = pyobject::skipSpace(text, at);
    for (int hashes = 0; hashes < 2 && at < text.size() && text[at] == '#'; ++hashes)
        ++at;
    const std::size_t behind = takeLabel(text, pyobject::skipSpace(text, at), "content");
    if (behind == std::string_view::npos)
        return {};
    return text.substr(pyobject::skipSpace(text, behind));
}

/// "LABEL:" and a word on a later line, then "content:" and the rest. prompt flow's expression
/// \n*#{0,2}\s*LABEL\s*:\s*\n+\s*(\S+)\s*\n*#{0,2}\s*content\s*:\s*\n?(.*)
std::optional<Labelled> findLabelled(std::string_view text, std::string_view label)
{
    for (std::size_t at = text.find(label); at != std::string_view::npos;
         at = text.find(label, at + 1)) {
        const std::size_t colonEnd = takeLabel(text, at, label);
        if (colonEnd == std::string_view::npos)
            continue;
        const std::size_t word = skipToNextLine(text, colonEnd);
        if (word == std::string_view::npos)
            continue;
        // The longest word that leaves a content label after it.
        for (std::size_t end = skipWord(text, word); end > word; --end) {
            if (const auto content = takeContent(text, end))
                return Labelled{text.substr(word, end - word), *content};
        }
    }
    return {};
}

/// The Python list after the first "tool_calls:", up to the first closing bracket, which is
/// where prompt flow ends it.
std::optional<Value> findToolCalls(std::string_view text)
{
    constexpr std::string_view kLabel = "tool_calls";
    for (std::size_t at = text.find(kLabel); at != std::string_view::npos;
         at = text.find(kLabel, at + 1)) {
        const std::size_t colonEnd = takeLabel(text, at, kLabel);
        if (colonEnd == std::string_view::npos)
            continue;
        const std::size_t list = skipToNextLine(text, colonEnd);
        if (list == std::string_view::npos || list >= text.size() || text[list] != '[')
            continue;
        const std::size_t close = text.find(']', list);
        if (close == std::string_view::npos)
            return {};
        return pyobject::parsePythonLiteral(text.substr(list, close + 1 - list));
    }
    return {};
}

[[noreturn]] void throwInvalidRole(std::string_view role,
                                   const EscapeMap &roles,
                                   std::span<const std::string_view> validRoles)
{
    std::string expected;
    for (const std::string_view valid : validRoles)
        expected.append(expected.empty() ? "'" : ",'").append(valid).append(":\\n'");
    const std::string shown = unescapeRoles(std::string(role), roles);
    throw Error(ErrorCode::NodeFailed,
                tr("The prompt has text in front of its first role line."),
                tr("Begin the prompt with a line such as \"# system:\" or \"# user:\", or set the "
                   "node's api to completion."))
        .as({"UserError", "ToolValidationError", "ChatAPIInvalidRole"},
            "The Chat API requires a specific format for prompt definition, and the prompt should "
            "include separate lines as role delimiters: "
                + expected + ". Current parsed role '" + shown
                + "' does not meet the requirement. If you intend to use the Completion API, "
                  "please "
                  "select the appropriate API type and deployment name. If you do intend to use "
                  "the "
                  "Chat API, please refer to the guideline at https://aka.ms/pfdoc/chat-prompt or "
                  "view the samples in our gallery that contain 'Chat' in the name.");
}

[[noreturn]] void throwFunctionFormat()
{
    throw Error(ErrorCode::NodeFailed,
                tr("A function message of the prompt has no name."),
                tr("Write a line \"name:\" with the function's name below it, then \"content:\" "
                   "with its result."))
        .as({"UserError", "ToolValidationError", "ChatAPIFunctionRoleInvalidFormat"},
            "Failed to parse function role prompt. Please make sure the prompt follows the format: "
            "'name:\\nfunction_name\\ncontent:\\nfunction_content'. 'name' is required if role is "
            "function, and it should be the name of the function whose response is in the content. "
            "May contain a-z, A-Z, 0-9, and underscores, with a maximum length of 64 characters. "
            "See more details in "
            "https://platform.openai.com/docs/api-reference/chat/create#chat/create-name or view "
            "sample 'How to use functions with chat models' in our gallery.");
}

[[noreturn]] void throwToolFormat()
{
    throw Error(ErrorCode::NodeFailed,
                tr("A tool message of the prompt has no tool_call_id."),
                tr("Write a line \"tool_call_id:\" with the id of the call below it, then "
                   "\"content:\" with its result."))
        .as({"UserError", "ToolValidationError", "ChatAPIToolRoleInvalidFormat"},
            "Failed to parse tool role prompt. Please make sure the prompt follows the format: "
            "'tool_call_id:\\ntool_call_id\\ncontent:\\ntool_content'. 'tool_call_id' is required "
            "if role is tool, and it should be the tool call that this message is responding to. "
            "See more details in "
            "https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages");
}

/// Takes the prompt's pieces one by one. As in prompt flow a piece is a role or a content by what
/// the message before it lacks, not by where it stood.
class MessageBuilder
{
public:
    MessageBuilder(const EscapeMap &roles,
                   const PromptImages &images,
                   std::string_view detail,
                   std::span<const std::string_view> validRoles)
        : m_roles(roles)
        , m_images(images)
        , m_detail(detail)
        , m_validRoles(validRoles)
    {}

    void add(std::string_view piece)
    {
        const bool needsContent = !m_messages.empty() && !m_messages.back().contains("content");
        if (needsContent && m_role == "tool") {
            addToolResult(piece);
        } else if (m_role == "assistant" && addToolCalls(piece)) {
            return;
        } else if (needsContent && !m_messages.back().contains("tool_calls")) {
            addContent(piece);
        } else if (!pyobject::strip(piece).empty()) {
            addRole(pyobject::asciiLower(pyobject::strip(piece)));
        }
    }

    List take()
    {
        List messages;
        for (Dict &message : m_messages)
            messages.push_back(unescapeRoles(Value(std::move(message)), m_roles));
        return messages;
    }

private:
    void addRole(std::string role)
    {
        if (std::find(m_validRoles.begin(), m_validRoles.end(), role) == m_validRoles.end())
            throwInvalidRole(role, m_roles, m_validRoles);
        m_role = std::move(role);
        m_messages.push_back(Dict{{"role", m_role}});
    }

    void addToolResult(std::string_view piece)
    {
        const auto result = findLabelled(piece, "tool_call_id");
        if (!result)
            throwToolFormat();
        m_messages.back().set("tool_call_id", result->word);
        m_messages.back().set("content", content(result->content));
    }

    bool addToolCalls(std::string_view piece)
    {
        auto calls = findToolCalls(piece);
        if (!calls)
            return false;
        m_messages.back().set("tool_calls", std::move(*calls));
        return true;
    }

    void addContent(std::string_view piece)
    {
        const auto named = findLabelled(piece, "name");
        if (named) {
            m_messages.back().set("name", named->word);
            m_messages.back().set("content", content(named->content));
        } else if (m_role == "function") {
            throwFunctionFormat();
        } else {
            m_messages.back().set("content", content(piece));
        }
    }

    Value content(std::string_view text) const { return contentOf(text, m_images, m_detail); }

    const EscapeMap &m_roles;
    const PromptImages &m_images;
    std::string_view m_detail;
    std::span<const std::string_view> m_validRoles;
    std::vector<Dict> m_messages;
    std::string m_role; ///< of the last message
};

} // namespace

List messagesOf(std::string_view rendered,
                const EscapeMap &roles,
                const PromptImages &images,
                std::string_view detail,
                std::span<const std::string_view> validRoles)
{
    MessageBuilder builder(roles, images, detail, validRoles);
    std::size_t at = 0;
    for (const RoleHeader &header : findRoleHeaders(rendered, validRoles)) {
        builder.add(rendered.substr(at, header.begin - at));
        builder.add(rendered.substr(header.roleBegin, header.roleEnd - header.roleBegin));
        at = header.end;
    }
    builder.add(rendered.substr(at));
    return builder.take();
}

} // namespace postern::tool
