// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/completionhelp.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::pair<const char *, const char *> kFilterHelp[]{
    {"abs", QT_TRANSLATE_NOOP("Completion", "the number without its sign")},
    {"attr", QT_TRANSLATE_NOOP("Completion", "a member by its name")},
    {"batch", QT_TRANSLATE_NOOP("Completion", "lists of so many each")},
    {"capitalize", QT_TRANSLATE_NOOP("Completion", "the first letter in capitals")},
    {"center", QT_TRANSLATE_NOOP("Completion", "in the middle of a width")},
    {"count", QT_TRANSLATE_NOOP("Completion", "how many there are")},
    {"d", QT_TRANSLATE_NOOP("Completion", "another value where there is none")},
    {"default", QT_TRANSLATE_NOOP("Completion", "another value where there is none")},
    {"dictsort", QT_TRANSLATE_NOOP("Completion", "pairs, sorted by key")},
    {"e", QT_TRANSLATE_NOOP("Completion", "safe inside HTML")},
    {"escape", QT_TRANSLATE_NOOP("Completion", "safe inside HTML")},
    {"filesizeformat", QT_TRANSLATE_NOOP("Completion", "a size such as 3.2 MB")},
    {"first", QT_TRANSLATE_NOOP("Completion", "the first one")},
    {"float", QT_TRANSLATE_NOOP("Completion", "as a number with decimals")},
    {"forceescape", QT_TRANSLATE_NOOP("Completion", "safe inside HTML, whatever it was")},
    {"format", QT_TRANSLATE_NOOP("Completion", "put into a text with %s")},
    {"groupby", QT_TRANSLATE_NOOP("Completion", "groups that share a member")},
    {"indent", QT_TRANSLATE_NOOP("Completion", "lines moved to the right")},
    {"int", QT_TRANSLATE_NOOP("Completion", "as a whole number")},
    {"items", QT_TRANSLATE_NOOP("Completion", "pairs of key and value")},
    {"join", QT_TRANSLATE_NOOP("Completion", "all as one text")},
    {"last", QT_TRANSLATE_NOOP("Completion", "the last one")},
    {"length", QT_TRANSLATE_NOOP("Completion", "how many there are")},
    {"list", QT_TRANSLATE_NOOP("Completion", "as a list")},
    {"lower", QT_TRANSLATE_NOOP("Completion", "in small letters")},
    {"map", QT_TRANSLATE_NOOP("Completion", "a member of each, or each filtered")},
    {"max", QT_TRANSLATE_NOOP("Completion", "the largest")},
    {"min", QT_TRANSLATE_NOOP("Completion", "the smallest")},
    {"pprint", QT_TRANSLATE_NOOP("Completion", "printed to be read")},
    {"random", QT_TRANSLATE_NOOP("Completion", "one by chance")},
    {"reject", QT_TRANSLATE_NOOP("Completion", "those that fail a test")},
    {"rejectattr", QT_TRANSLATE_NOOP("Completion", "those whose member fails a test")},
    {"replace", QT_TRANSLATE_NOOP("Completion", "a part by another")},
    {"reverse", QT_TRANSLATE_NOOP("Completion", "from the end")},
    {"round", QT_TRANSLATE_NOOP("Completion", "rounded to decimals")},
    {"safe", QT_TRANSLATE_NOOP("Completion", "not escaped")},
    {"select", QT_TRANSLATE_NOOP("Completion", "those that pass a test")},
    {"selectattr", QT_TRANSLATE_NOOP("Completion", "those whose member passes a test")},
    {"slice", QT_TRANSLATE_NOOP("Completion", "so many lists of one")},
    {"sort", QT_TRANSLATE_NOOP("Completion", "sorted")},
    {"string", QT_TRANSLATE_NOOP("Completion", "as text")},
    {"striptags", QT_TRANSLATE_NOOP("Completion", "HTML without its tags")},
    {"sum", QT_TRANSLATE_NOOP("Completion", "added up")},
    {"title", QT_TRANSLATE_NOOP("Completion", "each word in capitals")},
    {"tojson", QT_TRANSLATE_NOOP("Completion", "as JSON")},
    {"trim", QT_TRANSLATE_NOOP("Completion", "without spaces around it")},
    {"truncate", QT_TRANSLATE_NOOP("Completion", "cut to a length")},
    {"unique", QT_TRANSLATE_NOOP("Completion", "each once")},
    {"upper", QT_TRANSLATE_NOOP("Completion", "in capitals")},
    {"urlencode", QT_TRANSLATE_NOOP("Completion", "safe inside an address")},
    {"urlize", QT_TRANSLATE_NOOP("Completion", "addresses as links")},
    {"wordcount", QT_TRANSLATE_NOOP("Completion", "how many words")},
    {"wordwrap", QT_TRANSLATE_NOOP("Completion", "broken into lines")},
    {"xmlattr", QT_TRANSLATE_NOOP("Completion", "as attributes of a tag")}};

