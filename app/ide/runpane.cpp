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

RunPane::RunPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_form(new widgets::InputsForm)
    , m_sourceRow(new QWidget(this))
    , m_source(new QComboBox(this))
    , m_blocker(new theme::Prose(this))
    , m_outputsTitle(new QLabel(tr("Outputs"), this))
    , m_error(new widgets::ErrorCard(this))
    , m_outputs(new widgets::ValueView(this))
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
    m_outputsTitle->setProperty("role", "heading");
    m_outputsTitle->setContentsMargins(12, 8, 12, 0);
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
    auto *results = new QWidget;
    results->setProperty("role", "panel");
    auto *resultsLayout = new QVBoxLayout(results);
    resultsLayout->setContentsMargins(0, 0, 0, 0);
    resultsLayout->setSpacing(4);
    resultsLayout->addWidget(m_outputsTitle);
    resultsLayout->addWidget(m_error);
    resultsLayout->addWidget(m_outputs, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(scroll);
    splitter->addWidget(results);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

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
    m_error->setVisible(model.error().has_value());
    if (model.error())
        m_error->setError(*model.error());
}

void RunPane::showBlocker()
{
    const bool isBusy = m_session.runs().isBusy();
    const QString reason = m_session.document() && !isBusy ? m_session.runBlocker() : QString();
    m_blocker->setText(reason);
    m_blocker->setVisible(!reason.isEmpty());
}

} // namespace postern::ide
