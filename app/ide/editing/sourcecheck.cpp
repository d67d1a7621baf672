// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/sourcecheck.h"

#include "app/ide/editing/buffer.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/jinja/template.h"
#include "widgets/theme/translated.h"

#include <algorithm>

namespace postern::ide {

namespace {

constexpr std::size_t kMostCheckedBytes = 1'000'000;
constexpr std::size_t kMostProblems = 50;
constexpr qsizetype kMostKept = 200;

QString suffixOf(const QString &name)
{
    return name.section('.', -1).toLower();
}

bool isTemplate(const QString &suffix)
{
    return suffix == "jinja2" || suffix == "jinja" || suffix == "j2";
}

// `line` is where the text begins.
void checkJson(std::string_view text, int line, std::vector<widgets::LineProblem> &problems)
{
    try {
        json::parse(text);
    } catch (const Error &error) {
        const int within = error.place() ? std::max(1, error.place()->line) : 1;
        problems.push_back(
            {line + within - 1, true, theme::translated(error.translatableMessage())});
    }
}

void checkLines(std::string_view text, std::vector<widgets::LineProblem> &problems)
{
    int line = 1;
    while (!text.empty() && problems.size() < kMostProblems) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view row = text.substr(0, end);
        if (row.find_first_not_of(" \t\r") != std::string_view::npos)
            checkJson(row, line, problems);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
}

} // namespace

std::vector<widgets::LineProblem> checkSource(const QString &name, std::string_view text)
{
    std::vector<widgets::LineProblem> problems;
    if (text.size() > kMostCheckedBytes)
        return problems;
    const QString suffix = suffixOf(name);
    if (suffix == "json") {
        checkJson(text, 1, problems);
    } else if (suffix == "jsonl") {
        checkLines(text, problems);
    } else if (isTemplate(suffix)) {
        try {
            jinja::Template::compile(text, jinja::Options::promptflow());
        } catch (const Error &error) {
            const int line = error.place() ? std::max(1, error.place()->line) : 1;
            problems.push_back({line, true, theme::translated(error.translatableMessage())});
        }
    }
    return problems;
}

const std::vector<widgets::LineProblem> &SourceChecks::of(const Buffer &buffer)
{
    const auto known = m_found.constFind(buffer.revision());
    if (known != m_found.constEnd())
        return *known;
    if (m_found.size() >= kMostKept)
        m_found.clear();
    return *m_found.insert(buffer.revision(), checkSource(buffer.name(), buffer.text()));
}

} // namespace postern::ide
