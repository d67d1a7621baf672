// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ruff says of the Python file that is being edited.

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/fileview.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

/// The fixes of several problems that don't get into each other's way, the first come first.
TextEdits together(const std::vector<SourceProblem> &problems, std::size_t &count)
{
    TextEdits all;
    for (const SourceProblem &problem : problems) {
        if (!problem.isSafe || problem.edits.isEmpty())
            continue;
        TextEdits wider = all;
        try {
            for (const TextEdit &edit : problem.edits)
                wider.add(edit);
        } catch (const Error &) {
            continue; // it changes what another one changes: next time
        }
        all = std::move(wider);
        ++count;
    }
    return all;
}

flow::Diagnostic diagnosticOf(const SourceProblem &problem, const std::string &file)
{
    flow::Diagnostic diagnostic;
    diagnostic.severity = problem.isError ? flow::Severity::Error : flow::Severity::Warning;
    diagnostic.code = "source";
    diagnostic.message = problem.message;
    if (!problem.fix.empty())
        diagnostic.hint = problem.fix;
    diagnostic.place = {file, problem.line, 1};
    return diagnostic;
}

bool isSame(const flow::Diagnostic &a, const flow::Diagnostic &b)
{
    return a.place.file == b.place.file && a.place.line == b.place.line && a.severity == b.severity
           && a.message == b.message && a.node == b.node;
}

} // namespace

void EditorPane::tellSourceProblems()
{
    std::vector<flow::Diagnostic> all;
    const std::vector<flow::Diagnostic> &known = m_document->diagnostics();
    for (const FileView *view : views()) {
        const Buffer &buffer = *view->buffer();
        const std::string file
            = QDir(m_document->folder()).relativeFilePath(buffer.path()).toStdString();
        const auto isOfFile = [&file](const flow::Diagnostic &one) {
            return one.place.file == file;
        };
        const bool isTold = std::ranges::any_of(all, isOfFile); // another view shows it, too
        if (&buffer == m_document->buffer() || isTold || isTemplateOfNode(file))
            continue;
        const std::vector<SourceProblem> *const found = m_sourceChecks.of(buffer);
        if (!found)
            return; // it is being looked at
        for (const SourceProblem &problem : *found) {
            flow::Diagnostic diagnostic = diagnosticOf(problem, file);
            const bool isSaid = std::ranges::any_of(known, [&diagnostic](const auto &one) {
                return one.place.file == diagnostic.place.file
                       && one.place.line == diagnostic.place.line;
            });
            if (!isSaid)
                all.push_back(std::move(diagnostic));
        }
    }
    if (std::ranges::equal(all, m_sourceProblems, isSame))
        return;
    m_sourceProblems = std::move(all);
    emit sourceProblemsFound(m_sourceProblems);
}

std::vector<EditorPane::SourceFix> EditorPane::sourceFixes()
{
    std::vector<SourceFix> fixes;
    const auto at = caretPlace();
    if (!at || at->buffer == m_document->buffer())
        return fixes;
    const std::vector<SourceProblem> *const problems = m_sourceChecks.of(*at->buffer);
    if (!problems) // it is being looked at
        return fixes;
    const std::string &text = at->buffer->text();
    const auto line = std::count(text.begin(),
                                 text.begin() + static_cast<std::ptrdiff_t>(at->offset),
                                 '\n')
                      + 1;
    const std::filesystem::path file = toPath(at->buffer->path());
    for (const SourceProblem &problem : *problems) {
        if (problem.line == line && !problem.edits.isEmpty())
            fixes.push_back({QString::fromStdString(problem.fix),
                             {Message(problem.fix), {{file, problem.edits}}}});
    }
    std::size_t count = 0;
    TextEdits all = together(*problems, count);
    if (count > 1) {
        const QString title = tr("Do all %1 fixes that are sure").arg(count);
        fixes.push_back({title, {Message(title.toStdString()), {{file, std::move(all)}}}});
    }
    return fixes;
}

void EditorPane::apply(const SourceFix &fix)
{
    try {
        m_document->workspace().apply(fix.edit);
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
    }
}

void EditorPane::formatFile()
{
    flush();
    const Buffer *const buffer = active()->buffer();
    if (!buffer->name().endsWith(QLatin1String(".py"))) {
        emit failed(tr("%1 can't be formatted.").arg(buffer->name()),
                    tr("Python files can, by ruff. All others stay as you write them."));
        return;
    }
    if (m_sourceChecks.ruff().program.empty()) {
        emit failed(tr("There is no ruff to format Python with."),
                    tr("Install it into the flow's environment: add ruff to requirements.txt, or "
                       "put it on the PATH."));
        return;
    }
    const QString path = buffer->path();
    m_formatting.startBlocking(
        *QThreadPool::globalInstance(),
        [ruff = m_sourceChecks.ruff(), file = toPath(path), text = buffer->sharedText()] {
            return check::formatPython(ruff, file, *text);
        },
        [this, path, before = buffer->sharedText()](const Outcome<std::string> &outcome) {
            Workspace &workspace = m_document->workspace();
            const Buffer *const formatted = workspace.find(path);
            if (outcome.error) {
                emit failed(theme::translated(outcome.error->translatableMessage()),
                            theme::translated(outcome.error->translatableHint()));
            } else if (formatted && formatted->text() == *before) { // else it is another by now
                const TextEdit edit = difference(*before, *outcome.value);
                if (!edit.isEmpty())
                    apply({{}, {Message(tr("Format").toStdString()), {{toPath(path), edit}}}});
            }
        });
}

} // namespace postern::ide
