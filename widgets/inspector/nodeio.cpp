// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/nodeio.h"

#include "widgets/inspector/bindingmodel.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/inspector/logpage.h"
#include "widgets/inspector/promptview.h"
#include "widgets/run/amounts.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valuetext.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr int tabIndex(NodeTab tab)
{
    return static_cast<int>(tab);
}

constexpr int kNameColumn = 96;
constexpr int kWidestName = 300;
constexpr qsizetype kLongestDescription = 200;

// "llm · answer.jinja2 · aoai-prod"
QString description(const flow::Node &node)
{
    QStringList parts{QString::fromStdString(node.typeText)};
    for (const std::string &part : {node.source.path, node.source.tool, node.connection, node.api}) {
        if (!part.empty())
            parts.append(QString::fromStdString(part));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

NodeIo::NodeIo(QWidget *parent)
    : QWidget(parent)
    , m_empty(new theme::Prose(tr("Select a node to see what it got and gave."), this))
    , m_page(new QWidget(this))
    , m_badge(new KindBadge(this))
    , m_name(new QLabel(this))
    , m_kind(new QLabel(this))
    , m_state(new QLabel(this))
    , m_metrics(new QLabel(this))
    , m_error(new ErrorCard(this))
    , m_tabs(new QTabWidget(this))
    , m_bindings(new BindingModel(this))
    , m_inputs(new QStackedWidget(this))
    , m_bindingTable(new QTableView(this))
    , m_inputValues(new ValueView(this))
    , m_prompt(new PromptView(this))
    , m_output(new QStackedWidget(this))
    , m_streamed(new TextPage(this))
    , m_outputValue(new ValueView(this, ValueView::Form::Rendered))
    , m_requests(new RequestView(this))
    , m_logs(new LogPage(this))
{
    setProperty("role", "panel");
    setAttribute(Qt::WA_StyledBackground);
    setUpInputs();
    setUpTabs();
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(makeHeader());
    page->addWidget(m_error);
    page->addWidget(m_tabs, 1);
    m_empty->setProperty("role", "secondary");
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(12, 12, 12, 12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_page);
    m_error->hide();
    connect(m_error, &ErrorCard::placeChosen, this, &NodeIo::placeChosen);
    setRunBlocker({});
    connect(m_tabs, &QTabWidget::currentChanged, this, &NodeIo::frontChanged);
    clear();
}

QLayout *NodeIo::makeHeader()
{
    m_name->setProperty("role", "heading");
    m_name->setObjectName("ioName");
    m_kind->setProperty("role", "secondary");
    m_kind->setWordWrap(true);
    m_kind->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setObjectName("nodeState");
    m_metrics->setProperty("role", "secondary");
    for (QLabel *label : {m_name, m_kind}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_badge);
    title->addWidget(m_name, 1);
    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_state);
    state->addWidget(m_metrics);
    state->addStretch();
    auto *header = new QVBoxLayout;
    header->setContentsMargins(12, 8, 12, 8);
    header->setSpacing(4);
    header->addLayout(title);
    header->addWidget(m_kind);
    header->addLayout(state);
    return header;
}

void NodeIo::setUpInputs()
{
    m_bindingTable->setModel(m_bindings);
    m_bindingTable->setFrameShape(QFrame::NoFrame);
    m_bindingTable->setShowGrid(false);
    m_bindingTable->verticalHeader()->hide();
    m_bindingTable->horizontalHeader()->setStretchLastSection(true);
    m_bindingTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_bindingTable->setAccessibleName(tr("Inputs"));
    m_inputValues->setObjectName("inputValues");
    m_inputs->addWidget(m_bindingTable);
    m_inputs->addWidget(m_inputValues);
    theme::follow(m_bindingTable, [this] {
        m_bindingTable->verticalHeader()->setDefaultSectionSize(theme::scaled(theme::kRowHeight));
        fitBindings();
    });
}

void NodeIo::setUpTabs()
{
    m_outputValue->setObjectName("outputValue");
    m_streamed->setObjectName("streamedText");
    m_output->addWidget(m_streamed);
    m_output->addWidget(m_outputValue);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->addTab(m_prompt, tr("Prompt"));
    m_tabs->addTab(m_inputs, tr("Inputs"));
    m_tabs->addTab(m_output, tr("Output"));
    m_tabs->addTab(m_requests, tr("Raw request"));
    m_tabs->addTab(m_logs, tr("Logs"));
}

void NodeIo::setAdviser(ErrorAdviser adviser)
{
    m_error->setAdviser(std::move(adviser));
}

void NodeIo::setRunBlocker(const QString &reason)
{
    m_streamed->setPlaceholderText(reason.isEmpty() ? tr("Nothing yet. Press F5 to run the flow.")
                                                    : tr("Nothing yet. %1").arg(reason));
}

void NodeIo::showNode(const flow::Node &node, graph::NodeKind kind)
{
    const QString name = QString::fromStdString(node.name);
    const bool isOther = name != m_node;
    m_node = name;
    showName(name);
    m_kind->setText(theme::shortened(description(node), kLongestDescription));
    m_kind->setToolTip(theme::plainToolTip(m_kind->text()));
    m_inputValues->setTitle(name + QStringLiteral(" · ") + tr("Inputs"));
    m_outputValue->setTitle(name + QStringLiteral(" · ") + tr("Output"));
    m_badge->setKind(kind);
    m_kind->show();
    m_bindings->setInputs(node.inputs);
    fitBindings();
    const bool hasPrompt = node.type == flow::NodeType::Llm || node.type == flow::NodeType::Prompt
                           || node.type == flow::NodeType::CustomLlm;
    showTabs(true, hasPrompt);
    if (isOther)
        showRun(nullptr);
}

// All of the names, as long as what they are bound to has the larger half.
void NodeIo::fitBindings()
{
    const int least = theme::scaled(kNameColumn);
    m_bindingTable->resizeColumnToContents(0);
    m_bindingTable->setColumnWidth(0,
                                   std::clamp(m_bindingTable->columnWidth(0),
                                              least,
                                              std::max(least, m_bindingTable->width() * 45 / 100)));
}

void NodeIo::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitBindings();
}

