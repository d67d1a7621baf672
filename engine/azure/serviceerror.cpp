// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/azure/serviceerror.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/base/pyrepr.h"
#include "engine/base/utf8.h"

#include <array>
#include <optional>

namespace postern::azure {

namespace {

constexpr std::size_t kMostShown = 500; ///< characters

std::string textOf(const Value &parent, std::string_view key)
{
    const Value *value = parent.find(key);
    if (!value || value->isNull() || value->isDict() || value->isList())
        return {};
    return log::redact(py::str(*value));
}

/// On one line, no longer than what is shown.
std::string shortened(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool isSpace = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!isSpace)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (line.ends_with(' '))
        line.pop_back();
    if (utf8::length(line) <= kMostShown)
        return line;
    std::size_t end = 0;
    for (std::size_t count = 0; end < line.size(); ++end) {
        const bool begins = (static_cast<unsigned char>(line[end]) & 0xC0U) != 0x80U;
        if (begins && ++count > kMostShown)
            break;
    }
    return line.substr(0, end) + "...";
}

/// The title of a page, else its text without tags.
std::string textOfPage(std::string_view page)
{
    const std::size_t title = page.find("<title>");
    const std::size_t end = title == page.npos ? page.npos : page.find("</title>", title);
    if (end != page.npos)
        return std::string(page.substr(title + 7, end - title - 7));
    std::string text;
    bool isTag = false;
    for (const char c : page) {
        if (c == '<')
            isTag = true;
        if (!isTag)
            text += c;
        if (c == '>') {
            isTag = false;
            text += ' ';
        }
    }
    return text;
}

/// FastAPI's list of what it found wrong: {"loc": ["body", "messages"], "msg": "field required"}.
std::string textOfDetails(const Value &details)
{
    std::string text;
    for (const Value &detail : details.asList()) {
        std::string where;
        const Value *place = detail.find("loc");
        for (const Value &part : place && place->isList() ? place->asList() : List())
            where += (where.empty() ? "" : ".") + py::str(part);
        std::string what = textOf(detail, "msg");
        if (what.empty())
            what = textOf(detail, "message");
        if (what.empty())
            what = log::redact(detail.isString() ? detail.asString() : json::write(detail));
        if (!text.empty())
            text += "; ";
        text += where;
        if (!where.empty())
            text += ' ';
        text += what;
    }
    return text;
}

/// What a JSON body says, by the names that services give it.
std::string wordsOf(const Value &body)
{
    static constexpr std::array<std::string_view, 10> kNames{"message",
                                                             "Message",
                                                             "detail",
                                                             "details",
                                                             "error_description",
                                                             "msg",
                                                             "title",
                                                             "reason",
                                                             "error",
                                                             "errors"};
    for (const std::string_view name : kNames) {
        const Value *value = body.find(name);
        if (!value || !value->truthy())
            continue;
        if (value->isList())
            return textOfDetails(*value);
        const std::string text = value->isDict() ? wordsOf(*value) : textOf(body, name);
        if (!text.empty())
            return text;
    }
    return {};
}

/// What Azure's content filter found, in its order: {"hate": {"filtered": true, "severity": "high"}}
std::vector<std::string> filteredBy(const Value &error)
{
    std::vector<std::string> found;
    const Value *inner = error.find("innererror");
    const Value *result = inner ? inner->find("content_filter_result") : nullptr;
    if (!result)
        result = error.find("content_filter_result");
    if (!result || !result->isDict())
        return found;
    for (const auto &[name, verdict] : result->asDict()) {
        const Value *filtered = verdict.find("filtered");
        if (!filtered || !filtered->truthy())
            continue;
        const std::string severity = textOf(verdict, "severity");
        found.push_back(py::str(name) + (severity.empty() ? "" : " (" + severity + ")"));
    }
    return found;
}

} // namespace

ServiceError readServiceError(const Value &document)
{
    const Value *inner = document.find("error");
    const Value &error = inner && inner->isDict() ? *inner : document;
    ServiceError found{textOf(error, "message"),
                       {},
                       textOf(error, "code"),
                       textOf(error, "type"),
                       textOf(error, "param"),
                       filteredBy(error)};
    std::string words = found.message.empty() ? wordsOf(document) : found.message;
    if (words.empty() && document.truthy())
        words = log::redact(document.isString() ? document.asString() : json::write(document));
    found.shown = found.message.empty() ? shortened(words) : words;
    return found;
}

ServiceError readServiceError(std::string_view body)
{
    std::optional<Value> document;
    try {
        document = json::parse(body);
    } catch (const Error &) { // a gateway's words, not the service's answer
    }
    if (document && (document->isDict() || document->isList() || document->isString()))
        return readServiceError(*document);
    ServiceError found;
    const std::string text(body.substr(0, utf8::validPrefix(body)));
    const bool isPage = text.find('<') != text.npos && text.find('>') != text.npos;
    found.shown = shortened(log::redact(isPage ? textOfPage(text) : text));
    return found;
}

} // namespace postern::azure
