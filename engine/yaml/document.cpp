// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/yaml/document.h"

#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/base/utf8.h"
#include "engine/yaml/builder.h"
#include "engine/yaml/scalar.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/node/node.h> // parser.h declares it only
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <istream>
#include <streambuf>
#include <unordered_map>

namespace postern::yaml {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Reads a text in place, without the copy that a string stream makes.
class ViewBuffer final : public std::streambuf
{
public:
    explicit ViewBuffer(std::string_view text)
    {
        // Nothing is ever put back changed; streambuf knows no read-only area.
        char *begin = const_cast<char *>(
            text.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        setg(begin, begin, begin + text.size());
    }
};

/// Keys that Python holds equal get the same text: 1, 1.0 and true are one key.
std::string keyIdentity(const Value &value)
{
    if (value.isString())
        return "s" + value.asString();
    if (value.isBool())
        return value.asBool() ? "n1" : "n0";
    if (value.isDouble() && std::floor(value.asDouble()) == value.asDouble()
        && std::abs(value.asDouble()) < 9e15)
        return "n" + std::to_string(static_cast<std::int64_t>(value.asDouble()));
    return "n" + py::repr(value);
}

/// Whether the last item of a list before `at` starts with an anchor or a tag: yaml-cpp wants text
/// that goes on below to be indented further than that.
bool isBelowProperty(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    const std::size_t dash = std::max(before.rfind("- &") + 1, before.rfind("- !") + 1);
    if (dash == 0)
        return false;
    const std::string_view line = before.substr(before.rfind('\n', dash - 1) + 1);
    return line.find_first_not_of(" -") == line.find_first_of("&!");
}

/// Whether all keys are surely different: few words that mean nothing but themselves.
bool haveOwnKeys(const Node &mapping)
{
    constexpr std::size_t kFew = 16;
    static constexpr std::array kOthers
        = {"true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL"};
    const auto &children = mapping.children;
    if (children.size() > 2 * kFew)
        return false;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        const Node &key = *children[i];
        const char first = key.text.empty() ? '\0' : static_cast<char>(key.text.front() | 0x20);
        if (key.kind != Node::Kind::Scalar || !key.tag.empty() || first < 'a' || first > 'z'
            || std::ranges::find(kOthers, key.text) != kOthers.end())
            return false;
        for (std::size_t j = 0; j < i; j += 2) {
            if (children[j]->text == key.text)
                return false;
        }
    }
    return true;
}

std::string quotedKey(const Node &key)
{
    constexpr std::size_t kMaxShown = 60;
    const std::string &text = key.resolved().text;
    return "'" + (text.size() > kMaxShown ? text.substr(0, kMaxShown) + "..." : text) + "'";
}

} // namespace

Document Document::parse(std::string_view text)
{
    Document document;
    document.m_lines.push_back(0);
    const auto stop = [&](std::string code, Message message, Message hint, std::size_t at) {
        Problem problem;
        problem.code = std::move(code);
        problem.message = std::move(message);
        problem.hint = std::move(hint);
        problem.span = {at, std::min(at + 1, text.size())};
        problem.pythonClass = "ParserError";
        document.m_problems.push_back(std::move(problem));
        document.m_root = nullptr;
    };
    if (text.size() > kMaxBytes) {
        stop("yaml-size",
             tr("The text is larger than 64 MB."),
             tr("Move data into files of its own."),
             0);
        return document;
    }
    std::string normal;
    if (hasLoneReturn(text)) {
        normal = withLineFeeds(std::string(text));
        text = normal;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            document.m_lines.push_back(i + 1);
        else if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U)
            document.m_continuations.push_back(i);
    }
    if (const std::size_t bad = findForbidden(text); bad != std::string_view::npos) {
        stop("yaml-encoding",
             tr("The text holds a character that YAML doesn't allow."),
             tr("Save the file as UTF-8 and remove control characters."),
             bad);
        document.m_problems.back().pythonClass = "ReaderError";
        return document;
    }
    const std::size_t base = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const std::string_view body = text.substr(base);
    Builder builder(document, body, base);
    // yaml-cpp leaves out a byte order mark of its own accord, and only one: it gets the mark, so that
    // a second one stays a character of the text.
    std::string hidden = hideQuestionMarks(body);
    if (!hidden.empty())
        hidden.insert(0, text.substr(0, base));
    try {
        ViewBuffer buffer(hidden.empty() ? text : hidden);
        std::istream stream(&buffer);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop &reason) {
        stop(reason.code, reason.message, {}, reason.offset + base);
        return document;
    } catch (const YAML::Exception &error) {
        const auto at = std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)) + base,
                                 text.size());
        document.m_problems.push_back(syntaxProblem(error.msg, {at, std::min(at + 1, text.size())}));
        if (isBelowProperty(text, at))
            document.m_problems.back().hint = tr(
                "Indent the text of the item above further than its '&' or '!', or put that on a "
                "line of its own.");
        document.m_root = nullptr;
        return document;
    } catch (const std::exception &error) {
        stop("yaml-syntax", tr("The text isn't YAML: %1.", std::string(error.what())), {}, base);
        return document;
    }
    builder.finish();
    if (document.m_root == nullptr) {
        Node &empty = document.m_nodes.emplace_back();
        empty.style = Node::Style::Empty;
        empty.span = {base, base};
        empty.start = base;
        document.m_root = &empty;
    }
    document.findDuplicateKeys(text);
    document.m_isSimple = normal.empty() && document.m_problems.empty()
                          && std::ranges::all_of(document.m_nodes, [](const Node &node) {
                                 return node.anchor.empty() && node.tag.empty()
                                        && node.kind != Node::Kind::Alias;
                             });
    return document;
}

