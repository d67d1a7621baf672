// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/sourcecheck.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/jinja/template.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kMostCheckedBytes = 1'000'000;
constexpr std::size_t kMostProblems = 50;

QString suffixOf(const QString &name)
{
    return name.section('.', -1).toLower();
}

bool isTemplate(const QString &suffix)
{
    return suffix == "jinja2" || suffix == "jinja" || suffix == "j2";
}

bool isChecked(const QString &name, std::size_t size)
{
    const QString suffix = suffixOf(name);
    return size <= kMostCheckedBytes
           && (suffix == "json" || suffix == "jsonl" || suffix == "py" || isTemplate(suffix));
}

// `line` is where the text begins.
void checkJson(std::string_view text, int line, std::vector<SourceProblem> &problems)
{
    try {
        json::parse(text);
    } catch (const Error &error) {
        const int within = error.place() ? std::max(1, error.place()->line) : 1;
        problems.push_back({line + within - 1, error.translatableMessage()});
    }
}

void checkLines(std::string_view text, std::vector<SourceProblem> &problems)
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

void lintSource(const QString &path,
                const std::string &text,
                const check::Ruff &ruff,
                std::vector<SourceProblem> &problems)
{
    if (ruff.program.empty())
        return;
    try {
        for (check::RuffFinding &found : check::lintPython(ruff, toPath(path), text)) {
            const std::string message = found.code.empty()
                                            ? found.message
                                            : found.message + " (" + found.code + ')';
            problems.push_back({std::max(1, found.line),
                                message,
                                found.isError(),
                                std::move(found.fix),
                                std::move(found.edits),
                                found.isSafe});
        }
    } catch (const Error &error) {
        problems.push_back({1, error.translatableMessage(), false});
    }
}

} // namespace

std::vector<SourceProblem> checkSource(const QString &path,
                                       const std::string &text,
                                       const check::Ruff &ruff)
{
    std::vector<SourceProblem> problems;
    if (!isChecked(path, text.size()))
        return problems;
    const QString suffix = suffixOf(path);
    if (suffix == "py") {
        lintSource(path, text, ruff, problems);
    } else if (suffix == "json") {
        checkJson(text, 1, problems);
    } else if (suffix == "jsonl") {
        checkLines(text, problems);
    } else {
        try {
            jinja::Template::compile(text, jinja::Options::promptflow());
        } catch (const Error &error) {
            const int line = error.place() ? std::max(1, error.place()->line) : 1;
            problems.push_back({line, error.translatableMessage()});
        }
    }
    return problems;
}

const std::vector<SourceProblem> *SourceChecks::of(const Buffer &buffer)
{
    static const std::vector<SourceProblem> kNone;
    const bool hasNoReader = m_ruff.program.empty() && suffixOf(buffer.name()) == "py";
    if (hasNoReader || !isChecked(buffer.name(), buffer.text().size()))
        return &kNone;
    const auto known = m_known.constFind(buffer.path());
    if (known != m_known.constEnd() && known->revision == buffer.revision())
        return &known->problems;
    if (m_task.isRunning() && m_current == buffer.revision())
        return nullptr;
    std::erase_if(m_waiting, [&buffer](const Source &one) { return one.path == buffer.path(); });
    m_waiting.push_back({buffer.path(), buffer.revision(), buffer.sharedText()});
    checkNext();
    return nullptr;
}

void SourceChecks::setRuff(const check::Ruff &ruff)
{
    if (ruff == m_ruff)
        return;
    m_ruff = ruff;
    m_known.clear();
    emit found(); // who shows them asks anew
}

void SourceChecks::checkNext()
{
    if (m_task.isRunning() || m_waiting.empty())
        return;
    Source next = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    m_current = next.revision;
    m_task.startBlocking(
        *QThreadPool::globalInstance(),
        [path = next.path, text = next.text, ruff = m_ruff] {
            return checkSource(path, *text, ruff);
        },
        [this, next](Outcome<std::vector<SourceProblem>> outcome) {
            m_known.insert(next.path,
                           {next.revision,
                            std::move(outcome.value).value_or(std::vector<SourceProblem>())});
            checkNext();
            emit found();
        });
}

} // namespace postern::ide
