// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace postern::ide {

/// What a filter of Jinja2 gives, in a few words; empty for one that nobody knows.
QString filterHelp(const QString &filter);

/// Lines that come in place of one word.
struct Snippet
{
    QString word;
    QString help;
    QString text; ///< widgets::Completion::kCaret where one goes on typing
};

/// Those of a flow's YAML, where a line begins.
std::vector<Snippet> flowSnippets();
/// Those of a template, after "{%".
std::vector<Snippet> templateSnippets();
/// Those of a Python file, where a line begins.
std::vector<Snippet> pythonSnippets();

} // namespace postern::ide
