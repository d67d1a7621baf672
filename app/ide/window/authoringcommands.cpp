// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/authoringcommands.h"

#include "app/ide/authoring/addnodesearch.h"
#include "app/ide/commands/actions.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QMimeData>
#include <QTreeView>

#include <algorithm>

namespace postern::ide {

AuthoringCommands::AuthoringCommands(Session &session,
                                     const Actions &actions,
                                     Views views,
                                     QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
    , m_catalog(session)
{
    views.outline->addActions(actions.ofOutline());
    views.outline->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connectActions();
    connect(views.canvas, &graph::GraphView::emptyAreaActivated, this, [this](const QPointF &at) {
        const QWidget *const canvas = m_views.canvas->viewport();
        const QPoint cursor = QCursor::pos();
        const bool isOver = canvas->rect().contains(canvas->mapFromGlobal(cursor));
        if (m_actions[ActionId::AddNode]->isEnabled())
            search({}, isOver ? cursor : canvas->mapToGlobal(m_views.canvas->mapFromScene(at)));
    });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        const bool wasInOutline = m_isInOutline;
        if (now == m_views.outline || now == m_views.canvas)
            m_isInOutline = now == m_views.outline;
        if (wasInOutline != m_isInOutline)
            refresh();
    });
    connect(views.canvas->graphScene(),
            &QGraphicsScene::selectionChanged,
            this,
            &AuthoringCommands::refresh);
    connect(views.outline->selectionModel(),
            &QItemSelectionModel::selectionChanged,
            this,
            &AuthoringCommands::refresh);
    connect(&session, &Session::documentOpened, this, &AuthoringCommands::refresh);
    connect(&session, &Session::flowChanged, this, &AuthoringCommands::refresh);
    refresh();
}

void AuthoringCommands::connectActions()
{
    m_actions.on(ActionId::AddNode, this, &AuthoringCommands::askForNode);
    m_actions.on(ActionId::DeleteNode, this, [this] { remove(false); });
}

void AuthoringCommands::refresh()
{
    const Document *const document = m_session.document();
    const bool isDag = document && document->isDag();
    const bool hasTargets = isDag && !targets().isEmpty();
    m_actions[ActionId::AddNode]->setEnabled(isDag);
    m_actions[ActionId::DeleteNode]->setEnabled(hasTargets);
    for (const ActionId id : {ActionId::PasteWithInputs,
                              ActionId::ConnectInput,
                              ActionId::DeleteAndHeal,
                              ActionId::DuplicateNode,
                              ActionId::MoveNodeUp,
                              ActionId::MoveNodeDown})
        m_actions[id]->setEnabled(false); // until there is what they do
    emit targetsChanged();
}

QStringList AuthoringCommands::targets() const
{
    QStringList ids;
    if (m_isInOutline) {
        for (const QModelIndex &row : m_views.outline->selectionModel()->selectedRows())
            ids.append(row.data(OutlineModel::IdRole).toString());
    } else {
        ids = m_views.canvas->selectedNodes();
    }
    QStringList names;
    for (const graph::GraphNode &node : m_session.graph().model().nodes) {
        if (!node.isBox() && ids.contains(node.id))
            names.append(node.name);
    }
    return names;
}

QPoint AuthoringCommands::placeForSearch() const
{
    if (m_isInOutline) {
        const QTreeView &outline = *m_views.outline;
        const QRect row = outline.visualRect(outline.currentIndex());
        return outline.viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint());
    }
    const QWidget &canvas = *m_views.canvas->viewport();
    const QPoint cursor = QCursor::pos();
    if (canvas.rect().contains(canvas.mapFromGlobal(cursor)))
        return cursor;
    return canvas.mapToGlobal(canvas.rect().center()
                              - QPoint(canvas.width() / 4, canvas.height() / 4));
}

void AuthoringCommands::askForNode()
{
    search({}, placeForSearch());
}

void AuthoringCommands::askForWire(const QString &fromId,
                                   const QString &fromPort,
                                   const QPointF &scenePosition)
{
    const QPoint at = m_views.canvas->mapFromScene(scenePosition);
    search(wireFrom(fromId, fromPort), m_views.canvas->viewport()->mapToGlobal(at));
}

void AuthoringCommands::search(const std::optional<Wire> &wire, const QPoint &at)
{
    const std::optional<Wire> after = wire ? std::nullopt : wireAfterSelection();
    auto *const popup
        = new AddNodeSearch(m_catalog, wire, after ? after->name : QString(), m_window);
    connect(popup,
            &AddNodeSearch::chosen,
            this,
            [this, wire, after](const NodeChoice &choice, const QString &name, bool isWired) {
                add(choice, wire ? wire : isWired ? after : std::nullopt, name);
            });
    popup->popUpAt(at);
}

std::optional<Wire> AuthoringCommands::wireFrom(const QString &id, const QString &port) const
{
    const graph::GraphNode *const node = m_session.graph().find(id);
    if (!node || node->outputs.empty())
        return {};
    const auto named = std::ranges::find(node->outputs, port, &graph::Port::name);
    const graph::Port &from = named == node->outputs.end() ? node->outputs.front() : *named;
    if (node->kind == graph::NodeKind::Input)
        return Wire{QStringLiteral("${inputs.%1}").arg(from.name), from.name, from.type};
    return Wire{QStringLiteral("${%1.%2}").arg(node->name, from.name), node->name, from.type};
}

std::optional<Wire> AuthoringCommands::wireAfterSelection() const
{
    const QStringList nodes = targets();
    if (!nodes.isEmpty())
        return wireFrom(nodes.last());
    const flow::Flow &flow = m_session.document()->flow().flow();
    const flow::FlowInput *const chat = flow.chatInput();
    return wireFrom(graph::kInputsId, chat ? QString::fromStdString(chat->name) : QString());
}

void AuthoringCommands::add(const NodeChoice &choice,
                            const std::optional<Wire> &wire,
                            const QString &name)
{
    FlowEdits &edits = m_session.edits();
    m_session.document()->readNow();
    const NodeDrafts drafts(m_session.document()->flow().flow(),
                            [&edits](const QString &path) { return edits.hasFile(path); });
    const NodeDraft draft = drafts.make(choice, wire, name);
    const bool isDone
        = edits.tryApply([&draft](flow::FlowEditor &editor) { editor.addNodes(draft.yaml); },
                         tr("Add %1").arg(draft.name),
                         draft.files);
    if (isDone)
        select(draft.name);
}

void AuthoringCommands::remove(bool)
{
    const QStringList names = targets();
    if (names.isEmpty())
        return;
    const auto &nodes = m_session.graph().model().nodes;
    // The next that stays is where one goes on from, else the one before.
    QString next;
    bool isBehind = false;
    for (const graph::GraphNode &node : nodes) {
        const bool stays = !node.isBox() && !names.contains(node.name);
        isBehind = isBehind || names.contains(node.name);
        if (stays && (next.isEmpty() || !isBehind))
            next = node.name;
        if (stays && isBehind) {
            next = node.name;
            break;
        }
    }
    const QString label = names.size() == 1 ? tr("Delete %1").arg(names.first())
                                            : tr("Delete %1 nodes").arg(names.size());
    const bool isDone = m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            for (const QString &name : names) {
                editor.removeNode(name.toStdString());
            }
        },
        label);
    if (isDone)
        select(next);
}

void AuthoringCommands::select(const QString &name)
{
    m_views.node->select(name);
    refresh();
}

} // namespace postern::ide
