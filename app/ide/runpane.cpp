// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/runpane.h"

#include "app/ide/resultpane.h"
#include "app/ide/session.h"
#include "widgets/run/inputsform.h"
#include "widgets/theme/prose.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {
const QList<int> kShares{600, 400}; // of the inputs and the outputs
constexpr int kMostOfInputs = 45;   // per cent, once there are outputs to be seen
} // namespace

RunPane::RunPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_parts(new QSplitter(Qt::Vertical, this))
    , m_results(new ResultPane(session))
    , m_form(new widgets::InputsForm)
    , m_sourceRow(new QWidget(this))
    , m_source(new QComboBox(this))
    , m_blocker(new theme::Prose(this))
{
    setProperty("role", "panel");
    m_source->setModel(session.inputs().sources());
    m_source->setObjectName("inputSource");
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *sourceLabel = new QLabel(tr("Source"), m_sourceRow);
    sourceLabel->setBuddy(m_source);
    auto *sourceLayout = new QVBoxLayout(m_sourceRow);
    sourceLayout->setContentsMargins(12, 8, 12, 0);
    sourceLayout->setSpacing(4);
    sourceLayout->addWidget(sourceLabel);
    sourceLayout->addWidget(m_source);
    m_blocker->setProperty("state", "warn");
    m_blocker->setContentsMargins(12, 0, 12, 8);
    m_blocker->setObjectName("runBlocker");

    auto *inputs = new QWidget;
    inputs->setProperty("role", "panel");
    auto *inputsLayout = new QVBoxLayout(inputs);
    inputsLayout->setContentsMargins(0, 0, 0, 0);
    inputsLayout->setSpacing(0);
    inputsLayout->addWidget(m_sourceRow);
    inputsLayout->addWidget(m_form);
    inputsLayout->addWidget(m_blocker);
    inputsLayout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Run inputs"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inputs);
    m_parts->addWidget(scroll);
    m_parts->addWidget(m_results);
    m_parts->setChildrenCollapsible(false);
    m_parts->setSizes(kShares);
    connect(m_parts, &QSplitter::splitterMoved, this, [this] { m_isSharedOut = true; });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts);

    connect(m_form, &widgets::InputsForm::edited, this, [this] {
        m_session.inputs().setTyped(m_form->texts());
    });
    connect(m_source, &QComboBox::activated, &session.inputs(), &RunInputs::choose);
    connect(&session.inputs(), &RunInputs::changed, this, &RunPane::showFlow);
    connect(&session, &Session::runnableChanged, this, &RunPane::showBlocker);
    showBlocker();
}

void RunPane::showFlow()
{
    const Document *document = m_session.document();
    if (!document)
        return;
    const RunInputs &inputs = m_session.inputs();
    m_form->setInputs(document->flow().flow().inputs, inputs.typed());
    m_form->fill(inputs.values());
    m_source->setCurrentIndex(inputs.current());
    m_sourceRow->setVisible(m_source->count() > 1);
}

bool RunPane::run()
{
    QStringList problems;
    Dict inputs = m_form->values(problems);
    if (!problems.isEmpty()) {
        emit failed(tr("The inputs need attention."), problems.join(QStringLiteral(" ")));
        return false;
    }
    m_session.run(std::move(inputs));
    m_hasRun = true;
    makeRoom();
    return true;
}

void RunPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void RunPane::makeRoom()
{
    if (!m_hasRun || m_isSharedOut || m_parts->count() < 2)
        return;
    const int needed = m_form->sizeHint().height() + m_sourceRow->sizeHint().height();
    const int height = m_parts->height();
    const int inputs = std::min(needed, height * kMostOfInputs / 100);
    m_parts->setSizes({inputs, height - inputs});
}

void RunPane::takeBackResults()
{
    if (m_results->parentWidget() == m_parts)
        return;
    m_parts->addWidget(m_results);
    m_parts->setSizes(kShares);
}

void RunPane::showBlocker()
{
    const bool isBusy = m_session.runs().isBusy();
    const QString reason = m_session.document() && !isBusy ? m_session.runBlocker() : QString();
    m_blocker->setText(reason);
    m_blocker->setVisible(!reason.isEmpty());
}

} // namespace postern::ide