void Document::findDuplicateKeys(std::string_view text)
{
    std::unordered_map<std::string, std::size_t> seen;
    for (const Node &node : m_nodes) {
        if (node.kind != Node::Kind::Mapping || haveOwnKeys(node))
            continue;
        seen.clear();
        for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
            const Node &key = *node.children[i];
            Problem problem;
            problem.span = key.span;
            if (!key.isScalar()) {
                problem.code = "yaml-key";
                problem.message = tr("A list or a mapping is used as a key.");
                problem.hint = tr(
                    "Use a text as the key; put quotes around one that starts with a bracket.");
                problem.pythonClass = "ConstructorError";
                m_problems.push_back(std::move(problem));
                continue;
            }
            const auto [first, isNew] = seen.try_emplace(keyIdentity(scalarValue(key.resolved())),
                                                         i);
            if (isNew)
                continue;
            problem.code = "duplicate-key";
            problem.message = tr("The key %1 appears twice; the first is in line %2.",
                                 quotedKey(key),
                                 std::to_string(
                                     place(node.children[first->second]->span.begin).line));
            problem.hint = tr("Rename or remove one of them.");
            problem.pythonClass = "DuplicateKeyError";
            // ruamel.yaml stops at the first.
            if (m_problems.empty())
                problem.pythonMessage = describeDuplicate(text, node, first->second, i);
            m_problems.push_back(std::move(problem));
        }
    }
}

std::string Document::describeMark(std::string_view text, std::size_t offset) const
{
    constexpr std::size_t kContext = 36; // half of ruamel.yaml's longest snippet
    const Place where = place(offset);
    const std::size_t lineStart = m_lines[static_cast<std::size_t>(where.line - 1)];
    const std::size_t lineEnd = std::min(text.find_first_of("\r\n", offset), text.size());
    const bool isCutBefore = offset - lineStart > kContext;
    const bool isCutBehind = lineEnd - offset > kContext;
    std::size_t begin = isCutBefore ? offset - kContext + 4 : lineStart;
    std::size_t end = isCutBehind ? offset + kContext - 4 : lineEnd;
    const auto isContinuation = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (isContinuation(begin))
        ++begin;
    while (isContinuation(end))
        --end;
    const std::string head = isCutBefore ? " ... " : "";
    const std::string line = std::to_string(where.line);
    return "  in \"<unicode string>\", line " + line + ", column " + std::to_string(where.column)
           + ":\n    " + head + std::string(text.substr(begin, end - begin))
           + (isCutBehind ? " ... " : "") + "\n"
           + std::string(4 + utf8::length(text.substr(begin, offset - begin)) + head.size(), ' ')
           + "^ (line: " + line + ")\n";
}

std::string Document::describeDuplicate(std::string_view text,
                                        const Node &mapping,
                                        std::size_t first,
                                        std::size_t second) const
{
    const auto shown = [&](std::size_t child) -> std::string {
        try {
            return py::str(toValue(*mapping.children[child]));
        } catch (const Error &) {
            return {};
        }
    };
    return "while constructing a mapping\n" + describeMark(text, mapping.span.begin)
           + "found duplicate key \"" + shown(second) + "\" with value \"" + shown(second + 1)
           + "\" (original value: \"" + shown(first + 1) + "\")\n"
           + describeMark(text, mapping.children[second]->span.begin)
           + "\nTo suppress this check see:\n"
             "    https://yaml.dev/doc/ruamel.yaml/api/#Duplicate_keys\n";
}

Place Document::place(std::size_t offset) const
{
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), offset);
    const std::size_t start = *(next - 1);
    const auto first = std::lower_bound(m_continuations.begin(), m_continuations.end(), start);
    const auto last = std::lower_bound(first, m_continuations.end(), offset);
    Place place;
    place.line = static_cast<int>(next - m_lines.begin());
    place.column = static_cast<int>(offset - start - static_cast<std::size_t>(last - first)) + 1;
    return place;
}

} // namespace postern::yaml
