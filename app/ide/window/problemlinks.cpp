// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/problemlinks.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/resultpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "app/ide/window/panellist.h"
#include "app/ide/window/workarea.h"
#include "engine/flow/diagnostic.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace postern::ide {

ProblemLinks::ProblemLinks(Session &session, const Actions &actions, Views views, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_views(views)
{
    ResultPane *const results = views.runPane->results();
    const auto advise = [&session, &actions](const Error &error) {
        return adviceFor(error, session, actions);
    };
    views.io->setAdviser(advise);
    views.inspector->setAdviser(advise);
    results->setAdviser(advise);
    results->offerTrust({actions[ActionId::ReviewFolder], actions[ActionId::TrustFolder]});
    connect(views.strips, &StripArea::placeChosen, this, &ProblemLinks::goTo);
    connect(views.io, &widgets::NodeIo::placeChosen, this, &ProblemLinks::goTo);
    connect(views.inspector, &widgets::NodeInspector::placeChosen, this, &ProblemLinks::goTo);
    connect(results, &ResultPane::placeChosen, this, &ProblemLinks::goTo);
    connect(views.bottom, &BottomPane::problemChosen, this, &ProblemLinks::goToProblem);
    connect(views.editors,
            &EditorPane::sourceProblemsFound,
            views.bottom,
            &BottomPane::setSourceProblems);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &ProblemLinks::markFailures);
    connect(&session.imports(), &ImportCheck::changed, this, &ProblemLinks::markFailures);
    connect(&session, &Session::documentOpened, this, &ProblemLinks::markFailures);
    markFailures();
}

void ProblemLinks::markFailures()
{
    std::vector<flow::Diagnostic> problems = runProblems(m_session);
    std::ranges::move(loadProblems(m_session), std::back_inserter(problems));
    m_views.editors->setRunProblems(std::move(problems));
}

void ProblemLinks::goToProblem(const flow::Diagnostic &problem)
{
    if (!problem.node.empty())
        m_views.node->select(QString::fromStdString(problem.node));
    if (problem.place.line > 0)
        goTo(QString::fromStdString(problem.place.file), problem.place.line, problem.place.column);
}

void ProblemLinks::goTo(const QString &file, int line, int column) const
{
    m_views.area->bringUp(panels::kEditors);
    m_views.editors->goTo(file, line, column);
}

} // namespace postern::ide
