// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/historycommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/comparepane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/historymodel.h"
#include "app/ide/panes/historypane.h"
#include "app/ide/session/session.h"
#include "engine/base/error.h"
#include "engine/history/promptflowfiles.h"
#include "engine/history/runfile.h"
#include "engine/store/atomicfile.h"
#include "widgets/theme/filedialog.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace postern::ide {

HistoryCommands::HistoryCommands(Session &session,
                                 const Actions &actions,
                                 Views views,
                                 QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
{
    HistoryStore &store = views.history->store();
    actions.on(ActionId::OpenRun, this, &HistoryCommands::openSelected);
    actions.on(ActionId::CompareRuns, this, &HistoryCommands::compareSelected);
    actions.on(ActionId::FirstDifference, views.compare, &ComparePane::goToFirst);
    actions.on(ActionId::PinRun, this, &HistoryCommands::pinSelected);
    actions.on(ActionId::TagRun, this, &HistoryCommands::tagSelected);
    actions.on(ActionId::DeleteRun, this, &HistoryCommands::deleteSelected);
    actions.on(ActionId::ExportRun, this, &HistoryCommands::exportSelected);
    actions.on(ActionId::ImportRun, this, &HistoryCommands::importRuns);
    actions[ActionId::FirstDifference]->setEnabled(false);
    connect(views.history, &HistoryPane::openWanted, &store, &HistoryStore::open);
    connect(views.history, &HistoryPane::selectionChanged, this, &HistoryCommands::refresh);
    connect(&session.runs(), &RunController::busyChanged, this, &HistoryCommands::refresh);
    connect(&store, &HistoryStore::opened, this, [this](const auto &run) { show(*run); });
    connect(&store, &HistoryStore::compared, this, [this](const auto &runs) {
        m_views.compare->setRuns(runs);
        m_views.history->showCompared(QString::fromStdString(runs->before.id),
                                      QString::fromStdString(runs->after.id));
        m_compared = runs;
        m_side = RunSide::Both;
        showOnGraph();
        emit comparisonShown();
    });
    connect(views.graph, &GraphPane::overlayChosen, this, [this](int choice) {
        if (m_mode != Mode::History)
            return; // of git's
        m_side = static_cast<RunSide>(choice);
        showOnGraph();
    });
    connect(&session.runs(), &RunController::busyChanged, this, &HistoryCommands::leaveGraph);
    connect(&session.runs(), &RunController::storedChanged, this, &HistoryCommands::leaveGraph);
    connect(&session, &Session::documentOpened, this, &HistoryCommands::leaveGraph);
    connect(&session, &Session::flowChanged, this, &HistoryCommands::showOnGraph);
    refresh();
}

void HistoryCommands::showIn(Mode mode)
{
    const bool wasHere = m_mode == Mode::History;
    m_mode = mode;
    if (mode == Mode::History)
        showOnGraph();
    else if (wasHere && m_compared && mode != Mode::Git) // which has one of its own
        m_views.graph->setOverlay(std::nullopt);
}

void HistoryCommands::showOnGraph()
{
    if (m_mode == Mode::History && m_compared)
        m_views.graph->setOverlay(overlayOf(*m_compared, m_session.graph().model(), m_side));
}

/// Something else is to be seen there.
void HistoryCommands::leaveGraph()
{
    if (!m_compared)
        return;
    m_compared.reset();
    if (m_mode == Mode::History)
        m_views.graph->setOverlay(std::nullopt);
}

void HistoryCommands::refresh()
{
    const QStringList ids = m_views.history->selected();
    const bool isBusy = m_session.runs().isBusy();
    m_actions[ActionId::OpenRun]->setEnabled(ids.size() == 1 && !isBusy);
    m_actions[ActionId::ExportRun]->setEnabled(ids.size() == 1);
    m_actions[ActionId::CompareRuns]->setEnabled(ids.size() == 2);
    for (const ActionId id : {ActionId::PinRun, ActionId::TagRun, ActionId::DeleteRun})
        m_actions[id]->setEnabled(!ids.isEmpty());
    const bool arePinned = !ids.isEmpty() && std::ranges::all_of(ids, [this](const QString &id) {
        const history::RunSummary *const run = m_views.history->run(id);
        return run && run->isPinned;
    });
    m_actions[ActionId::PinRun]->setChecked(arePinned);
}

void HistoryCommands::openSelected() const
{
    const QStringList ids = m_views.history->selected();
    if (ids.size() == 1)
        m_views.history->store().open(ids.front());
}

void HistoryCommands::show(const history::StoredRun &run)
{
    if (m_session.runs().isBusy() || !m_session.document())
        return;
    m_session.runs().showStored(tr("Run of %1").arg(historyTimeText(run.summary)),
                                m_session.document()->shownFlow(),
                                run.events);
    emit runShown();
}

void HistoryCommands::compareSelected() const
{
    const QStringList ids = m_views.history->selected();
    if (ids.size() == 2)
        m_views.history->store().compare(ids.front(), ids.back());
}

void HistoryCommands::pinSelected()
{
    const QStringList ids = m_views.history->selected();
    const bool isPinned = m_actions[ActionId::PinRun]->isChecked();
    m_views.history->store().change([ids, isPinned](history::History &history) {
        for (const QString &id : ids)
            history.setPinned(id.toStdString(), isPinned);
    });
}

void HistoryCommands::tagSelected()
{
    const QStringList ids = m_views.history->selected();
    if (ids.isEmpty())
        return;
    QStringList tags;
    if (const history::RunSummary *const run = m_views.history->run(ids.front())) {
        for (const std::string &tag : run->tags)
            tags.append(QString::fromStdString(tag));
    }
    bool isMeant = false;
    const QString typed = QInputDialog::getText(m_window,
                                                tr("Tag run"),
                                                tr("Tags, one word each:"),
                                                QLineEdit::Normal,
                                                tags.join(' '),
                                                &isMeant);
    if (!isMeant)
        return;
    std::vector<std::string> chosen;
    for (const QString &tag : typed.simplified().split(' ', Qt::SkipEmptyParts))
        chosen.push_back(tag.toStdString());
    m_views.history->store().change([ids, chosen](history::History &history) {
        for (const QString &id : ids)
            history.setTags(id.toStdString(), chosen);
    });
}

void HistoryCommands::exportSelected()
{
    const QStringList ids = m_views.history->selected();
    if (ids.size() != 1)
        return;
    const history::RunSummary *const run = m_views.history->run(ids.front());
    const QString name = run ? QString::fromStdString(run->name) : QStringLiteral("run");
    const QString file = theme::FileDialog::newFile(m_window,
                                                    tr("Export run"),
                                                    name + QStringLiteral(".postern-run"));
    if (file.isEmpty())
        return;
    m_views.history->store().change([id = ids.front(), file](history::History &history) {
        store::writeFile(toPath(file),
                         history::writeRunFile(history::takeRun(history, id.toStdString())),
                         0600);
    });
}

void HistoryCommands::importRuns()
{
    const QString file = theme::FileDialog::file(m_window,
                                                 tr("Import runs"),
                                                 tr("Runs (*.postern-run);;All files (*)"));
    if (file.isEmpty())
        return;
    m_views.history->store().change([file](history::History &history) {
        history::readRuns(toPath(file), [&history](const history::LooseRun &run) {
            try {
                history.add(run);
            } catch (const Error &error) {
                if (error.code() != ErrorCode::Usage) // else it is there already
                    throw;
            }
        });
    });
}

void HistoryCommands::deleteSelected()
{
    const QStringList ids = m_views.history->selected();
    if (ids.isEmpty())
        return;
    Question question(tr("Delete runs"),
                      tr("What is deleted from the history can't be brought back."),
                      m_window);
    QStringList names;
    names.reserve(ids.size());
    for (const QString &id : ids) {
        const history::RunSummary *const run = m_views.history->run(id);
        names.append(run ? historyTimeText(*run) + QStringLiteral(" · ")
                               + QString::fromStdString(run->name)
                         : id);
    }
    question.setNames(names);
    const QPushButton *const meant = question.add(Question::Button::Other, tr("Delete"));
    question.add(Question::Button::SafeCancel, tr("Cancel"));
    if (question.ask() != meant)
        return;
    m_views.history->store().change([ids](history::History &history) {
        for (const QString &id : ids)
            history.remove(id.toStdString());
    });
}

} // namespace postern::ide
