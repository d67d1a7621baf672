// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/graphpane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/canvascommands.h"
#include "app/ide/panes/graphedits.h"
#include "app/ide/session/session.h"
#include "engine/layout/dot.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/wiregesture.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/elidedbutton.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"
#include "widgets/theme/translated.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLoggingCategory>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace postern::ide {

namespace {

Q_LOGGING_CATEGORY(lcGraph, "ide.graph", QtInfoMsg)

constexpr int kTickMs = 500;
constexpr qsizetype kStreamedTail = 28;
constexpr qsizetype kLongestReason = 300; // its face shows the beginning, its tool tip more
constexpr int kZoomSteps[]{25, 50, 75, 100, 150, 200};

/// The last characters of a text that may be long, at the cost of those.
QString streamedTail(const std::string &text)
{
    constexpr std::size_t kBytes = 8 * static_cast<std::size_t>(kStreamedTail);
    std::size_t begin = text.size() > kBytes ? text.size() - kBytes : 0;
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        ++begin;
    return QString::fromStdString(text.substr(begin)).simplified().right(kStreamedTail);
}

graph::NodeStatus status(const widgets::NodeRun &node)
{
    graph::NodeStatus status;
    status.state = node.state;
    QStringList footer;
    switch (node.state) {
    case run::NodeState::Running:
    case run::NodeState::Streaming: {
        const auto passed = run::Clock::now() - node.started;
        footer.append(
            widgets::seconds(std::chrono::duration_cast<std::chrono::microseconds>(passed)));
        if (!node.streamed.empty())
            status.detail = streamedTail(node.streamed);
        if (const QString wait = widgets::waitText(node); !wait.isEmpty())
            status.detail = wait;
        break;
    }
    case run::NodeState::Done:
    case run::NodeState::Failed:
        if (node.elapsed.count() > 0 || !node.error) // else it failed before it started
            footer.append(widgets::seconds(node.elapsed));
        if (node.usage.total > 0)
            footer.append(widgets::tokens(node.usage));
        if (node.error)
            status.detail = theme::shortened(widgets::failureReason(*node.error), kLongestReason);
        break;
    case run::NodeState::Queued:
        if (!node.blockedBy.empty())
            footer.append(widgets::runStateText(node));
        break;
    case run::NodeState::Paused:
        footer.append(widgets::holdText(node));
        if (node.error)
            status.detail = theme::shortened(widgets::failureReason(*node.error), kLongestReason);
        break;
    default:
        break;
    }
    status.footer = footer.join(QStringLiteral(" · "));
    return status;
}

} // namespace

