// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/debugstrip.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "widgets/run/strip.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/translated.h"

#include <QPushButton>

#include <algorithm>

namespace postern::ide {

using debug::StopReason;
using widgets::Strip;

namespace {
constexpr qsizetype kMostOfFailure = 300; // the node's card has all of it
} // namespace

DebugStrip::DebugStrip(Session &session, const Actions &actions, StripArea &area)
    : QObject(&area)
    , m_session(session)
    , m_actions(actions)
    , m_area(area)
    , m_stop(new Strip(Strip::Kind::Warning, &area))
    , m_failure(new Strip(Strip::Kind::Error, &area))
    , m_moment(new Strip(Strip::Kind::Warning, &area))
    , m_editInputs(offer(m_stop, ActionId::EditInputs))
    , m_retry(offer(m_stop, ActionId::RetryNode))
    , m_supply(offer(m_stop, ActionId::SupplyOutput))
{
    m_stop->setObjectName("pausedStrip");
    m_failure->setObjectName("heldFailureStrip");
    m_moment->setObjectName("momentStrip");
    for (Strip *strip : {m_moment, m_stop, m_failure})
        area.addStrip(strip);
    m_openFile = m_stop->addButton({});
    connect(m_openFile, &QPushButton::clicked, this, [this] {
        emit m_area.placeChosen(m_file, m_line, 1);
    });
    offer(m_stop, ActionId::NextNode);
    offer(m_stop, ActionId::Continue, true);
    offer(m_moment, ActionId::StepBack);
    auto *forward = m_moment->addButton(tr("Forward"));
    forward->setToolTip(tr("Forward (F10)"));
    connect(forward, &QPushButton::clicked, actions[ActionId::NextNode], &QAction::trigger);
    offer(m_moment, ActionId::ForkHere, true);
    connect(&session.debug(), &DebugController::changed, this, &DebugStrip::refresh);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &DebugStrip::refresh);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &DebugStrip::refresh);
    refresh();
}

QPushButton *DebugStrip::offer(Strip *strip, ActionId id, bool isPrimary)
{
    QAction *const action = m_actions[id];
    QPushButton *const button = strip->addButton(action->text());
    button->setObjectName(action->objectName() + QStringLiteral("Strip"));
    if (isPrimary)
        button->setProperty("role", "primary");
    const auto follow = [action, button] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

void DebugStrip::refresh()
{
    showStop();
    showFailures();
    showMoment();
}

void DebugStrip::showStop()
{
    const auto &stop = m_session.debug().stop();
    const bool isNow = m_session.model().steppedBackTo().empty();
    if (const auto &line = m_session.debug().line(); line && isNow)
        return showLine(*line);
    const bool isShown = stop && isNow;
    if (!isShown) {
        if (!m_stop->isHidden())
            m_area.showStrip(m_stop, false);
        return;
    }
    const QString node = QString::fromStdString(stop->path);
    const bool hasFailed = stop->error.has_value();
    const bool isBefore = stop->moment != debug::Moment::After;
    const QString title = hasFailed  ? tr("%1 failed and is held").arg(node)
                          : isBefore ? tr("Paused before %1").arg(node)
                                     : tr("Paused after %1").arg(node);
    m_stop->setText(title, reasonText());
    m_editInputs->setVisible(stop->moment == debug::Moment::Before);
    m_retry->setVisible(stop->moment == debug::Moment::After);
    m_supply->setVisible(hasFailed || isBefore);
    const auto shown = m_session.graph().node(m_session.debug().stoppedNode());
    m_file = shown ? QString::fromStdString(shown->node.source.path) : QString();
    m_line = 1;
    m_openFile->setVisible(hasFailed && !m_file.isEmpty());
    m_openFile->setText(tr("Open %1").arg(m_file));
    const bool isNews = m_stop->isHidden();
    m_area.showStrip(m_stop, true);
    if (isNews)
        emit m_area.told(m_stop);
}

/// Of Python code that stands.
void DebugStrip::showLine(const dap::LineStop &line)
{
    const dap::Frame &here = line.frames.front();
    m_file = m_session.debug().fileOf(here.file);
    m_line = here.line;
    const QString function = QString::fromStdString(here.function);
    const QString node = QString::fromStdString(line.node);
    m_stop->setText(tr("Paused at %1:%2").arg(m_file).arg(m_line),
                    node.isEmpty() ? tr("In %1.").arg(function)
                                   : tr("In %1, of the node %2.").arg(function, node));
    for (QPushButton *button : {m_editInputs, m_retry, m_supply})
        button->hide();
    m_openFile->setText(tr("Open %1").arg(m_file));
    m_openFile->show();
    const bool isNews = m_stop->isHidden();
    m_area.showStrip(m_stop, true);
    if (isNews)
        emit m_area.told(m_stop);
}

QString DebugStrip::reasonText() const
{
    const debug::HeldNode &stop = *m_session.debug().stop();
    QStringList parts;
    if (stop.error)
        parts.append(theme::shortened(widgets::failureReason(*stop.error), kMostOfFailure));
    switch (stop.reason) {
    case StopReason::Breakpoint:
        parts.append(tr("Breakpoint."));
        break;
    case StopReason::Edge:
        parts.append(tr("A value arrived at %1.").arg(QString::fromStdString(stop.input)));
        break;
    case StopReason::Error:
        parts.append(tr("Break on any error."));
        break;
    case StopReason::SchemaMismatch:
        parts.append(tr("A value is of another type than is said of it."));
        break;
    case StopReason::Tokens:
        parts.append(tr("It took %1 tokens.").arg(stop.usage.total));
        break;
    case StopReason::EmptyRetrieval:
        parts.append(tr("The search found nothing."));
        break;
    case StopReason::Pause:
    case StopReason::Step:
    case StopReason::RunTo:
    case StopReason::Waiting:
        break;
    }
    if (const QString detail = theme::translated(stop.detail); !detail.isEmpty())
        parts.append(detail);
    if (stop.moment == debug::Moment::Before && !stop.error)
        parts.append(tr("Edit any input, then continue."));
    if (stop.moment == debug::Moment::Prompt)
        parts.append(tr("The prompt is rendered; the model is not asked yet."));
    return parts.join(QLatin1Char(' '));
}

void DebugStrip::showFailures()
{
    QStringList names;
    for (const debug::HeldNode &held : m_session.debug().held()) {
        if (held.isLeft)
            names.append(QString::fromStdString(held.path));
    }
    const bool isShown = !names.isEmpty() && m_session.runs().isBusy();
    if (isShown)
        m_failure->setText(tr("Held back: %1").arg(names.join(QStringLiteral(", "))),
                           tr("Failed, and held while other branches go on; the run comes back to "
                              "it."));
    if (isShown == m_failure->isHidden())
        m_area.showStrip(m_failure, isShown);
}

void DebugStrip::showMoment()
{
    const widgets::RunModel &model = m_session.model();
    const QString node = QString::fromStdString(model.steppedBackTo());
    if (!node.isEmpty())
        m_moment
            ->setText(tr("Stepped back to before %1").arg(node),
                      tr("Values come from the run of %1; no model is asked until you continue.")
                          .arg(model.startedAt().toString(QStringLiteral("HH:mm"))));
    if (node.isEmpty() != m_moment->isHidden())
        m_area.showStrip(m_moment, !node.isEmpty());
}

} // namespace postern::ide
