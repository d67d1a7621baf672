// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/nodeviews.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/graphpane.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/panes/runpanes.h"
#include "app/ide/session/session.h"
#include "app/ide/window/inspectorforms.h"
#include "engine/base/error.h"
#include "widgets/graph/wiregesture.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/nodeio.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QTreeView>

namespace postern::ide {

NodeViews::NodeViews(Session &session, const Actions &actions, Views views, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
    , m_forms(new InspectorForms(session, views.inspector, views.editors))
{
    const auto choose = [this](const QString &id) { select(id); };
    connect(views.graph->view(), &graph::GraphView::nodeSelected, this, choose);
    connect(views.graph->view(), &graph::GraphView::nodeActivated, this, [this](const QString &id) {
        select(id);
        m_actions[ActionId::GoToSource]->trigger();
    });
    connect(views.outline->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                const QString id = row.data(OutlineModel::IdRole).toString();
                if (row.isValid() && id != m_selected) {
                    m_isFromOutline = true;
                    select(id);
                    m_isFromOutline = false;
                }
            });
    connect(views.outline, &QTreeView::activated, actions[ActionId::GoToSource], &QAction::trigger);
    connect(&session.edits(), &FlowEdits::aboutToEdit, views.editors, &EditorPane::flush);
    connect(views.editors, &EditorPane::nodeAtCaret, this, choose);
    connect(views.inspector, &widgets::NodeInspector::variantChosen, this, &NodeViews::showVariant);
    connect(m_forms, &InspectorForms::nodeRenamed, this, choose);
    connect(m_forms,
            &InspectorForms::pickWanted,
            views.graph->view(),
            [view = views.graph->view()](const graph::WireStart &start) {
                view->setFocus();
                view->beginWire(start);
            });
    connect(views.graph->view()->scene(),
            &QGraphicsScene::selectionChanged,
            this,
            &NodeViews::showSeveral);
    connect(&session, &Session::flowChanged, this, &NodeViews::showSeveral);
    connect(views.inspector,
            &widgets::NodeInspector::nodeTaken,
            this,
            [view = views.graph->view()](const QString &name) {
                QStringList left = view->selectedNodes();
                left.removeAll(name);
                view->selectNodes(left);
            });
    connect(m_forms, &InspectorForms::factsChanged, this, [this] {
        m_stated.clear();
        if (const auto shown = m_session.graph().node(m_selected))
            showNode(*shown);
    });
    // A check has looked at the folder, which says something else.
    connect(&session, &Session::runnableChanged, this, [this] {
        if (const auto shown = m_session.graph().node(m_selected))
            m_forms->lookAt(shown->node);
    });
    connect(&session.model(), &widgets::RunModel::nodesChanged, this, &NodeViews::showRun);
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &NodeViews::showBox);
    connectRunViews();
    connect(views.graph->view(), &graph::GraphView::wiringChanged, this, &NodeViews::showWiring);
    connect(&session.pastRun(), &PastRun::editsChanged, this, [this] { showRun({m_selected}); });
    actions.on(ActionId::RenameNode, this, &NodeViews::rename);
    for (const ActionId id : {ActionId::ShowNodeIo, ActionId::RenameNode})
        actions[id]->setEnabled(false); // until a node is selected
}

void NodeViews::connectRunViews()
{
    const auto choose = [this](const QString &id) {
        if (!id.isEmpty() && id != m_selected)
            select(id);
    };
    connect(m_views.run, &RunPanes::nodeChosen, this, choose);
    connect(m_views.run, &RunPanes::nodeOpened, this, [this](const QString &id) {
        select(id);
        m_actions[ActionId::ShowNodeIo]->trigger();
    });
    connect(&m_session.runs().details().trace(),
            &widgets::TraceModel::requestsChanged,
            this,
            &NodeViews::showRun);
}

void NodeViews::select(const QString &id)
{
    m_views.inspector->take(); // of the node that is left
    const bool isAnother = m_selected != id;
    m_selected = id;
    m_views.graph->view()->selectNode(id);
    if (!m_isFromOutline) // it selects by itself, perhaps more than this one
        m_views.outline->selectionModel()->setCurrentIndex(m_views.outlineModel->indexOf(id),
                                                           QItemSelectionModel::ClearAndSelect
                                                               | QItemSelectionModel::Rows);
    m_views.run->select(id);
    const auto shown = m_session.graph().node(id);
    m_actions[ActionId::ShowNodeIo]->setEnabled(shown.has_value());
    m_actions[ActionId::RenameNode]->setEnabled(shown && m_session.document()->isDag());
    emit selectionChanged();
    if (shown) {
        showNode(*shown);
        // In a narrow window it lies over the editors, where the caret may have chosen the node.
        if (!m_views.editors->isAncestorOf(m_window->focusWidget())
            && !m_views.editors->isAncestorOf(QApplication::focusWidget()))
            emit nodeShown();
        return;
    }
    m_views.editors->clearNode();
    if (id.isEmpty() && showSeveral())
        return;
    // An edit of what a box shows selects it anew: its fields stay, and what they are in, in sight.
    const bool isBox = id == graph::kInputsId || id == graph::kOutputsId;
    if (isAnother || !isBox || !m_session.graph().find(id))
        clearNode();
    if (isBox && isAnother)
        emit boxShown(id == graph::kOutputsId || !m_session.model().inputs().isNull());
    showBox();
}

