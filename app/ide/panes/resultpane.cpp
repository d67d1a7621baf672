// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/resultpane.h"

#include "app/ide/session/session.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
constexpr qsizetype kLongestName = 40;
} // namespace

ResultPane::ResultPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_remark(new QLabel(this))
    , m_note(new theme::Prose(this))
    , m_ways(new QVBoxLayout)
    , m_error(new widgets::ErrorCard(this))
    , m_stream(new widgets::TextPage(this))
    , m_outputs(new widgets::ValueView(this, widgets::ValueView::Form::Rendered))
{
    setObjectName("runResults");
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(tr("Outputs"), this);
    title->setProperty("role", "heading");
    m_remark->setProperty("role", "secondary");
    m_remark->setTextFormat(Qt::PlainText);
    m_note->setProperty("role", "secondary");
    m_note->setContentsMargins(12, 0, 12, 8);
    m_note->setObjectName("runNote");
    m_stream->setObjectName("runStream");
    m_stream->setAccessibleName(tr("Streamed text"));
    theme::follow(m_stream, [this] { m_stream->setFont(theme::font(12)); });
    m_outputs->setObjectName("flowOutputs");
    m_outputs->setTitle(tr("Outputs"));

    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(12, 8, 12, 0);
    heading->setSpacing(8);
    heading->addWidget(title);
    heading->addWidget(m_remark);
    heading->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(heading);
    layout->addWidget(m_note);
    layout->addLayout(m_ways);
    layout->addWidget(m_error);
    layout->addWidget(m_stream, 1);
    layout->addWidget(m_outputs, 1);
    layout->addStretch();

    connect(m_error, &widgets::ErrorCard::placeChosen, this, &ResultPane::placeChosen);
    connect(&session.runs(), &RunController::busyChanged, this, &ResultPane::showRun);
    connect(&session, &Session::runnableChanged, this, &ResultPane::showNote);
    connect(&session.model(), &widgets::RunModel::waitChanged, this, &ResultPane::showNote);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &ResultPane::showRun);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &ResultPane::showRun);
    connect(&session.model(), &widgets::RunModel::nodesChanged, this, &ResultPane::showStream);
    showRun();
}

void ResultPane::offerTrust(const QList<QAction *> &ways)
{
    m_ways->setContentsMargins(12, 0, 12, 8);
    m_ways->setSpacing(4);
    for (QAction *way : ways) {
        auto *button = new QPushButton(way->text(), this);
        connect(button, &QPushButton::clicked, way, &QAction::trigger, Qt::QueuedConnection);
        m_ways->addWidget(button, 0, Qt::AlignLeft);
    }
    showRun();
}

void ResultPane::setAdviser(widgets::ErrorAdviser adviser)
{
    m_error->setAdviser(std::move(adviser));
    showRun();
}

QString ResultPane::note() const
{
    if (!m_session.model().steppedBackTo().empty())
        return tr("Not yet at this point. Forward goes to the end of the run.");
    if (QString wait = m_session.model().waitText(); !wait.isEmpty())
        return wait;
    if (m_session.runs().isBusy())
        return m_session.model().isRunning() ? tr("The flow is running.")
                                             : tr("The run is being prepared.");
    switch (m_session.model().state()) {
    case run::NodeState::Cancelled:
        return tr("The run was stopped.");
    case run::NodeState::Done:
        return tr("The flow has no outputs.");
    default:
        break;
    }
    const QString blocker = m_session.runBlocker();
    return blocker.isEmpty() ? tr("None yet. Press F5 to run the flow.")
                             : tr("None yet. %1").arg(blocker);
}

void ResultPane::showRun()
{
    const widgets::RunModel &model = m_session.model();
    if (model.state() == run::NodeState::Idle)
        m_streaming.clear();
    const bool isNow = model.steppedBackTo().empty(); // before that nothing had come out
    const bool hasOutputs = model.outputs().isDict() ? !model.outputs().asDict().empty()
                                                     : !model.outputs().isNull();
    m_outputs->setValue(model.outputs());
    m_outputs->setVisible(isNow && hasOutputs);
    m_error->setVisible(isNow && model.error().has_value());
    if (model.error())
        m_error->setError(*model.error());
    // What a stopped run had streamed is all there is of it.
    const bool isTwice = m_session.runs().isBusy() && m_streaming == m_inFront;
    const bool hasStream = isNow && !m_streaming.isEmpty() && !isTwice && m_outputs->isHidden()
                           && m_error->isHidden();
    if (const auto *node = model.node(m_streaming.toStdString()); node && hasStream)
        m_stream->follow(node->streamed);
    m_stream->setVisible(hasStream);
    m_remark->setText(hasStream ? theme::shortened(m_streaming, kLongestName) : QString());
    showNote();
}

void ResultPane::showNote()
{
    m_note->setText(note());
    m_note->setVisible(m_outputs->isHidden() && m_error->isHidden()
                       && (m_stream->isHidden() || !m_session.runs().isBusy()));
    for (int way = 0; way < m_ways->count(); ++way)
        m_ways->itemAt(way)->widget()->setVisible(m_session.isRestricted() && !m_note->isHidden());
}

void ResultPane::setInFront(const QString &node)
{
    if (std::exchange(m_inFront, node) == node)
        return;
    showRun();
}

bool ResultPane::isOutput(const QString &node) const
{
    const auto &outputs = m_session.document()->shownFlow().outputs;
    return std::any_of(outputs.begin(), outputs.end(), [&](const flow::FlowOutput &output) {
        return output.reference.kind == flow::Binding::Kind::NodeOutput
               && output.reference.name == node.toStdString();
    });
}

void ResultPane::showStream(const QStringList &touched)
{
    if (!m_session.document() || !m_session.model().isRunning())
        return;
    const QString before = m_streaming;
    for (const QString &name : touched) {
        const widgets::NodeRun *run = m_session.model().node(name.toStdString());
        // An output's text goes before what streams on the way to it.
        if (run && run->state == run::NodeState::Streaming
            && (m_streaming.isEmpty() || isOutput(name) || !isOutput(m_streaming)))
            m_streaming = name;
    }
    const widgets::NodeRun *run = m_session.model().node(m_streaming.toStdString());
    if (!run)
        return;
    if (m_streaming != m_inFront)
        m_stream->follow(run->streamed);
    if (m_streaming != before)
        showRun();
}

} // namespace postern::ide
