// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/striparea.h"

#include "app/ide/actions.h"
#include "app/ide/environmenttext.h"
#include "app/ide/session.h"
#include "app/ide/waysout.h"
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
{
    setAccessibleName(tr("Messages"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_restricted->setObjectName("restrictedStrip");
    m_python->setObjectName("pythonStrip");
    m_broken->setObjectName("brokenStrip");
    m_failed->setObjectName("failedStrip");
    m_notice->setObjectName("noticeStrip");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (Strip *strip : {m_restricted, m_python, m_broken, m_failed, m_notice})
        layout->addWidget(strip);

    m_restricted->setText(tr("Restricted:"),
                          tr("this folder can run Python and reach the network. Viewing and "
                             "editing work; running does not."));
    connect(m_restricted->addButton(tr("Review contents")),
            &QPushButton::clicked,
            actions[ActionId::ReviewFolder],
            &QAction::trigger);
    QPushButton *const trust = m_restricted->addButton(tr("Trust folder"));
    trust->setObjectName("trustButton");
    connect(trust, &QPushButton::clicked, actions[ActionId::TrustFolder], &QAction::trigger);

    connect(m_broken->addButton(tr("Go to line")), &QPushButton::clicked, this, [this] {
        emit placeChosen(QString::fromStdString(m_breakPlace.file),
                         m_breakPlace.line,
                         m_breakPlace.column);
    });
    connect(m_broken->addButton(tr("Undo to last good")), &QPushButton::clicked, this, [this] {
        m_session.document()->undoToLastGood();
    });
    for (const ActionId id : {ActionId::ChooseConnections,
                              ActionId::UseSimulator,
                              ActionId::CreateEnvironment,
                              ActionId::ChooseInterpreter,
                              ActionId::ReviewFolder,
                              ActionId::TrustFolder}) {
        QPushButton *const way = m_failed->addButton(actions[id]->text());
        connect(way, &QPushButton::clicked, actions[id], &QAction::trigger);
        m_ways.insert(actions[id], way);
    }
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
    connect(m_failed->addButton(tr("Run again")),
            &QPushButton::clicked,
            actions[ActionId::Run],
            &QAction::trigger);
    connect(m_failed->addButton(tr("Copy details")),
            &QPushButton::clicked,
            actions[ActionId::CopyErrorDetails],
            &QAction::trigger);
    for (Strip *strip : {m_failed, m_notice}) {
        connect(strip->addButton(tr("Dismiss")), &QPushButton::clicked, this, [this, strip] {
            strip->hide();
            announce();
        });
    }
    m_notice->hide();
    const auto offer = [this, &actions](ActionId id, const QString &text) {
        QPushButton *const button = m_python->addButton(text);
        connect(button, &QPushButton::clicked, actions[id], &QAction::trigger);
        return button;
    };
    m_create = offer(ActionId::CreateEnvironment, tr("Create environment"));
    m_chooseInterpreter = offer(ActionId::ChooseInterpreter, tr("Choose interpreter…"));
    m_stopCreating = offer(ActionId::StopCreating, tr("Stop"));
    m_hidePython = m_python->addButton(tr("Dismiss"));
    connect(m_hidePython, &QPushButton::clicked, this, [this] {
        m_hiddenPython = m_python->text();
        showEnvironment();
    });
    connect(&session.environment(),
            &EnvironmentController::changed,
            this,
            &StripArea::showEnvironment);

    connect(&session, &Session::runnableChanged, this, &StripArea::refresh);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &StripArea::showFailure);
    refresh();
    showFailure();
    showEnvironment();
}

void StripArea::showNotice(const QString &title, const QString &text)
{
    m_notice->setText(title, text);
    m_notice->show();
    announce();
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

bool StripArea::isNeeded() const
{
    const QList<Strip *> strips = QList{m_restricted, m_python, m_broken, m_failed, m_notice}
                                  + m_others;
    return std::any_of(strips.begin(), strips.end(), [](const Strip *strip) {
        return !strip->isHidden();
    });
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
    m_restricted->setVisible(m_session.isRestricted());
    showBroken();
    if (m_session.runs().isBusy())
        m_notice->hide();
    announce();
}

void StripArea::showBroken()
{
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
    m_broken->setText(m_breakPlace.line > 0 ? tr("Line %1:").arg(m_breakPlace.line) : QString(),
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
        text = tr("%1 lacks packages that requirements.txt asks for: %2.")
                   .arg(interpreterName(environment),
                        environment.missingNames().join(QStringLiteral(", ")));
    }
    m_python->setText(isCreating || text.isEmpty() ? QString() : tr("Python:"), text);
    m_python->setVisible(!text.isEmpty() && text != m_hiddenPython);
    m_create->setVisible(!isCreating && !environment.error());
    m_chooseInterpreter->setVisible(!isCreating);
    m_stopCreating->setVisible(isCreating);
    m_hidePython->setVisible(!isCreating);
    announce();
}

} // namespace postern::ide