GraphPane::GraphPane(Session &session, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(new graph::GraphView(this))
    , m_file(new theme::ElidedButton(this))
    , m_zoom(new QToolButton(this))
{
    m_view->setObjectName("canvas");
    connect(m_view->graphScene(), &graph::GraphScene::layoutWanted, this, &GraphPane::layOut);
    connect(m_view->graphScene(),
            &graph::GraphScene::rearranged,
            &session.arrangement(),
            &ArrangementKeeper::change);
    connect(&session.arrangement(), &ArrangementKeeper::changed, this, &GraphPane::showArrangement);
    new GraphEdits(session, *m_view); // belongs to the view
    connect(m_view, &graph::GraphView::wiringChanged, this, &GraphPane::showWiring);
    auto *header = new QWidget(this);
    header->setProperty("role", "header");
    header->setAttribute(Qt::WA_StyledBackground);
    theme::follow(header, [header] { header->setFixedHeight(theme::scaled(theme::kTabHeight)); });
    m_header = header;
    m_title = new QLabel(tr("Graph"), header);
    m_title->setProperty("role", "heading");
    m_file->setObjectName("flowMenu");
    m_file->setToolTip(tr("Flows of this folder"));
    m_file->setPopupMode(QToolButton::InstantPopup);
    m_file->setMenu(new QMenu(m_file));
    connect(m_file->menu(), &QMenu::aboutToShow, this, &GraphPane::fillFlows);
    m_zoom->setToolTip(tr("Zoom"));
    m_zoom->setAccessibleName(tr("Zoom"));
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    auto *zooms = new QMenu(m_zoom);
    for (const int percent : kZoomSteps) {
        zooms->addAction(QStringLiteral("%1 %").arg(percent), m_view, [this, percent] {
            m_view->setZoomPercent(percent);
        });
    }
    m_zoom->setMenu(zooms);

    auto *headerLayout = new QHBoxLayout(header);
    headerLayout->setContentsMargins(12, 0, 4, 0);
    headerLayout->setSpacing(4);
    headerLayout->addWidget(m_title);
    headerLayout->addSpacing(4);
    headerLayout->addWidget(m_file);
    headerLayout->addStretch();
    makeOverlayChoices(*headerLayout);
    for (const ActionId id :
         {ActionId::AddNode, ActionId::Tidy, ActionId::FocusMode, ActionId::Fit}) {
        auto *button = new QToolButton(header);
        button->setDefaultAction(actions[id]);
        headerLayout->addWidget(button);
        if (id == ActionId::AddNode)
            button->setObjectName("addNodeButton");
        if (id == ActionId::Tidy || id == ActionId::FocusMode)
            m_lesser.append(button);
    }
    headerLayout->addWidget(m_zoom);
    auto *split = new QToolButton(header);
    split->setDefaultAction(actions[ActionId::GraphOrText]);
    headerLayout->addWidget(split);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_view, 1);

    actions.on(ActionId::Fit, m_view, &graph::GraphView::fit);
    actions.on(ActionId::ActualSize, m_view, &graph::GraphView::actualSize);
    actions.on(ActionId::ZoomIn, m_view, &graph::GraphView::zoomIn);
    actions.on(ActionId::ZoomOut, m_view, &graph::GraphView::zoomOut);
    m_view->addActions(actions.ofCanvas());
    actions.on(ActionId::FrameSelection, m_view, &graph::GraphView::frameSelection);
    actions.on(ActionId::FocusMode, m_view, &graph::GraphView::setFocusMode);
    new CanvasCommands(actions, *m_view); // belongs to the view
    const auto showZoom = [this](int percent) {
        m_zoom->setText(QStringLiteral("%1 %").arg(percent));
        fitHeader();
    };
    connect(m_view, &graph::GraphView::zoomChanged, this, showZoom);
    showZoom(m_view->zoomPercent());

    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &GraphPane::tick);
    connect(&session, &Session::flowChanged, this, &GraphPane::showFlow);
    connect(&session.model(), &widgets::RunModel::nodesChanged, this, &GraphPane::showStatuses);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &GraphPane::showRunState);
    connect(&session.imports(), &ImportCheck::changed, this, &GraphPane::showProblems);
    connect(&session.breakpoints(), &Breakpoints::changed, this, &GraphPane::showProblems);
    connect(&session.debug(), &DebugController::pinsChanged, this, &GraphPane::showProblems);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &GraphPane::showMoment);
    connect(&session.pastRun(), &PastRun::editsChanged, this, &GraphPane::showMoment);
    connect(&session.debug(), &DebugController::changed, this, &GraphPane::showMoment);
}

void GraphPane::layOut(quint64 number, const postern::layout::Graph &graph)
{
    const auto answer = [this, number](const Outcome<postern::layout::Positions> &found) {
        if (found.value)
            m_view->graphScene()->takeLayout(number, *found.value);
        else
            qCDebug(lcGraph, "Keeping the quick layout: %s", found.error->what());
    };
    m_layout.start(
        m_session.engine().executor(), [graph] { return postern::layout::dot(graph); }, answer);
}

void GraphPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeader();
    placeLegend();
}

void GraphPane::fitHeader()
{
    const QLayout &layout = *m_header->layout();
    const auto taken = [&layout](const QWidget *widget) {
        return widget->sizeHint().width() + layout.spacing();
    };
    int hidden = m_title->isHidden() ? taken(m_title) : 0;
    for (const QToolButton *button : std::as_const(m_lesser))
        hidden += button->isHidden() ? taken(button) : 0;
    const int wanted = layout.sizeHint().width() + hidden;
    int least = layout.minimumSize().width() + hidden;
    // The file's whole name is worth more than what the canvas says itself.
    const auto show = [&](QWidget *widget, bool isShown) {
        widget->setVisible(isShown);
        if (!isShown)
            least -= taken(widget);
    };
    show(m_title, wanted <= width());
    // What an overlay compares stands nowhere else.
    if (m_overlay)
        least = wanted - (m_title->isHidden() ? taken(m_title) : 0);
    for (QToolButton *button : std::as_const(m_lesser))
        show(button, least <= width());
}