QString completionWords(const char *text)
{
    return QCoreApplication::translate("Completion", text);
}

} // namespace

QString filterHelp(const QString &filter)
{
    const auto *const found = std::ranges::find(kFilterHelp, filter, [](const auto &row) {
        return QLatin1String(row.first);
    });
    return found == std::end(kFilterHelp) ? QString() : completionWords(found->second);
}

std::vector<Snippet> flowSnippets()
{
    return {{QStringLiteral("llm-node"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "a node that asks a model")),
             QStringLiteral("- name: \x1dask\n  type: llm\n  source:\n    type: code\n"
                            "    path: ask.jinja2\n  inputs:\n    deployment_name: gpt-4o\n"
                            "    max_tokens: 512\n    question: ${inputs.question}\n"
                            "  connection: aoai\n  api: chat")},
            {QStringLiteral("python-node"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "a node that calls Python")),
             QStringLiteral("- name: \x1dwork\n  type: python\n  source:\n    type: code\n"
                            "    path: work.py\n  inputs:\n    text: ${inputs.text}")},
            {QStringLiteral("prompt-node"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "a node that renders a template")),
             QStringLiteral("- name: \x1dprompt\n  type: prompt\n  source:\n    type: code\n"
                            "    path: prompt.jinja2\n  inputs:\n    text: ${inputs.text}")},
            {QStringLiteral("activate-when"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "run only when")),
             QStringLiteral("activate:\n  when: ${\x1dnode.output}\n  is: true")}};
}

std::vector<Snippet> templateSnippets()
{
    return {{QStringLiteral("for-each"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "repeat for each of a list")),
             QStringLiteral("for item in \x1ditems %}\n{{ item }}\n{% endfor %}")},
            {QStringLiteral("if-else"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "one of two texts")),
             QStringLiteral("if \x1dcondition %}\n{% else %}\n{% endif %}")},
            {QStringLiteral("chat-history"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "what was said before, as messages")),
             QStringLiteral("for item in \x1dchat_history %}\nuser:\n{{ item.inputs.question }}\n"
                            "assistant:\n{{ item.outputs.answer }}\n{% endfor %}")}};
}

std::vector<Snippet> pythonSnippets()
{
    return {{QStringLiteral("tool-function"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "a function that nodes call")),
             QStringLiteral(
                 "from promptflow.core import tool\n\n\n@tool\ndef \x1dwork(text: str) -> "
                 "str:\n    return text")},
            {QStringLiteral("tool-with-connection"),
             completionWords(QT_TRANSLATE_NOOP("Completion", "a function that gets a connection")),
             QStringLiteral("from promptflow.connections import CustomConnection\n"
                            "from promptflow.core import tool\n\n\n@tool\ndef \x1dwork(text: str, "
                            "connection: CustomConnection) -> str:\n    return text")}};
}

} // namespace postern::ide
