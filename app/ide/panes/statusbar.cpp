// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/statusbar.h"

#include "app/ide/commands/actions.h"
#include "app/ide/commands/waysout.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/environment/environmenttext.h"
#include "app/ide/home/filekind.h"
#include "app/ide/session/session.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace postern::ide {

namespace {

/// Of one size as long as the words fit: another one would lay out the window, and paint its edges,
/// at each digit.
void say(QToolButton *button, const QString &text)
{
    button->setText(text);
    button->ensurePolished();
    const QSize needed = button->sizeHint();
    const int digit = button->fontMetrics().horizontalAdvance(u'8');
    if (needed.width() > button->minimumWidth() || needed.height() != button->minimumHeight())
        button->setFixedSize(needed.width() + digit, needed.height());
}

/// Once its words or their size are others for good.
void fitAnew(QToolButton *button)
{
    button->setMinimumSize(0, 0);
    say(button, button->text());
}

QToolButton *item(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    theme::follow(button, [button] {
        button->setIconSize({theme::scaled(14), theme::scaled(14)});
        fitAnew(button);
    });
    return button;
}

/// A button that gets an icon lays out and paints the window around it, if it had it or not.
void showIcon(QToolButton *button, const QString &name, QColor theme::Tokens::*colour)
{
    if (button->property("iconName") == name)
        return;
    button->setProperty("iconName", name);
    button->setIcon(theme::icon(name, colour));
}

int count(const std::vector<flow::Diagnostic> &problems, flow::Severity severity)
{
    return static_cast<int>(std::ranges::count(problems, severity, &flow::Diagnostic::severity));
}

} // namespace

StatusBar::StatusBar(Session &session, const Actions &actions, QWidget *parent)
    : QStatusBar(parent)
    , m_session(session)
    , m_branch(item(this))
    , m_trust(item(this))
    , m_errors(item(this))
    , m_warnings(item(this))
    , m_engine(item(this))
    , m_python(item(this))
    , m_run(item(this))
    , m_caret(item(this))
    , m_file(item(this))
    , m_egress(item(this))
{
    setSizeGripEnabled(false);
    for (QToolButton *button : {m_branch, m_trust, m_errors, m_warnings, m_engine, m_python})
        addWidget(button);
    for (QToolButton *button : {m_run, m_caret, m_file, m_egress})
        addPermanentWidget(button);
    m_branch->setObjectName("statusBranch");
    m_branch->setIcon(theme::icon("git"));
    m_branch->setToolTip(tr("Branch; commits to push and to pull"));
    connect(m_branch, &QToolButton::clicked, this, &StatusBar::branchClicked);
    connect(&session.git(), &GitStore::changed, this, &StatusBar::showBranch);
    m_trust->setObjectName("statusTrust");
    m_engine->setObjectName("statusEngine");
    m_run->setObjectName("statusRun");

    auto *trustMenu = new QMenu(m_trust);
    trustMenu->addActions({actions[ActionId::ReviewFolder], actions[ActionId::TrustFolder]});
    m_trust->setMenu(trustMenu);
    m_trust->setPopupMode(QToolButton::InstantPopup);
    auto *engineMenu = new QMenu(m_engine);
    engineMenu->addActions({actions[ActionId::UseSimulator], actions[ActionId::UseConnections]});
    m_engine->setMenu(engineMenu);
    m_engine->setPopupMode(QToolButton::InstantPopup);
    m_python->setObjectName("statusPython");
    auto *pythonMenu = new QMenu(m_python);
    pythonMenu->addActions({actions[ActionId::CheckEnvironment],
                            actions[ActionId::CreateEnvironment],
                            actions[ActionId::CreateFromWheels],
                            actions[ActionId::StopCreating],
                            actions[ActionId::ChooseInterpreter]});
    m_python->setMenu(pythonMenu);
    m_python->setPopupMode(QToolButton::InstantPopup);
    connect(&session.environment(), &EnvironmentController::changed, this, &StatusBar::showPython);
    for (QToolButton *button : {m_errors, m_warnings})
        connect(button, &QToolButton::clicked, this, &StatusBar::problemsClicked);
    connect(m_run, &QToolButton::clicked, this, &StatusBar::runClicked);
    m_errors->setIcon(theme::icon("cross", &theme::Tokens::err));
    m_warnings->setIcon(theme::icon("warning", &theme::Tokens::warn));
    m_egress->setObjectName("statusEgress");
    m_egress->setIcon(theme::icon("globe"));
    auto *egressMenu = new QMenu(m_egress);
    egressMenu->addActions({actions[ActionId::ShowEgress], actions[ActionId::CopyEgress]});
    m_egress->setMenu(egressMenu);
    m_egress->setPopupMode(QToolButton::InstantPopup);
    connect(&session.egress(), &EgressLog::changed, this, &StatusBar::showEgress);
    m_caret->setToolTip(tr("Line and column"));
    m_file->setObjectName("statusFile");
    m_file->setToolTip(tr("Kind of file, and how its lines end"));
    for (QToolButton *button : {m_caret, m_file})
        button->setFocusPolicy(Qt::NoFocus);

    connect(&session, &Session::runnableChanged, this, &StatusBar::refresh);
    connect(&session.debug(), &DebugController::changed, this, &StatusBar::showEngine);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &StatusBar::showEngine);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &StatusBar::showRun);
    connect(&session, &Session::engineChanged, this, &StatusBar::refresh);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &StatusBar::refresh);
    connect(&session.model(), &widgets::RunModel::waitChanged, this, &StatusBar::showEngine);
    refresh();
}