bool NodeViews::showSeveral()
{
    std::vector<widgets::SharedNode> nodes;
    for (const QString &id : m_views.graph->view()->selectedNodes()) {
        if (const auto shown = m_session.graph().node(id))
            nodes.push_back({shown->node, shown->kind, m_forms->factsOf(*shown)});
    }
    if (nodes.size() < 2)
        return false;
    m_stated.clear();
    m_views.io->clear();
    m_views.inspector->showNodes(std::move(nodes));
    return true;
}

void NodeViews::clear()
{
    m_selected.clear();
    clearNode();
    emit selectionChanged();
}

void NodeViews::clearNode()
{
    m_stated.clear();
    m_views.inspector->clear();
    m_views.io->clear();
}

void NodeViews::showBox()
{
    const widgets::RunModel &model = m_session.model();
    const graph::GraphNode *const box = m_session.graph().find(m_selected);
    if (!box || !box->isBox())
        return;
    const bool isInput = box->kind == graph::NodeKind::Input;
    const Value &values = isInput ? model.inputs() : model.outputs();
    m_views.io->showBox(box->kind, box->name, values);
    m_views.inspector->showBox(box->kind, box->name, values);
    m_forms->showPorts();
}

void NodeViews::showNode(const ShownNode &shown)
{
    if (const std::string stated = statementOf(shown); stated != m_stated) {
        m_stated = stated;
        m_views.inspector->showNode(shown.node,
                                    shown.kind,
                                    shown.choices,
                                    shown.chosen,
                                    m_forms->factsOf(shown));
        m_forms->lookAt(shown.node);
        m_views.io->showNode(shown.node, shown.kind);
    }
    showRun({m_selected});
    m_views.editors->showNode(shown.node);
}

void NodeViews::showRun(const QStringList &names)
{
    if (!names.contains(m_selected))
        return;
    std::optional<widgets::NodeRun> run = m_session.model().nodeNow(m_selected.toStdString());
    const Dict &edited = m_session.pastRun().editedInputs();
    if (run && !edited.empty() && m_selected.toStdString() == m_session.model().steppedBackTo()) {
        Dict inputs = run->inputs.asDict();
        for (const auto &[name, value] : edited)
            inputs.set(name, value);
        run->inputs = Value(std::move(inputs));
    }
    m_views.inspector->showRun(run ? &*run : nullptr, m_session.model().startedAt());
    m_views.io->showRun(run ? &*run : nullptr);
    m_views.io->showRequests(
        m_session.runs().details().trace().requestsOf(m_selected.toStdString()));
}

void NodeViews::showWiring()
{
    const graph::WireGesture *const wire = m_views.graph->view()->wire();
    const auto shown = m_session.graph().node(m_selected);
    if (!wire || !shown || wire->start().isBackward() || wire->start().node != m_selected)
        return m_views.inspector->endWiring();
    QStringList readers;
    QSet<QString> nodes;
    int inputs = 0;
    const graph::GraphModel &model = m_session.graph().model();
    for (const graph::WireTarget &target : wire->targets()) {
        if (target.isWired)
            readers.append(graph::portText(model, target.node, target.port.name));
        if (!target.fit.isPossible() || target.isWired)
            continue;
        ++inputs;
        nodes.insert(target.node);
    }
    m_views.inspector->showWiring(
        {graph::portTypeText(wire->type()),
         readers.join(QStringLiteral(", ")),
         tr("%1 inputs of %2 nodes").arg(QString::number(inputs), QString::number(nodes.size())),
         graph::notOffered(wire->targets(), wire->type())});
}

void NodeViews::showVariant(const QString &id)
{
    m_session.setVariant(id.isEmpty() ? QString() : QStringLiteral("${%1.%2}").arg(m_selected, id));
}

std::string NodeViews::statementOf(const ShownNode &shown) const
{
    const flow::Node &node = shown.node;
    const std::string head = node.name + '\n' + shown.chosen + '\n';
    const flow::FlowDocument &document = m_session.document()->flow();
    if (!document.isCurrent()) // the last good flow is shown
        return m_stated.starts_with(head) ? m_stated : head;
    const auto textOf = [&document](const flow::TextSpan &span) {
        return document.text().substr(span.begin, span.end - span.begin);
    };
    if (!m_session.document()->isDag()) { // the node is all of it, and its inputs are the code's
        std::string all = head + document.text() + node.source.path;
        for (const auto &[name, binding] : node.inputs)
            all += '\n' + name;
        return all;
    }
    const flow::Node *const written = document.flow().node(node.name);
    return head + textOf(written ? written->span : node.span)
           + (shown.choices ? textOf(shown.choices->span) : std::string());
}

void NodeViews::rename()
{
    const Document *const document = m_session.document();
    if (!document || !document->shownFlow().node(m_selected.toStdString()))
        return;
    const QString name = m_selected;
    QString newName = name;
    QString reason;
    bool isWanted = true;
    // What can't be is said in the dialog, which keeps what was typed.
    for (;;) {
        newName = QInputDialog::getText(m_window,
                                        tr("Rename node"),
                                        reason.isEmpty() ? tr("New name of %1").arg(name) : reason,
                                        QLineEdit::Normal,
                                        newName,
                                        &isWanted);
        if (!isWanted || newName == name)
            return;
        try {
            m_session.edits().apply(
                [&](flow::FlowEditor &editor) {
                    editor.renameNode(name.toStdString(), newName.toStdString());
                },
                tr("Rename %1").arg(name));
            break;
        } catch (const Error &error) {
            reason = theme::translated(error.translatableMessage());
        }
    }
    select(newName);
}

} // namespace postern::ide
