// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/runpane.h"

#include "app/ide/session.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/run/inputsform.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/prose.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace postern::ide {

namespace {
const QList<int> kShares{600, 400}; // of the inputs and the outputs
} // namespace

RunPane::RunPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_parts(new QSplitter(Qt::Vertical, this))
    , m_results(new QWidget)
    , m_form(new widgets::InputsForm)
    , m_sourceRow(new QWidget(this))
    , m_source(new QComboBox(this))
    , m_blocker(new theme::Prose(this))
    , m_noOutputs(new theme::Prose(tr("None yet. Press F5 to run the flow."), m_results))
    , m_error(new widgets::ErrorCard(m_results))
    , m_outputs(new widgets::ValueView(m_results))
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
    auto *outputsTitle = new QLabel(tr("Outputs"), m_results);
    outputsTitle->setProperty("role", "heading");
    outputsTitle->setContentsMargins(12, 8, 12, 0);
    m_noOutputs->setProperty("role", "secondary");
    m_noOutputs->setContentsMargins(12, 0, 12, 8);
    m_outputs->setObjectName("flowOutputs");

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
    m_results->setObjectName("runResults");
    m_results->setProperty("role", "panel");
    m_results->setAttribute(Qt::WA_StyledBackground);
    auto *resultsLayout = new QVBoxLayout(m_results);
    resultsLayout->setContentsMargins(0, 0, 0, 0);
    resultsLayout->setSpacing(4);
    resultsLayout->addWidget(outputsTitle);
    resultsLayout->addWidget(m_noOutputs);
    resultsLayout->addWidget(m_error);
    resultsLayout->addWidget(m_outputs, 1);
    resultsLayout->addStretch();
    m_parts->addWidget(scroll);
    m_parts->addWidget(m_results);
    m_parts->setChildrenCollapsible(false);
    m_parts->setSizes(kShares);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts);

    connect(m_form, &widgets::InputsForm::edited, this, [this] {
        m_session.inputs().setTyped(m_form->texts());
    });
    connect(m_source, &QComboBox::activated, &session.inputs(), &RunInputs::choose);
    connect(&session.inputs(), &RunInputs::changed, this, &RunPane::showFlow);
    connect(&session, &Session::runnableChanged, this, &RunPane::showBlocker);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &RunPane::showRun);
    showBlocker();
    showRun();
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
    return true;
}

void RunPane::showRun()
{
    const widgets::RunModel &model = m_session.model();
    m_outputs->setValue(model.outputs());
    m_outputs->setVisible(!model.outputs().isNull());
    m_noOutputs->setVisible(model.outputs().isNull() && !model.error());
    m_error->setVisible(model.error().has_value());
    if (model.error())
        m_error->setError(*model.error());
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