void StatusBar::refresh()
{
    const bool isOpen = m_session.document() != nullptr;
    for (QToolButton *button : {m_trust, m_errors, m_warnings, m_run, m_egress})
        button->setVisible(isOpen);
    for (QToolButton *button : {m_caret, m_file})
        button->setVisible(isOpen && !m_isCompact);
    showBranch();
    showTrust();
    showProblems();
    showEngine();
    showPython();
    showRun();
    showEgress();
}

void StatusBar::setCompact(bool compact)
{
    m_isCompact = compact;
    m_trust->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    fitAnew(m_trust);
    refresh();
    fitToWidth();
}

void StatusBar::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fitToWidth();
}

bool StatusBar::event(QEvent *event)
{
    const bool isDone = QStatusBar::event(event);
    if (event->type() == QEvent::LayoutRequest)
        yieldWords(); // one of them may have grown
    return isDone;
}

int StatusBar::neededWidth() const
{
    constexpr int kBetween = 6;
    int all = 0;
    for (const auto *button : findChildren<QToolButton *>(Qt::FindDirectChildrenOnly)) {
        if (!button->isHidden())
            all += button->minimumWidth() + kBetween;
    }
    return all;
}

void StatusBar::fitToWidth()
{
    for (QToolButton *button : {m_egress, m_python, m_engine}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        fitAnew(button);
    }
    yieldWords();
}

void StatusBar::yieldWords()
{
    // In the order in which their words are missed least; a tool tip has them.
    for (QToolButton *button : {m_egress, m_python, m_engine}) {
        if (button->toolButtonStyle() == Qt::ToolButtonIconOnly)
            continue;
        if (neededWidth() <= width())
            return;
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        fitAnew(button);
        if (button->toolTip().isEmpty())
            button->setToolTip(button->text());
    }
}

void StatusBar::showCaret(int line, int column)
{
    say(m_caret, tr("Ln %1, Col %2").arg(line).arg(column));
}

void StatusBar::showFile(const Buffer *buffer)
{
    say(m_file, QStringLiteral("%1 · %2").arg(fileKind(buffer->name()), lineEnds(buffer->text())));
}

void StatusBar::showBranch()
{
    const auto &snapshot = m_session.git().snapshot();
    m_branch->setVisible(m_session.document() && snapshot);
    if (!snapshot)
        return;
    const std::size_t conflicts = snapshot->conflictCount();
    say(m_branch,
        conflicts > 0 ? tr("%1 · %2 in conflict").arg(snapshot->branchText()).arg(conflicts)
                      : snapshot->branchWithDistance());
    m_branch->setAccessibleName(tr("Branch %1").arg(m_branch->text()));
}

void StatusBar::showTrust()
{
    const bool isRestricted = m_session.isRestricted();
    say(m_trust, isRestricted ? tr("Restricted") : tr("Trusted"));
    m_trust->setToolTip(m_trust->text());
    if (isRestricted)
        showIcon(m_trust, "shield", &theme::Tokens::warn);
    else
        showIcon(m_trust, "shield-tick", &theme::Tokens::ok);
}