void NodeIo::showBox(graph::NodeKind kind, const QString &name, const Value &values)
{
    m_node.clear();
    showName(name);
    m_kind->hide();
    m_badge->setKind(kind);
    m_outputValue->setTitle(name);
    showTabs(false, false);
    showState(NodeRun());
    m_state->clear();
    m_output->setCurrentIndex(values.isNull() ? 0 : 1);
    m_outputValue->setValue(values);
    m_streamed->follow({});
}

void NodeIo::showName(const QString &name)
{
    // Names and paths may be of any length; the panel is not to grow with them.
    m_name->ensurePolished();
    m_name->setText(
        m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, theme::scaled(kWidestName)));
    m_name->setToolTip(m_name->text() == name ? QString() : theme::plainToolTip(name));
}

void NodeIo::showTabs(bool ofNode, bool hasPrompt)
{
    m_empty->hide();
    m_page->show();
    m_tabs->setTabVisible(tabIndex(NodeTab::Inputs), ofNode);
    m_tabs->setTabVisible(tabIndex(NodeTab::Prompt), hasPrompt);
    m_tabs->setTabVisible(tabIndex(NodeTab::Requests), ofNode);
    m_tabs->setTabVisible(tabIndex(NodeTab::Logs), ofNode);
    const QString title = ofNode ? tr("Output") : tr("Values");
    nameTab(NodeTab::Output, title);
    emit frontChanged();
}

void NodeIo::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    emit frontChanged();
}

void NodeIo::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    emit frontChanged();
}

QString NodeIo::nodeInFront() const
{
    return m_page->isVisible() && m_tabs->currentIndex() == tabIndex(NodeTab::Output) ? m_node
                                                                                      : QString();
}

void NodeIo::showRun(const NodeRun *run)
{
    static const NodeRun kNotRun;
    const NodeRun &shown = run ? *run : kNotRun;
    showState(shown);
    m_inputs->setCurrentIndex(shown.inputs.isNull() ? 0 : 1);
    m_inputValues->setValue(shown.inputs);
    m_prompt->setPrompt(shown.prompt, shown.inserted, shown.usage.prompt);
    showOutput(shown);
    const QString title = shown.logs.empty() ? tr("Logs") : tr("Logs •");
    nameTab(NodeTab::Logs, title);
    m_logs->follow(shown.logs);
}

void NodeIo::showRequests(const RequestView::Attempts &requests)
{
    m_requests->setAttempts(requests);
    nameTab(NodeTab::Requests,
            requests.size() > 1 ? tr("Raw requests %1").arg(requests.size()) : tr("Raw request"));
}

void NodeIo::showTab(NodeTab tab)
{
    if (m_tabs->isTabVisible(tabIndex(tab)))
        m_tabs->setCurrentIndex(tabIndex(tab));
}

// A tab that is named lays out and paints everything below it.
void NodeIo::nameTab(NodeTab tab, const QString &title)
{
    if (m_tabs->tabText(tabIndex(tab)) != title)
        m_tabs->setTabText(tabIndex(tab), title);
}

void NodeIo::showState(const NodeRun &run)
{
    m_state->setText(runStateText(run));
    theme::setStyled(*m_state, "state", stateColour(run.state));
    QStringList metrics;
    if (run.elapsed.count() > 0)
        metrics.append(seconds(run.elapsed));
    if (run.usage.total > 0)
        metrics.append(tokens(run.usage));
    m_metrics->setText(metrics.join(QStringLiteral(" · ")));
    m_error->setVisible(run.error.has_value());
    if (run.error)
        m_error->setError(*run.error);
}

void NodeIo::showOutput(const NodeRun &run)
{
    const bool isHeldAfter = run.state == run::NodeState::Paused
                             && run.heldAt == run::GateSide::After && !run.error;
    const bool isOver = run.state == run::NodeState::Done || run.state == run::NodeState::Cached
                        || isHeldAfter;
    m_output->setCurrentIndex(isOver ? 1 : 0);
    m_outputValue->setValue(isOver ? run.output : Value());
    if (isOver)
        return;
    m_streamed->follow(run.streamed);
}

void NodeIo::clear()
{
    m_node.clear();
    m_page->hide();
    m_empty->show();
    emit frontChanged();
}

} // namespace postern::widgets
