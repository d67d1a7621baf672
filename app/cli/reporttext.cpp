// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/reporttext.h"

namespace postern::cli {

std::string_view severityText(flow::Severity severity)
{
    switch (severity) {
    case flow::Severity::Error:
        return "error";
    case flow::Severity::Warning:
        return "warning";
    case flow::Severity::Hint:
        break;
    }
    return "hint";
}

Dict problemJson(const flow::Diagnostic &problem)
{
    return Dict{{"severity", severityText(problem.severity)},
                {"code", problem.code},
                {"message", problem.message.english()},
                {"hint", problem.hint.english()},
                {"file", problem.place.file},
                {"line", problem.place.line},
                {"column", problem.place.column},
                {"node", problem.node}};
}

std::string counted(std::size_t count, std::string_view what)
{
    return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string titled(std::string_view text)
{
    std::string title(text);
    if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
        title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

std::string inHtml(std::string_view text)
{
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default: // a control character is none in HTML
            if (static_cast<unsigned char>(c) >= 0x20U || c == '\n' || c == '\t')
                html += c;
        }
    }
    return html;
}

} // namespace postern::cli