void StatusBar::showProblems()
{
    const std::vector<flow::Diagnostic> problems = allProblems(m_session);
    const int errors = count(problems, flow::Severity::Error);
    const int warnings = count(problems, flow::Severity::Warning);
    say(m_errors, QString::number(errors));
    m_errors->setAccessibleName(tr("Errors: %1").arg(errors));
    m_errors->setToolTip(m_errors->accessibleName());
    say(m_warnings, QString::number(warnings));
    m_warnings->setAccessibleName(tr("Warnings: %1").arg(warnings));
    m_warnings->setToolTip(m_warnings->accessibleName());
}

void StatusBar::showEngine()
{
    QString text = tr("Engine ready");
    if (m_session.runs().isStopping())
        text = tr("Stopping…");
    else if (m_session.runs().isBusy())
        text = m_session.model().waitText().isEmpty() ? tr("Running")
                                                      : m_session.model().waitText();
    const bool isPaused = m_session.runs().isBusy() && m_session.debug().isStopped();
    if (isPaused)
        text = tr("Paused at %1").arg(m_session.debug().stoppedNode());
    else if (!m_session.model().steppedBackTo().empty())
        text = tr("Stepped back to before %1")
                   .arg(QString::fromStdString(m_session.model().steppedBackTo()));
    say(m_engine, text);
    if (isPaused)
        showIcon(m_engine, "pause", &theme::Tokens::pause);
    else if (!m_session.model().steppedBackTo().empty())
        showIcon(m_engine, "to-start", &theme::Tokens::pause);
    else if (m_session.runs().isBusy())
        showIcon(m_engine, "run", &theme::Tokens::run);
    else
        showIcon(m_engine, "tick", &theme::Tokens::ok);
    m_engine->setToolTip(m_session.simulates()
                             ? tr("The built-in simulator answers every connection.")
                             : tr("Runs use real connections."));
}

void StatusBar::showPython()
{
    const EnvironmentController &environment = m_session.environment();
    m_python->setVisible(m_session.document() && !m_session.isRestricted());
    if (const QString words = environmentSummary(environment); words != m_python->text()) {
        m_python->setText(words); // seldom: no wider than it is for good
        fitAnew(m_python);
    }
    m_python->setToolTip(environmentDetails(environment));
    const bool isFine = !environment.error() && environment.missing().empty();
    if (isFine)
        showIcon(m_python, "python", &theme::Tokens::text2);
    else
        showIcon(m_python, "warning", &theme::Tokens::warn);
}

void StatusBar::showWiring(const QString &what)
{
    m_wiring = what;
    showRun();
}

void StatusBar::showRun()
{
    if (!m_wiring.isEmpty())
        return say(m_run, m_wiring);
    const widgets::RunModel &model = m_session.model();
    if (model.state() == run::NodeState::Idle || model.isRunning()) {
        say(m_run,
            model.isRunning()
                ? tr("Running since %1").arg(model.startedAt().toString(QStringLiteral("HH:mm:ss")))
                : tr("No runs yet"));
        return;
    }
    QStringList parts{graph::stateText(model.state()), widgets::seconds(model.elapsed())};
    if (model.usage().total > 0)
        parts.append(widgets::tokens(model.usage()));
    const QStringList pins = m_session.debug().pinned();
    const auto used = std::ranges::count_if(pins, [&model](const QString &name) {
        const widgets::NodeRun *const run = model.node(name.toStdString());
        return run && run->state == run::NodeState::Cached;
    });
    if (used > 0)
        parts.append(tr("%1 pinned").arg(used));
    if (!model.steppedBackTo().empty())
        return say(m_run, tr("0 tok asked since stepping back"));
    say(m_run, tr("Last run: %1").arg(parts.join(QStringLiteral(" · "))));
}

void StatusBar::showEgress()
{
    const int hosts = m_session.egress().model().hostCount();
    say(m_egress, hosts == 1 ? tr("1 host") : tr("%1 hosts").arg(hosts));
    m_egress->setToolTip(hosts == 0 ? tr("No host was contacted in this session.")
                                    : tr("Hosts contacted in this session: %1").arg(hosts));
}

} // namespace postern::ide
