// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window opens and how it runs that.

#include "app/ide/commands/actions.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/bottompane.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/flowchooser.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/panes/trustreview.h"
#include "app/ide/panes/welcomepage.h"
#include "app/ide/session/session.h"
#include "app/ide/window/mainwindow.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QShortcut>

#include <algorithm>
#include <iterator>

namespace postern::ide {

void MainWindow::openFlow(const QString &folderOrFile, const QString &chosenIn)
{
    if (const QStringList flows = m_session.flowsToChoose(folderOrFile); !flows.isEmpty()) {
        chooseFlow(folderOrFile, flows, chosenIn.isEmpty() ? folderOrFile : chosenIn);
        return;
    }
    if (!m_editors->mayClose())
        return;
    try {
        m_session.open(folderOrFile, chosenIn);
    } catch (const Error &error) {
        showNotice(theme::translated(error.translatableMessage()),
                   withoutCommands(theme::translated(error.translatableHint())));
    }
}

void MainWindow::chooseFlow(const QString &folder, const QStringList &flows, const QString &chosenIn)
{
    auto *chooser = new FlowChooser(folder, flows, this);
    connect(chooser, &FlowChooser::chosen, this, [this, chosenIn](const QString &file) {
        openFlow(file, chosenIn);
    });
    // Queued: at the start the window isn't there yet.
    QMetaObject::invokeMethod(chooser, &QDialog::open, Qt::QueuedConnection);
}

void MainWindow::chooseNeighbour()
{
    const QStringList flows = m_session.neighbours();
    if (flows.size() > 1)
        chooseFlow(m_session.chosenIn(), flows, m_session.chosenIn());
    else
        showNotice(tr("There is no other flow in this folder."),
                   QDir::toNativeSeparators(m_session.chosenIn()));
}

void MainWindow::chooseFolder()
{
    const QString folder = theme::FileDialog::folder(this, tr("Open flow folder"));
    if (!folder.isEmpty())
        openPath(folder);
}

void MainWindow::startRun()
{
    m_editors->flush(); // what is seen is what runs
    if (!m_runPane->run()) {
        bringUp(m_runDock);
        return;
    }
    m_session.settings().setValue(WelcomePage::kHasRun, true);
    if (m_mode == Mode::Author) {
        bringUp(m_runDock); // what comes out is in it
    }
}

void MainWindow::watchRunKey()
{
    // A command that can't be given has no key: this one has it meanwhile.
    const QAction *const run = (*m_actions)[ActionId::Run];
    auto *refused = new QShortcut(this);
    refused->setAutoRepeat(false);
    connect(refused, &QShortcut::activated, this, &MainWindow::sayWhyNotRun);
    const auto follow = [run, refused] {
        refused->setKey(run->shortcut());
        refused->setEnabled(!run->isEnabled());
    };
    connect(run, &QAction::changed, refused, follow);
    follow();
}

void MainWindow::sayWhyNotRun()
{
    if (m_session.runs().isBusy() && !m_session.runs().isStopping())
        return; // that is to be seen
    m_strips->showBlocked();
    if (m_mode == Mode::Author && m_session.document()) {
        bringUp(m_runDock);
    }
}

void MainWindow::chooseConnections()
{
    const QString file = theme::FileDialog::file(this,
                                                 tr("Connections for runs"),
                                                 tr("Connections (*.yaml *.yml *.json)"));
    if (!file.isEmpty())
        m_session.useConnections(file);
}

void MainWindow::reviewFolder()
{
    if (TrustReview(*m_session.document(), this).exec() == QDialog::Accepted)
        m_session.trustFolder();
}

void MainWindow::onRunnableChanged()
{
    const QString blocker = m_session.runBlocker();
    QAction *const run = (*m_actions)[ActionId::Run];
    run->setEnabled(blocker.isEmpty());
    run->setToolTip(blocker.isEmpty() ? tr("Run (F5)") : tr("Run (F5): %1").arg(blocker));
    const RunController &runs = m_session.runs();
    (*m_actions)[ActionId::Stop]->setEnabled(runs.isBusy() && !runs.isStopping());
    (*m_actions)[ActionId::TrustFolder]->setEnabled(m_session.isRestricted());
    (*m_actions)[ActionId::ReviewFolder]->setEnabled(m_session.isRestricted());
    const bool isOpen = m_session.document() != nullptr;
    for (const ActionId id : {ActionId::ModeAuthor,
                              ActionId::ModeDebug,
                              ActionId::ChooseFlow,
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
                              ActionId::ShowOutline,
                              ActionId::NextProblem,
                              ActionId::PreviousProblem,
                              ActionId::CopyDiagnostics})
        (*m_actions)[id]->setEnabled(isOpen);
    (*m_actions)[ActionId::OpenSample]->setEnabled(!samplesFolder().isEmpty());
    m_bottom->showProblems();
    m_io->setRunBlocker(blocker);
}

void MainWindow::showFailures()
{
    std::vector<flow::Diagnostic> problems = runProblems(m_session);
    std::ranges::move(loadProblems(m_session), std::back_inserter(problems));
    m_editors->setRunProblems(std::move(problems));
}

} // namespace postern::ide
