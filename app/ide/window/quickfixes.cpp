// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/quickfixes.h"

#include "app/ide/commands/actions.h"
#include "app/ide/editing/document.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/session/flowedits.h"
#include "app/ide/session/session.h"
#include "app/ide/window/pythonstyle.h"
#include "engine/base/pathtext.h"
#include "widgets/run/problemmodel.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QCursor>
#include <QMenu>

#include <algorithm>
#include <string_view>
#include <utility>

namespace postern::ide {

namespace {

/// The line, from 1, in which a byte of the text is.
int lineAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    return static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
}

/// Below the caret of who has the keyboard, else at the mouse.
QPoint placeOfMenu()
{
    const QWidget *const focused = QApplication::focusWidget();
    if (!focused)
        return QCursor::pos();
    const QRect caret = focused->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    return focused->mapToGlobal(caret.bottomLeft());
}

} // namespace

QuickFixes::QuickFixes(Session &session, const Actions &actions, Views views, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views)
{
    new PythonStyle(session, *views.editors, this); // what it finds is offered here
    actions.on(ActionId::QuickFix, this, &QuickFixes::offer);
    const auto enable = [&session, &actions] {
        actions[ActionId::QuickFix]->setEnabled(session.document() != nullptr);
    };
    connect(&session, &Session::documentOpened, this, enable);
    enable();
}

void QuickFixes::offer()
{
    Document *const document = m_session.document();
    if (!document)
        return;
    m_views.editors->flush();
    document->readNow();
    auto *const menu = new QMenu(m_views.editors->window());
    menu->setObjectName("quickFixMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<check::QuickFix> fixes = fixesFor(problemsMeant());
    for (const check::QuickFix &fix : fixes) {
        QAction *const action = menu->addAction(theme::translated(fix.title));
        connect(action, &QAction::triggered, this, [this, fix] { apply(fix); });
    }
    for (const EditorPane::SourceFix &fix : m_views.editors->sourceFixes())
        menu->addAction(fix.title, this, [this, fix] { m_views.editors->apply(fix); });
    if (menu->isEmpty())
        menu->addAction(tr("No quick fix is known here"))->setEnabled(false);
    menu->popup(placeOfMenu(), menu->actions().front());
}

std::vector<flow::Diagnostic> QuickFixes::problemsMeant() const
{
    if (const flow::Diagnostic *const chosen = m_views.bottom->chosenProblem())
        return {*chosen};
    const Document &document = *m_session.document();
    const auto at = m_views.editors->caretPlace();
    std::vector<flow::Diagnostic> meant;
    if (!at || at->buffer != document.buffer())
        return meant;
    const std::string &text = document.flow().text();
    const std::string file = pathText(document.flow().location().file.filename());
    const int line = lineAt(text, at->offset);
    const widgets::ProblemModel &problems = m_views.bottom->problems();
    for (int row = 0; row < problems.rowCount(); ++row) {
        const flow::Diagnostic &problem = problems.problem(row);
        if (problem.place.file == file && problem.place.line == line)
            meant.push_back(problem);
    }
    // What the caret stands on comes first.
    std::ranges::stable_partition(meant, [&at](const flow::Diagnostic &problem) {
        return at->offset >= problem.offset && at->offset <= problem.offset + problem.length;
    });
    return meant;
}

std::vector<check::QuickFix> QuickFixes::fixesFor(const std::vector<flow::Diagnostic> &problems) const
{
    const flow::FlowDocument &flow = m_session.document()->flow();
    const bool canEditGraph = m_session.edits().blocker().isEmpty();
    std::vector<check::QuickFix> fixes;
    for (const flow::Diagnostic &problem : problems) {
        // Found in a text that has changed since, it would change the wrong bytes.
        const bool isFresh = lineAt(flow.text(), problem.offset) == problem.place.line;
        for (check::QuickFix &fix : check::quickFixes(flow, problem)) {
            if (fix.intent ? canEditGraph : isFresh)
                fixes.push_back(std::move(fix));
        }
    }
    return fixes;
}

void QuickFixes::apply(const check::QuickFix &fix)
{
    const QString label = theme::translated(fix.title);
    if (fix.intent)
        m_session.edits().tryApply(fix.intent, label);
    else
        m_session.edits().tryReplace(fix.edit, label);
}

} // namespace postern::ide