void GraphPane::showOther()
{
    m_view->clear();
    if (Document *const document = m_session.document()) {
        connect(document, &Document::diagnosticsChanged, this, &GraphPane::showProblems);
        showArrangement();
        showFlow();
    }
}

void GraphPane::showArrangement()
{
    m_view->graphScene()->arrange(m_session.arrangement().arrangement());
}

void GraphPane::showFlow()
{
    const Document *document = m_session.document();
    if (!document)
        return;
    if (m_overlay)
        return showOverlay();
    m_view->setGraph(m_session.graph().model());
    m_view->setStale(!document->flow().isCurrent());
    m_view->setEditable(document->isDag());
    showUnread();
    showFileName();
    for (const flow::Node &node : document->shownFlow().nodes)
        showStatus(QString::fromStdString(node.name));
    showProblems();
    showRunState();
}

void GraphPane::showFileName()
{
    const QString name = m_overlay ? m_overlay->title : m_session.document()->fileName();
    m_file->setText(name);
    fitHeader();
    m_file->setToolTip(m_overlay ? name : tr("Flows of this folder"));
    m_file->setAccessibleName(m_overlay ? name : tr("Flows of this folder: %1").arg(name));
}

void GraphPane::showWiring()
{
    const graph::WireGesture *const wire = m_view->wire();
    if (!wire) {
        emit wiringShown({});
        emit fitsShown({});
        return showFileName();
    }
    const graph::GraphModel &model = m_view->graphScene()->model();
    const graph::WireStart &start = wire->start();
    const QString from = start.kind == graph::WireStart::Kind::Condition
                             ? tr("the condition of %1").arg(start.node)
                             : graph::portText(model, start.node, start.port);
    const graph::WireTarget *const held = wire->held();
    m_file->setText(
        from + (start.isBackward() ? QStringLiteral(" ← ") : QStringLiteral(" → "))
        + (held ? graph::portText(model, held->node, held->port.name) : QStringLiteral("…")));
    fitHeader();
    QHash<QString, int> fits;
    int fitting = 0;
    for (const graph::WireTarget &target : wire->targets()) {
        if (!target.fit.isPossible())
            continue;
        ++fitting;
        ++fits[target.node];
    }
    emit fitsShown(fits);
    const QString what = tr("Wiring %1 · %2 · %3 fit")
                             .arg(from, graph::portTypeText(wire->type()), QString::number(fitting));
    emit wiringShown(wire->hint().isEmpty() ? what : wire->hint());
}

void GraphPane::fillFlows()
{
    QMenu *const menu = m_file->menu();
    menu->clear();
    const QStringList flows = m_session.neighbours();
    const QString open = m_session.document() ? m_session.document()->filePath() : QString();
    const QDir folder(m_session.chosenIn());
    for (const QString &flow : flows) {
        const bool isOpen = flow == open;
        QAction *const choice = menu->addAction(folder.relativeFilePath(flow),
                                                this,
                                                [this, flow, isOpen] {
                                                    if (!isOpen)
                                                        emit flowChosen(flow);
                                                });
        choice->setCheckable(true);
        choice->setChecked(isOpen);
    }
    if (flows.size() < 2)
        menu->addAction(tr("No other flow in this folder"))->setEnabled(false);
}

void GraphPane::showUnread()
{
    // Without a last good graph there is nothing else to say it by.
    const Document &document = *m_session.document();
    if (document.flow().isCurrent()) {
        m_view->setEmptyText(document.isDag() ? tr("No nodes yet. Press Space to add one.")
                                              : QString());
        return;
    }
    for (const flow::Diagnostic &problem : document.diagnostics()) {
        if (problem.severity == flow::Severity::Error) {
            m_view->setEmptyText(tr("The graph can't be shown: line %1 of %2 can't be read.\n%3")
                                     .arg(QString::number(problem.place.line),
                                          document.fileName(),
                                          theme::translated(problem.message)));
            return;
        }
    }
}

