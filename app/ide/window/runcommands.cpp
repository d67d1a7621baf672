// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/runcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/trustreview.h"
#include "app/ide/panes/welcomepage.h"
#include "app/ide/session/session.h"
#include "app/ide/window/mode.h"
#include "widgets/theme/filedialog.h"

#include <QShortcut>

namespace postern::ide {

namespace {

/// What there is only of an open flow.
constexpr ActionId kOfFlow[]{ActionId::ChooseFlow,
                             ActionId::GoToPlace,
                             ActionId::ToggleSide,
                             ActionId::ToggleBottom,
                             ActionId::ShowEgress,
                             ActionId::GraphOrText,
                             ActionId::ResetLayout,
                             ActionId::FrameSelection,
                             ActionId::FocusMode,
                             ActionId::ZoomIn,
                             ActionId::ZoomOut,
                             ActionId::ActualSize,
                             ActionId::Fit,
                             ActionId::Tidy,
                             ActionId::NextProblem,
                             ActionId::PreviousProblem,
                             ActionId::CopyDiagnostics};

} // namespace

RunCommands::RunCommands(
    Session &session, const Actions &actions, RunPane *pane, EditorPane *editors, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_pane(pane)
    , m_editors(editors)
    , m_window(window)
{
    actions.on(ActionId::Run, this, &RunCommands::run);
    watchRunKey();
    actions.on(ActionId::Stop, &session.runs(), &RunController::stop);
    actions.on(ActionId::UseSimulator, &session, &Session::useSimulator);
    actions.on(ActionId::UseConnections, &session, [&session] {
        session.useConnections(session.connectionsFile());
    });
    actions.on(ActionId::ChooseConnections, this, &RunCommands::chooseConnections);
    actions.on(ActionId::TrustFolder, &session, &Session::trustFolder);
    actions.on(ActionId::ReviewFolder, this, &RunCommands::reviewFolder);
    connect(&session, &Session::runnableChanged, this, &RunCommands::refresh);
}

void RunCommands::refresh()
{
    const QString blocker = m_session.runBlocker();
    QAction *const run = m_actions[ActionId::Run];
    run->setEnabled(blocker.isEmpty());
    run->setToolTip(blocker.isEmpty() ? tr("Run (F5)") : tr("Run (F5): %1").arg(blocker));
    const RunController &runs = m_session.runs();
    m_actions[ActionId::Stop]->setEnabled(runs.isBusy() && !runs.isStopping());
    m_actions[ActionId::TrustFolder]->setEnabled(m_session.isRestricted());
    m_actions[ActionId::ReviewFolder]->setEnabled(m_session.isRestricted());
    const bool isOpen = m_session.document() != nullptr;
    for (const ActionId id : kOfFlow)
        m_actions[id]->setEnabled(isOpen);
    for (const ModeRow &mode : kModes)
        m_actions[mode.action]->setEnabled(isOpen);
}

void RunCommands::run()
{
    m_editors->flush(); // what is seen is what runs
    const bool isStarted = m_pane->run();
    if (isStarted)
        m_session.settings().setValue(WelcomePage::kHasRun, true);
    emit asked(isStarted);
}

void RunCommands::watchRunKey()
{
    // A command that can't be given has no key: this one has it meanwhile.
    const QAction *const run = m_actions[ActionId::Run];
    auto *refused = new QShortcut(m_window);
    refused->setAutoRepeat(false);
    connect(refused, &QShortcut::activated, this, &RunCommands::sayWhyNot);
    const QAction *const goOn = m_actions[ActionId::Continue];
    const auto follow = [run, goOn, refused] {
        refused->setKey(run->shortcut());
        refused->setEnabled(!run->isEnabled() && !goOn->isEnabled());
    };
    connect(run, &QAction::changed, refused, follow);
    connect(goOn, &QAction::changed, refused, follow);
    follow();
}

void RunCommands::sayWhyNot()
{
    if (m_session.runs().isBusy() && !m_session.runs().isStopping())
        return; // that is to be seen
    emit refused();
}

void RunCommands::chooseConnections()
{
    const QString file = theme::FileDialog::file(m_window,
                                                 tr("Connections for runs"),
                                                 tr("Connections (*.yaml *.yml *.json)"));
    if (!file.isEmpty())
        m_session.useConnections(file);
}

void RunCommands::reviewFolder()
{
    if (TrustReview(*m_session.document(), m_window).exec() == QDialog::Accepted)
        m_session.trustFolder();
}

} // namespace postern::ide
