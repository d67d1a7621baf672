// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/striparea.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/environment/environmenttext.h"
#include "app/ide/session/session.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/run/strip.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

using widgets::Strip;

namespace {
constexpr qsizetype kMostOfReason = 300; // the node's card has all of it

QString asSentence(const QString &text)
{
    const bool isEnded = text.endsWith('.') || text.endsWith('!') || text.endsWith('?')
                         || text.endsWith(QStringLiteral("…"));
    return isEnded ? text : text + '.';
}
} // namespace

StripArea::StripArea(Session &session, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_restricted(new Strip(Strip::Kind::Warning, this))
    , m_python(new Strip(Strip::Kind::Warning, this))
    , m_broken(new Strip(Strip::Kind::Error, this))
    , m_failed(new Strip(Strip::Kind::Error, this))
    , m_notice(new Strip(Strip::Kind::Error, this))
    , m_inputs(new Strip(Strip::Kind::Error, this))
    , m_blocked(new Strip(Strip::Kind::Error, this))
{
    setAccessibleName(tr("Messages"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (Strip *strip : strips())
        layout->addWidget(strip);
    buildRestricted();
    buildBroken();
    buildFailed();
    buildPython();
    m_notice->setObjectName("noticeStrip");
    m_inputs->setObjectName("inputsStrip");
    m_blocked->setObjectName("blockedStrip");
    offer(m_blocked, ActionId::NextProblem, actions[ActionId::NextProblem]->text());
    for (Strip *strip : {m_failed, m_notice, m_inputs, m_blocked})
        offerDismissal(strip);
    for (Strip *strip : {m_notice, m_inputs, m_blocked})
        strip->hide();

    connect(&session.environment(),
            &EnvironmentController::changed,
            this,
            &StripArea::showEnvironment);
    connect(&session, &Session::documentOpened, this, [this] { m_isRunWanted = false; });
    connect(&session, &Session::runnableChanged, this, &StripArea::refresh);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &StripArea::showFailure);
    refresh();
    showFailure();
    showEnvironment();
}

void StripArea::buildRestricted()
{
    m_restricted->setObjectName("restrictedStrip");
    m_review = offer(m_restricted, ActionId::ReviewFolder, tr("Review contents"));
    offer(m_restricted, ActionId::TrustFolder, tr("Trust folder"))->setObjectName("trustButton");
}

void StripArea::buildBroken()
{
    m_broken->setObjectName("brokenStrip");
    m_goToLine = m_broken->addButton(tr("Go to line"));
    connect(m_goToLine, &QPushButton::clicked, this, [this] {
        emit placeChosen(QString::fromStdString(m_breakPlace.file),
                         m_breakPlace.line,
                         m_breakPlace.column);
    });
    m_undoToGood = m_broken->addButton(tr("Undo to last good"));
    m_undoToGood->setObjectName("undoToGood");
    connect(m_undoToGood, &QPushButton::clicked, this, [this] {
        m_session.document()->undoToLastGood();
    });
}

void StripArea::buildFailed()
{
    m_failed->setObjectName("failedStrip");
    for (const ActionId id : {ActionId::ChooseConnections,
                              ActionId::UseSimulator,
                              ActionId::CreateEnvironment,
                              ActionId::ChooseInterpreter,
                              ActionId::ReviewFolder,
                              ActionId::TrustFolder})
        m_ways.insert(m_actions[id], offer(m_failed, id, m_actions[id]->text()));
    m_openPlace = m_failed->addButton({});
    m_openPlace->setObjectName("openPlace");
    connect(m_openPlace, &QPushButton::clicked, this, [this] {
        if (const Error *error = failure(); error && error->place())
            emit placeChosen(QString::fromStdString(error->place()->file),
                             error->place()->line,
                             error->place()->column);
    });
    m_showNode = m_failed->addButton(tr("Show node"));
    connect(m_showNode, &QPushButton::clicked, this, [this] {
        emit nodeChosen(QString::fromStdString(m_session.model().failedNode()));
    });
    offer(m_failed, ActionId::Run, tr("Run again"));
    offer(m_failed, ActionId::CopyErrorDetails, tr("Copy details"));
}

void StripArea::buildPython()
{
    m_python->setObjectName("pythonStrip");
    m_create = offer(m_python, ActionId::CreateEnvironment, tr("Create environment"));
    m_chooseInterpreter = offer(m_python, ActionId::ChooseInterpreter, tr("Choose interpreter…"));
    m_stopCreating = offer(m_python, ActionId::StopCreating, tr("Stop"));
    m_hidePython = m_python->addButton(tr("Dismiss"));
    connect(m_hidePython, &QPushButton::clicked, this, [this] {
        m_hiddenPython = m_python->text();
        showEnvironment();
    });
}

void StripArea::offerDismissal(Strip *strip)
{
    connect(strip->addButton(tr("Dismiss")), &QPushButton::clicked, this, [this, strip] {
        strip->hide();
        m_isRunWanted = m_isRunWanted && strip != m_blocked;
        announce();
    });
}

QPushButton *StripArea::offer(Strip *strip, ActionId id, const QString &text)
{
    QPushButton *const button = strip->addButton(text);
    QAction *const action = m_actions[id];
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    button->setEnabled(action->isEnabled());
    return button;
}

void StripArea::showNotice(const QString &title, const QString &text)
{
    m_notice->setText(title, text);
    m_notice->show();
    announce();
    emit told(m_notice);
}

void StripArea::showInputs(const QString &problems)
{
    m_inputs->setText(tr("The inputs need attention."), problems);
    m_inputs->setVisible(!problems.isEmpty());
    announce();
    emit told(m_inputs);
}

void StripArea::showBlocked()
{
    m_isRunWanted = true;
    refresh();
    emit told(m_session.isRestricted() ? m_restricted : m_blocked);
    // Its strip is there already: it says so now, and is where the keyboard goes on.
    if (m_session.isRestricted())
        m_review->setFocus(Qt::ShortcutFocusReason);
}

QList<Strip *> StripArea::strips() const
{
    return QList{m_restricted, m_python, m_broken, m_failed, m_notice, m_inputs, m_blocked}
           + m_others;
}

void StripArea::addStrip(Strip *strip)
{
    m_others.append(strip);
    strip->hide();
    layout()->addWidget(strip);
}

void StripArea::showStrip(Strip *strip, bool isShown)
{
    strip->setVisible(isShown);
    announce();
}

void StripArea::takeOver(const StripArea &old)
{
    m_isRunWanted = old.m_isRunWanted;
    refresh();
    if (!old.m_notice->isHidden())
        showNotice(old.m_notice->title(), old.m_notice->text());
    if (old.m_python->isHidden() && !m_python->isHidden())
        m_hidePython->click();
    const QList<Strip *> own = strips();
    const QList<Strip *> others = old.strips();
    for (qsizetype i = 0; i < std::min(own.size(), others.size()); ++i) {
        if (others[i]->isHidden())
            own[i]->hide();
    }
    announce();
}

bool StripArea::isNeeded() const
{
    return std::ranges::any_of(strips(), [](const Strip *strip) { return !strip->isHidden(); });
}

void StripArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void StripArea::announce()
{
    fitHeight();
    emit changed();
}

void StripArea::fitHeight()
{
    layout()->activate();
    const int before = height();
    setFixedHeight(isNeeded() ? std::max(0, layout()->heightForWidth(width())) : 0);
    // While the area is only just being shown nobody tells the layout of the new height.
    layout()->setGeometry(contentsRect());
    if (height() != before)
        emit heightChanged();
}

void StripArea::refresh()
{
    const QString blocker = m_session.runBlocker();
    m_isRunWanted = m_isRunWanted && !blocker.isEmpty();
    m_blocked->setText(tr("The flow can't be run now."), blocker);
    m_blocked->setVisible(m_isRunWanted && !m_session.isRestricted());
    showRestricted();
    showBroken();
    if (m_session.runs().isBusy()) {
        m_notice->hide();
        m_inputs->hide();
    }
    announce();
}

void StripArea::showRestricted()
{
    m_restricted->setText(m_isRunWanted ? tr("Nothing runs: this folder is restricted.")
                                        : tr("This folder is restricted."),
                          tr("It can run Python and reach the network. Viewing and editing work; "
                             "running does not."));
    m_restricted->setVisible(m_session.isRestricted());
}

void StripArea::showBroken()
{
    const Document *document = m_session.document();
    m_broken->setVisible(document && !document->flow().isCurrent());
    if (m_broken->isHidden())
        return;
    QString reason = tr("The flow's file can't be read as it stands.");
    const auto &problems = document->flow().diagnostics();
    const auto first = std::find_if(problems.begin(), problems.end(), [](const auto &problem) {
        return problem.severity == flow::Severity::Error;
    });
    m_breakPlace = {};
    if (first != problems.end()) {
        m_breakPlace = first->place;
        reason = theme::translated(first->message);
    }
    m_goToLine->setVisible(m_breakPlace.line > 0);
    m_undoToGood->setVisible(document->hasGoodFlow());
    m_broken->setText(m_breakPlace.line > 0 ? tr("Line %1 can't be read.").arg(m_breakPlace.line)
                                            : QString(),
                      document->hasGoodFlow()
                          ? tr("%1 Showing the graph from %2.")
                                .arg(reason,
                                     document->lastGood().toString(QStringLiteral("HH:mm:ss")))
                          : reason);
}

void StripArea::copyDetails()
{
    if (const Error *error = failure())
        QApplication::clipboard()->setText(widgets::errorReport(*error));
}

const Error *StripArea::failure() const
{
    const widgets::RunModel &model = m_session.model();
    if (!model.error())
        return nullptr;
    const widgets::NodeRun *run = model.node(model.failedNode());
    return run && run->error ? &*run->error : &*model.error();
}

void StripArea::showFailure()
{
    const widgets::RunModel &model = m_session.model();
    m_actions[ActionId::CopyErrorDetails]->setEnabled(model.error().has_value());
    const Error *const error = model.state() == run::NodeState::Failed ? failure() : nullptr;
    m_failed->setVisible(error != nullptr);
    if (!error) {
        announce();
        return;
    }
    const QString node = QString::fromStdString(model.failedNode());
    const widgets::ErrorAdvice advice = adviceFor(*error, m_session, m_actions);
    const QString reason = theme::shortened(widgets::failureReason(*error), kMostOfReason);
    m_failed->setText(node.isEmpty() ? tr("The run failed.") : tr("%1 failed.").arg(node),
                      advice.hint.isEmpty() ? reason : asSentence(reason) + ' ' + advice.hint);
    for (auto way = m_ways.cbegin(); way != m_ways.cend(); ++way)
        way.value()->setVisible(advice.actions.contains(way.key()));
    const bool hasPlace = error->place() && !error->place()->file.empty();
    m_openPlace->setVisible(hasPlace);
    if (hasPlace)
        m_openPlace->setText(tr("Open %1").arg(widgets::placeText(*error->place())));
    m_showNode->setVisible(!node.isEmpty());
    announce();
    emit told(m_failed);
}

void StripArea::showEnvironment()
{
    const EnvironmentController &environment = m_session.environment();
    const bool isCreating = environment.isCreating();
    QString text;
    if (isCreating) {
        text = tr("Creating the Python environment. Its progress is in the Output tab.");
    } else if (environment.error()) {
        text = theme::translated(environment.error()->translatableMessage());
    } else if (!environment.missing().empty()) {
        text = missingText(environment);
    }
    m_python->setText(isCreating || text.isEmpty() ? QString() : tr("Python needs attention."),
                      text);
    m_python->setVisible(!text.isEmpty() && text != m_hiddenPython);
    m_create->setVisible(!isCreating && !environment.error());
    m_chooseInterpreter->setVisible(!isCreating);
    m_stopCreating->setVisible(isCreating);
    m_hidePython->setVisible(!isCreating);
    announce();
}

} // namespace postern::ide
