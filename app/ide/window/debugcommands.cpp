// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/debugcommands.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/runpane.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/run/valueeditor.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QPushButton>

#include <utility>

namespace postern::ide {

namespace {

/// Where what can be looked at and changed stands.
widgets::NodeTab tabOf(debug::Moment moment)
{
    switch (moment) {
    case debug::Moment::Before:
        return widgets::NodeTab::Inputs;
    case debug::Moment::Prompt:
        return widgets::NodeTab::Prompt;
    case debug::Moment::After:
        return widgets::NodeTab::Output;
    }
    return widgets::NodeTab::Inputs;
}

} // namespace

DebugCommands::DebugCommands(Session &session, const Actions &actions, Views views, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_inputs(views.io->inputValues())
    , m_output(views.io->outputValue())
    , m_window(window)
{
    connectRun();
    connectSteps();
    connectEdits();
    const widgets::RunModel &model = session.model();
    connect(&session, &Session::runnableChanged, this, &DebugCommands::refresh);
    connect(&session.debug(), &DebugController::changed, this, &DebugCommands::refresh);
    connect(&session.debug(), &DebugController::pinsChanged, this, &DebugCommands::refresh);
    connect(&session.debug(), &DebugController::stopped, this, [this](const QString &stopped) {
        if (m_session.graph().node(stopped))
            m_views.node->select(stopped);
        if (const auto &stop = m_session.debug().stop())
            m_views.io->showTab(tabOf(stop->moment));
    });
    connect(&session.debug(),
            &DebugController::failed,
            this,
            [this](const Error &error, const QString &what) {
                emit m_session.edits().refused(error, what);
            });
    connect(&model, &widgets::RunModel::nodesChanged, this, &DebugCommands::refresh);
    connect(&model, &widgets::RunModel::momentChanged, this, &DebugCommands::refresh);
    connect(views.node, &NodeViews::selectionChanged, this, &DebugCommands::refresh);
    connect(&session.runs(), &RunController::busyChanged, this, [this] {
        if (!m_session.runs().isBusy() && std::exchange(m_isRestarting, false))
            start({});
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) {
        if (!now || now->window() != m_window)
            return; // a palette is about what had the keyboard before
        m_isInText = now->inputMethodQuery(Qt::ImEnabled).toBool();
        refresh();
    });
    refresh();
}

void DebugCommands::connectRun()
{
    m_actions.on(ActionId::RunWithoutBreakpoints, this, [this] {
        start({.withBreakpoints = false});
    });
    m_actions.on(ActionId::Restart, this, &DebugCommands::restart);
    m_actions.on(ActionId::RunToHere, this, &DebugCommands::runToHere);
    m_actions.on(ActionId::RunFromHere, this, &DebugCommands::runFromHere);
    m_actions.on(ActionId::ForkHere, this, &DebugCommands::fork);
    m_actions.on(ActionId::PinOutput, this, [this] { m_session.debug().togglePin(node()); });
}

void DebugCommands::connectSteps()
{
    DebugController &debug = m_session.debug();
    m_actions.on(ActionId::Continue, &debug, &DebugController::resume);
    m_actions.on(ActionId::Pause, &debug, &DebugController::pause);
    m_actions.on(ActionId::NextNode, this, &DebugCommands::next);
    m_actions.on(ActionId::StepInto, &debug, &DebugController::stepInto);
    m_actions.on(ActionId::StepOut, &debug, &DebugController::stepOut);
    m_actions.on(ActionId::StepBack, this, &DebugCommands::stepBack);
}

void DebugCommands::connectEdits()
{
    DebugController &debug = m_session.debug();
    m_actions.on(ActionId::RetryNode, this, [this] {
        m_views.editors->flush();
        m_session.document()->readNow();
        flow::FlowDocument document = m_session.document()->flow();
        document.setUnsaved(m_session.document()->workspace().unsavedTexts());
        m_session.debug().retry(document);
    });
    m_actions.on(ActionId::EditInputs, this, &DebugCommands::editInputs);
    m_actions.on(ActionId::SupplyOutput, this, &DebugCommands::supplyOutput);
    connect(m_inputs, &widgets::ValueView::edited, this, [this](const Value &whole) {
        if (m_session.model().steppedBackTo().empty())
            m_session.debug().setInputs(whole);
        else
            m_session.pastRun().edit(whole);
        refresh();
    });
    connect(m_output, &widgets::ValueView::edited, &debug, &DebugController::setOutput);
    for (widgets::ValueView *view : {m_inputs, m_output})
        connect(view, &widgets::ValueView::revertWanted, this, [this] {
            if (m_session.model().steppedBackTo().empty())
                m_session.debug().revert();
            else
                m_session.pastRun().revert();
            refresh();
        });
}

QString DebugCommands::node() const
{
    const QString selected = m_views.node->selected();
    return m_session.graph().node(selected) ? selected : QString();
}

void DebugCommands::refresh()
{
    const bool isBusy = m_session.runs().isBusy() && !m_session.runs().isStopping();
    const bool canRun = m_session.runBlocker().isEmpty();
    const widgets::RunModel &model = m_session.model();
    const auto &stop = m_session.debug().stop();
    const bool isBack = !model.steppedBackTo().empty();
    const bool isStopped = isBusy && stop.has_value();
    const bool isHeld = isBusy && m_session.debug().isStopped();
    const bool isDag = m_session.document() && m_session.document()->isDag();
    const QString selected = node();
    const widgets::NodeRun *const run = model.node(selected.toStdString());
    const auto enable = [this](ActionId id, bool isOn) { m_actions[id]->setEnabled(isOn); };
    enable(ActionId::Continue, isHeld);
    enable(ActionId::RunWithoutBreakpoints, canRun);
    enable(ActionId::Pause, isBusy && !isHeld);
    enable(ActionId::Restart, isBusy || canRun);
    enable(ActionId::NextNode, isBack || isHeld);
    enable(ActionId::StepInto, isHeld && !isBack);
    enable(ActionId::StepOut, isHeld && !isBack);
    const bool canStepBack = (!isBusy || isStopped) && !model.stepBefore().empty();
    enable(ActionId::StepBack, canStepBack && !m_isInText);
    enable(ActionId::ShowContextMenu, !canStepBack || m_isInText); // they have one key
    enable(ActionId::ForkHere, isBack && !isBusy && canRun);
    enable(ActionId::RunToHere, (canRun || isHeld) && isDag && !selected.isEmpty());
    enable(ActionId::RunFromHere, canRun && isDag && !selected.isEmpty());
    enable(ActionId::RetryNode, isStopped && stop->moment == debug::Moment::After);
    enable(ActionId::EditInputs, isStopped && stop->moment == debug::Moment::Before);
    enable(ActionId::SupplyOutput,
           isStopped && (stop->error || stop->moment != debug::Moment::After));
    const bool isPinned = m_session.debug().isPinned(selected);
    const bool hasGiven = run
                          && (run->state == run::NodeState::Done
                              || run->state == run::NodeState::Cached);
    enable(ActionId::PinOutput, isPinned || hasGiven);
    m_actions[ActionId::PinOutput]->setChecked(isPinned);
    showEditable();
}

void DebugCommands::showEditable()
{
    const widgets::RunModel &model = m_session.model();
    const auto &stop = m_session.debug().stop();
    const QString selected = node();
    const bool isBack = !selected.isEmpty() && model.steppedBackTo() == selected.toStdString();
    const bool isHere = model.steppedBackTo().empty() && stop
                        && stop->path == selected.toStdString();
    m_inputs->setEditable(isBack || (isHere && stop->moment == debug::Moment::Before));
    m_output->setEditable(isHere && stop->moment == debug::Moment::After && !stop->error);
    const widgets::NodeRun *const run = model.node(selected.toStdString());
    QStringList edited = isBack ? m_session.pastRun().edited() : QStringList();
    if (isHere && run) {
        for (const std::string &name : run->editedInputs)
            edited.append(QString::fromStdString(name));
    }
    m_inputs->setEdited(edited);
    m_output->setEdited(isHere && run && run->isOutputEdited ? QStringList{QString()}
                                                             : QStringList());
}

bool DebugCommands::start(RunChoices choices)
{
    m_views.editors->flush();               // what is seen is what runs
    const bool isFork = choices.sameInputs; // nothing is asked for, and no turn of a chat is sent
    m_session.setNextRun(std::move(choices));
    const bool isStarted = isFork ? m_session.run() : m_views.runPane->run();
    m_session.setNextRun({});
    emit asked(isStarted);
    return isStarted;
}

void DebugCommands::restart()
{
    if (!m_session.runs().isBusy()) {
        start({});
        return;
    }
    m_isRestarting = true;
    m_session.runs().stop();
}

void DebugCommands::next()
{
    widgets::RunModel &model = m_session.model();
    if (model.steppedBackTo().empty())
        return m_session.debug().next();
    const std::string after = model.stepAfter();
    if (after.empty())
        model.stepToNow();
    else
        model.stepBackTo(after);
    if (!after.empty())
        m_views.node->select(QString::fromStdString(after));
}

void DebugCommands::stepBack()
{
    widgets::RunModel &model = m_session.model();
    const std::string before = model.stepBefore(node().toStdString());
    if (before.empty())
        return;
    model.stepBackTo(before);
    m_views.node->select(QString::fromStdString(before));
    m_views.io->showTab(widgets::NodeTab::Inputs);
}

void DebugCommands::runToHere()
{
    if (m_session.debug().isStopped())
        m_session.debug().runTo(node());
    else
        start({.stopAt = node().toStdString()});
}

void DebugCommands::runFromHere()
{
    m_views.editors->flush();
    const QString from = node();
    const auto ask = [this, from](const Session::Plan &plan) { confirmReuse(from, plan); };
    m_session.planFrom(from, false, ask);
}

void DebugCommands::confirmReuse(const QString &from, const Session::Plan &plan)
{
    QStringList names;
    bool isAnyReused = false;
    for (const replay::ReuseEntry &entry : plan) {
        const QString name = QString::fromStdString(entry.node);
        const QString why = theme::translated(entry.why);
        isAnyReused = isAnyReused || entry.isReused;
        names.append(entry.isReused  ? tr("%1: reused").arg(name)
                     : why.isEmpty() ? tr("%1: runs").arg(name)
                                     : tr("%1: runs, %2").arg(name, why));
    }
    Question question(tr("Run from %1").arg(from),
                      isAnyReused
                          ? tr("What nodes gave before is taken where nothing that it depends "
                               "on has changed:")
                          : tr("Nothing can be reused:"),
                      m_window);
    question.setNames(names);
    const QPushButton *const run = question.add(Question::Button::Meant, tr("Run"));
    const QPushButton *const all = question.add(Question::Button::Other,
                                                tr("Reuse also what may differ"));
    question.add(Question::Button::Cancel, tr("Cancel"));
    const QPushButton *const answer = question.ask();
    if (answer == run || answer == all)
        start({.from = from.toStdString(), .takesUnrepeatable = answer == all});
}

void DebugCommands::fork()
{
    const PastRun &past = m_session.pastRun();
    const std::string &here = m_session.model().steppedBackTo();
    const QString edited = past.edited().join(QStringLiteral(", "));
    start({.given = past.atMoment(),
           .editedNode = here,
           .editedInputs = past.editedInputs(),
           .parent = m_session.runs().runId().toStdString(),
           .change = here + (edited.isEmpty() ? "" : ": " + edited.toStdString()),
           .sameInputs = true});
}

void DebugCommands::editInputs()
{
    const auto &stop = m_session.debug().stop();
    if (!stop)
        return;
    const std::optional<Value> now
        = widgets::ValueEditor::ask(tr("Edit inputs of %1").arg(QString::fromStdString(stop->path)),
                                    stop->inputs,
                                    m_window);
    if (now)
        m_session.debug().setInputs(*now);
}

void DebugCommands::supplyOutput()
{
    const auto &stop = m_session.debug().stop();
    if (!stop)
        return;
    const std::optional<Value> now
        = widgets::ValueEditor::ask(tr("Output of %1").arg(QString::fromStdString(stop->path)),
                                    stop->output,
                                    m_window);
    if (now)
        m_session.debug().supply(*now);
}

} // namespace postern::ide