void GraphPane::showProblems()
{
    const Document *document = m_session.document();
    if (!document || m_overlay)
        return;
    std::map<std::string, graph::NodeMarks> marks;
    const QStringList pins = m_session.debug().pinned();
    for (const flow::Node &node : document->shownFlow().nodes) {
        const QString name = QString::fromStdString(node.name);
        marks[node.name] = {.breakpoint = m_session.breakpoints().markOf(name),
                            .isPinned = pins.contains(name),
                            .breakpointText = m_session.breakpoints().textOf(name)};
    }
    std::vector<flow::Diagnostic> problems = document->diagnostics();
    std::ranges::move(m_session.imports().problems(), std::back_inserter(problems));
    for (const flow::Diagnostic &problem : problems) {
        const auto it = marks.find(problem.node);
        if (it == marks.end() || problem.severity == flow::Severity::Hint)
            continue;
        graph::NodeMarks &mark = it->second;
        if (problem.severity == flow::Severity::Error)
            mark.problem = graph::Problem::Error;
        else if (mark.problem == graph::Problem::None)
            mark.problem = graph::Problem::Warning;
        if (!mark.problemText.isEmpty())
            mark.problemText += '\n';
        mark.problemText += theme::translated(problem.message);
    }
    for (const auto &[name, mark] : marks)
        m_view->setNodeMarks(QString::fromStdString(name), mark);
}

void GraphPane::showStatuses(const QStringList &names)
{
    for (const QString &name : names) {
        const widgets::NodeRun *node = m_session.model().node(name.toStdString());
        // What goes on is the tick's to show, however often a node tells of its text.
        const bool goesOn = node && node->state == run::NodeState::Streaming
                            && m_view->nodeStatus(name).state == node->state;
        if (!goesOn)
            showStatus(name);
    }
}

void GraphPane::showStatus(const QString &name)
{
    if (m_overlay)
        return;
    const widgets::NodeRun *node = m_session.model().node(name.toStdString());
    graph::NodeStatus shown = node ? status(*node) : graph::NodeStatus();
    shown.moment = m_session.model().momentOf(name.toStdString());
    if (shown.moment != graph::Moment::Now)
        shown.footer.clear(); // what it says is of later
    m_view->setNodeStatus(name, shown);
}

void GraphPane::showMoment()
{
    if (m_overlay)
        return;
    const widgets::RunModel &model = m_session.model();
    const QString edited = QString::fromStdString(model.steppedBackTo());
    QStringList names = m_session.pastRun().edited();
    QString target = edited;
    if (const auto &stop = m_session.debug().stop(); edited.isEmpty() && stop) {
        target = m_session.debug().stoppedNode();
        for (const std::string &name : stop->editedInputs)
            names.append(QString::fromStdString(name));
    }
    for (const graph::GraphEdge &edge : m_session.graph().model().edges) {
        graph::EdgeMarks marks = m_view->edgeMarks(edge.key());
        const bool isToNow = edge.to == graph::kOutputsId
                                 ? edited.isEmpty()
                                 : model.momentOf(edge.to.toStdString()) != graph::Moment::NotYet;
        marks.isNotYet = !isToNow;
        marks.isEdited = edge.to == target
                         && std::ranges::any_of(edge.targets, [&names](const QString &input) {
                                return names.contains(input);
                            });
        m_view->setEdgeMarks(edge.key(), marks);
    }
    showRunState();
}

void GraphPane::showRunState()
{
    if (m_overlay)
        return;
    const widgets::RunModel &model = m_session.model();
    graph::NodeStatus box;
    if (!model.inputs().isNull())
        box.state = run::NodeState::Done;
    m_view->setNodeStatus(graph::kInputsId, box);
    widgets::NodeRun outputs;
    outputs.state = model.isRunning() ? run::NodeState::Queued : model.state();
    // It is red only when no node is to blame, as for an output that can't be written.
    if (model.state() == run::NodeState::Failed && !model.failedNode().empty()) {
        outputs.state = run::NodeState::Queued;
        outputs.blockedBy = model.failedNode();
    }
    box.state = outputs.state;
    if (!model.steppedBackTo().empty())
        box.moment = graph::Moment::NotYet;
    box.footer = outputs.blockedBy.empty() ? QString() : widgets::runStateText(outputs);
    m_view->setNodeStatus(graph::kOutputsId, box);
    if (model.isRunning())
        m_tick.start();
    else
        m_tick.stop();
}

void GraphPane::tick()
{
    for (const flow::Node &node : m_session.document()->shownFlow().nodes) {
        const widgets::NodeRun *run = m_session.model().node(node.name);
        if (run
            && (run->state == run::NodeState::Running || run->state == run::NodeState::Streaming))
            showStatus(QString::fromStdString(node.name));
    }
}

} // namespace postern::ide
