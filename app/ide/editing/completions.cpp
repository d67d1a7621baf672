// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/completions.h"

#include "app/ide/editing/completionhelp.h"
#include "engine/jinja/filters.h"

#include <algorithm>
#include <cctype>

namespace postern::ide {

namespace {

using widgets::Completion;

constexpr std::size_t kLeastOfSnippet = 3; ///< letters: no list comes up with every word

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 128 || c == '_' || std::isalnum(byte) != 0;
}

// Those of the words that go on from what is typed; nothing when it is one of them already.
Completion matching(QStringList words, std::string_view typed)
{
    const QString prefix
        = QString::fromUtf8(typed.data(), static_cast<qsizetype>(typed.size())).trimmed();
    words.removeDuplicates();
    words.removeIf(
        [&](const QString &word) { return !word.startsWith(prefix, Qt::CaseInsensitive); });
    if (words.size() == 1 && words.first() == prefix)
        words.clear();
    return {static_cast<int>(prefix.toUtf8().size()), words};
}

/// Snippets after the words that there are.
void addSnippets(Completion &completion,
                 const std::vector<Snippet> &snippets,
                 std::string_view typed)
{
    if (typed.size() < kLeastOfSnippet)
        return;
    const QString prefix = QString::fromUtf8(typed.data(), static_cast<qsizetype>(typed.size()));
    for (const Snippet &snippet : snippets) {
        if (!snippet.word.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        completion.help.resize(completion.words.size());
        completion.texts.resize(completion.words.size());
        completion.words.append(snippet.word);
        completion.help.append(snippet.help);
        completion.texts.append(snippet.text);
        completion.typed = static_cast<int>(typed.size());
    }
}

/// What is typed of the first word of a line, which has to have begun; nothing elsewhere.
std::string_view firstWord(std::string_view line)
{
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    const std::string_view word = line.substr(begin);
    const bool isWord = std::ranges::all_of(word, [](char c) {
        return c == '-' || c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
    return isWord && std::isalpha(static_cast<unsigned char>(word.front())) != 0
               ? word
               : std::string_view();
}

std::string_view lastLine(std::string_view text)
{
    return text.substr(text.rfind('\n') + 1); // npos + 1 is the beginning
}

void addInputs(const flow::Node &node, const std::string &path, QStringList &words)
{
    if (node.source.path != path)
        return;
    for (const auto &[name, binding] : node.inputs)
        words.append(QString::fromStdString(name));
}

// Those that the flow names already: most flows have one or two.
QStringList connectionsOf(const flow::Flow &flow)
{
    QStringList words;
    const auto add = [&words](const flow::Node &node) {
        if (!node.connection.empty())
            words.append(QString::fromStdString(node.connection));
    };
    for (const flow::Node &node : flow.nodes)
        add(node);
    for (const auto &[name, variants] : flow.variants) {
        for (const flow::Variant &variant : variants.variants)
            add(variant.node);
    }
    words.sort();
    return words;
}

QStringList nodeTypesOf(const tool::ToolTable &tools)
{
    QStringList words;
    for (const std::string_view word : tools.nodeTypes())
        words.append(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    words.sort();
    return words;
}

QStringList packageToolsOf(const tool::ToolTable &tools)
{
    QStringList words;
    for (const tool::ToolDescriptor &known : tools.all()) {
        if (known.isPackage())
            words.append(QString::fromStdString(known.id()));
    }
    words.sort();
    return words;
}

QStringList filterNames()
{
    QStringList words;
    for (const auto &filters : {jinja::textFilters(),
                                jinja::markupFilters(),
                                jinja::valueFilters(),
                                jinja::sequenceFilters(),
                                jinja::selectionFilters()}) {
        for (const jinja::FilterEntry &filter : filters)
            words.append(
                QString::fromUtf8(filter.name.data(), static_cast<qsizetype>(filter.name.size())));
    }
    words.sort();
    return words;
}

Completion withHelp(Completion filters)
{
    for (const QString &filter : filters.words)
        filters.help.append(filterHelp(filter));
    return filters;
}

} // namespace

Completion completeFlow(const flow::Flow &flow,
                        const QStringList &files,
                        std::string_view before,
                        const tool::ToolTable &tools)
{
    const std::string_view line = lastLine(before);
    const std::size_t open = line.rfind("${");
    if (open != std::string_view::npos && line.find('}', open) == std::string_view::npos) {
        QStringList words;
        for (const flow::FlowInput &input : flow.inputs)
            words.append(QString::fromStdString("inputs." + input.name + '}'));
        for (const flow::Node &node : flow.nodes)
            words.append(QString::fromStdString(node.name + ".output}"));
        return matching(words, line.substr(open + 2));
    }
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) {
        Completion snippets;
        if (const std::string_view word = firstWord(line); !word.empty())
            addSnippets(snippets, flowSnippets(), word);
        return snippets;
    }
    std::string_view key = line.substr(0, colon);
    key.remove_prefix(std::min(key.find_first_not_of(" -"), key.size()));
    const std::string_view typed = line.substr(colon + 2);
    if (key == "connection")
        return matching(connectionsOf(flow), typed);
    if (key == "path")
        return matching(files, typed);
    if (key == "type" && line.find_first_not_of(' ') == 2)
        return matching(nodeTypesOf(tools), typed);
    if (key == "tool")
        return matching(packageToolsOf(tools), typed);
    return {};
}

Completion completeTemplate(const flow::Flow &flow, const QString &path, std::string_view before)
{
    const std::size_t expression = before.rfind("{{");
    const std::size_t statement = before.rfind("{%");
    const bool isStatement = statement != std::string_view::npos
                             && (expression == std::string_view::npos || statement > expression);
    const std::size_t open = isStatement ? statement : expression;
    if (open == std::string_view::npos)
        return {};
    const std::string_view inside = before.substr(open + 2);
    if (inside.find(isStatement ? "%}" : "}}") != std::string_view::npos)
        return {};
    std::size_t begin = inside.size();
    while (begin > 0 && isWordByte(inside[begin - 1]))
        --begin;
    if (begin > 0 && inside[begin - 1] == '.') // a member: of what, nobody knows
        return {};
    const std::size_t last = begin == 0 ? std::string_view::npos
                                        : inside.find_last_not_of(" \t\r\n", begin - 1);
    if (last != std::string_view::npos && inside[last] == '|')
        return withHelp(matching(filterNames(), inside.substr(begin)));
    QStringList words;
    const std::string file = path.toStdString();
    for (const flow::Node &node : flow.nodes)
        addInputs(node, file, words);
    for (const auto &[name, variants] : flow.variants) {
        for (const flow::Variant &variant : variants.variants)
            addInputs(variant.node, file, words);
    }
    const bool isFirst = inside.substr(0, begin).find_first_not_of(" -+") == std::string_view::npos;
    if (isStatement && isFirst)
        words = {"for", "endfor", "if", "elif", "else", "endif", "set", "include", "macro"};
    Completion found = matching(words, inside.substr(begin));
    if (isStatement && isFirst)
        addSnippets(found, templateSnippets(), inside.substr(begin));
    return found;
}

Completion completePython(std::string_view before)
{
    Completion found;
    if (const std::string_view word = firstWord(lastLine(before)); !word.empty())
        addSnippets(found, pythonSnippets(), word);
    return found;
}

} // namespace postern::ide
