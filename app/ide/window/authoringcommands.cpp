// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/authoringcommands.h"

#include "app/ide/authoring/addnodesearch.h"
#include "app/ide/authoring/nodeclipboard.h"
#include "app/ide/authoring/popupplace.h"
#include "app/ide/commands/actions.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/session/session.h"
#include "app/ide/window/connectpalette.h"
#include "app/ide/window/nodetarget.h"
#include "app/ide/window/nodeviews.h"
#include "widgets/editor/additionpreview.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/graph/geometry.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QMimeData>
#include <QTreeView>

#include <algorithm>
#include <utility>

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
    , m_connect(new ConnectPalette(session, m_catalog, window, [this](CommandPalette *palette) {
        showPalette(palette);
    }))
{
    for (QWidget *const widget :
         {static_cast<QWidget *>(views.canvas), static_cast<QWidget *>(views.outline)})
        new NodeTarget(*this, session, widget);
    views.outline->addActions(actions.ofOutline());
    views.outline->setSelectionMode(QAbstractItemView::ExtendedSelection);
    connectActions();
    connect(views.canvas,
            &graph::GraphView::emptyAreaActivated,
            this,
            [this](const QPointF &at, bool isPointedAt) {
                const QPoint inView = m_views.canvas->mapFromScene(at);
                if (m_actions[ActionId::AddNode]->isEnabled())
                    search({.centre = isPointedAt ? std::optional(at) : std::nullopt},
                           m_views.canvas->viewport()->mapToGlobal(inView));
            });
    connect(views.canvas, &graph::GraphView::wireDropped, this, &AuthoringCommands::askForWire);
    connect(views.canvas, &graph::GraphView::sourceWanted, this, &AuthoringCommands::askForSource);
    connect(views.canvas, &graph::GraphView::wiringChanged, this, &AuthoringCommands::followWiring);
    connect(&m_catalog, &NodeCatalog::changed, this, &AuthoringCommands::showFreeInputs);
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
    m_actions.on(ActionId::DeleteAndHeal, this, [this] { remove(true); });
    m_actions.on(ActionId::DuplicateNode, this, &AuthoringCommands::duplicate);
    m_actions.on(ActionId::MoveNodeUp, this, [this] { move(-1); });
    m_actions.on(ActionId::MoveNodeDown, this, [this] { move(1); });
    m_actions.on(ActionId::PasteWithInputs, this, [this] { paste(true); });
    m_actions.on(ActionId::ConnectInput, this, [this] {
        m_catalog.refresh(); // for what isn't bound yet; what is known by now is offered
        m_connect->open(targets());
    });
}

void AuthoringCommands::refresh()
{
    const Document *const document = m_session.document();
    const bool isDag = document && document->isDag();
    const bool hasTargets = isDag && !targets().isEmpty();
    for (const ActionId id : {ActionId::AddNode, ActionId::PasteWithInputs, ActionId::ConnectInput})
        m_actions[id]->setEnabled(isDag);
    for (const ActionId id : {ActionId::DeleteNode,
                              ActionId::DeleteAndHeal,
                              ActionId::DuplicateNode,
                              ActionId::MoveNodeUp,
                              ActionId::MoveNodeDown})
        m_actions[id]->setEnabled(hasTargets);
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

void AuthoringCommands::showPalette(CommandPalette *palette) const
{
    palette->move(popupPlace(placeForSearch(), palette->size(), *m_window));
    palette->show();
    palette->setFocus();
}

std::optional<QPointF> AuthoringCommands::cursorPlace() const
{
    const QWidget &canvas = *m_views.canvas->viewport();
    const QPoint cursor = canvas.mapFromGlobal(QCursor::pos());
    return canvas.rect().contains(cursor) ? std::optional(m_views.canvas->mapToScene(cursor))
                                          : std::nullopt;
}

void AuthoringCommands::followWiring()
{
    const bool wasWiring = std::exchange(m_isWiring, m_views.canvas->wire() != nullptr);
    if (wasWiring || !m_isWiring)
        return;
    m_catalog.refresh(); // what is known by now is offered meanwhile
    showFreeInputs();
}

void AuthoringCommands::showFreeInputs() const
{
    if (!m_isWiring)
        return;
    const std::vector<NodeChoice> choices = m_catalog.choices();
    QHash<QString, std::vector<graph::Port>> inputs;
    for (const graph::GraphNode &node : m_session.graph().model().nodes) {
        const auto shown = node.isBox() ? std::nullopt : m_session.graph().node(node.name);
        if (!shown)
            continue;
        for (const ChoiceInput &input : freeInputs(choices, shown->node))
            inputs[node.id].push_back({input.name, input.type});
    }
    m_views.canvas->setFreeInputs(std::move(inputs));
}

void AuthoringCommands::askForNode()
{
    search({.centre = m_isInOutline ? std::nullopt : cursorPlace()}, placeForSearch());
}

void AuthoringCommands::askForWire(const QString &fromId,
                                   const QString &fromPort,
                                   const QPointF &scenePosition)
{
    const QPoint at = m_views.canvas->mapFromScene(scenePosition);
    search({.wire = wireFrom(fromId, fromPort),
            .centre = scenePosition + QPointF(0, graph::kNodeHeight / 2)},
           m_views.canvas->viewport()->mapToGlobal(at));
}

void AuthoringCommands::askForSource(const graph::WireStart &start, const QPointF &scenePosition)
{
    graph::GraphEdge into;
    into.to = start.node;
    into.targets = {start.port};
    const QPoint at = m_views.canvas->mapFromScene(scenePosition);
    search({.into = into, .centre = scenePosition - QPointF(0, graph::kNodeHeight / 2)},
           m_views.canvas->viewport()->mapToGlobal(at));
}

void AuthoringCommands::askForEdge(const graph::GraphEdge &edge, const QPoint &at)
{
    search({.wire = wireFrom(edge.from, edge.fromPort), .into = edge}, at);
}

void AuthoringCommands::search(const Wish &wish, const QPoint &at)
{
    const bool isFree = !wish.wire && wish.into.to.isEmpty();
    const std::optional<Wire> after = isFree ? wireAfterSelection() : std::nullopt;
    auto *const popup
        = new AddNodeSearch(m_catalog, wish.wire, after ? after->name : QString(), m_window);
    // A wire stays drawn as long as something is looked for.
    connect(popup, &QObject::destroyed, m_views.canvas, &graph::GraphView::endWire);
    connect(popup,
            &AddNodeSearch::currentChanged,
            this,
            [this, wire = wish.wire](const NodeChoice *choice, const QString &name) {
                preview(choice, wire, name);
            });
    connect(popup, &QObject::destroyed, this, [this] { preview(nullptr, {}, {}); });
    connect(popup,
            &AddNodeSearch::chosen,
            this,
            [this, wish, after](const NodeChoice &choice, const QString &name, bool isWired) {
                preview(nullptr, {}, {}); // the lines themselves come now
                Wish all = wish;
                if (!wish.wire && isWired)
                    all.wire = after;
                add(choice, all, name);
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

void AuthoringCommands::add(const NodeChoice &choice, const Wish &wish, const QString &name)
{
    m_session.document()->readNow();
    const NodeDraft draft = draftOf(choice, wish.wire, name);
    if (wish.centre)
        m_views.canvas->graphScene()->expect(draft.name, *wish.centre);
    const bool isDone = m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            editor.addNodes(draft.yaml);
            const QString node = wish.into.to == graph::kOutputsId ? QString() : wish.into.to;
            for (const QString &input : wish.into.targets)
                editor.connect(node.toStdString(), input.toStdString(), draft.name.toStdString());
        },
        tr("Add %1").arg(draft.name),
        draft.files);
    if (isDone)
        select({draft.name});
}

NodeDraft AuthoringCommands::draftOf(const NodeChoice &choice,
                                     const std::optional<Wire> &wire,
                                     const QString &name) const
{
    const FlowEdits &edits = m_session.edits();
    const NodeDrafts drafts(m_session.document()->flow().flow(),
                            [&edits](const QString &path) { return edits.hasFile(path); });
    return drafts.make(choice, wire, name);
}

void AuthoringCommands::preview(const NodeChoice *choice,
                                const std::optional<Wire> &wire,
                                const QString &name)
{
    widgets::CodeEditor *const text = m_views.editors->flowText();
    if (text)
        widgets::clearAddition(*text);
    if (!text || !choice || !m_session.edits().blocker().isEmpty())
        return;
    const Document &document = *m_session.document();
    try {
        flow::FlowEditor editor(document.flow(), {}, document.trust());
        editor.addNodes(draftOf(*choice, wire, name).yaml);
        const flow::FolderEdit edit = editor.edit();
        const TextEdit &added = *edit.files.at(document.flow().location().file).begin();
        const std::string &before = document.flow().text();
        const auto line = std::count(before.begin(),
                                     before.begin() + static_cast<std::ptrdiff_t>(added.offset),
                                     '\n');
        const bool isAtStart = added.offset == 0 || before[added.offset - 1] == '\n';
        std::vector<widgets::AddedLine> lines;
        for (const QString &each :
             QString::fromStdString(added.inserted).split(u'\n', Qt::SkipEmptyParts))
            lines.push_back({each, wire && each.contains(wire->reference)});
        widgets::showAddition(*text, static_cast<int>(line) - (isAtStart ? 1 : 0), lines);
    } catch (const Error &) {
        return; // choosing it says why it can't be
    }
}

void AuthoringCommands::remove(bool heals)
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
                if (heals)
                    editor.removeAndHeal(name.toStdString());
                else
                    editor.removeNode(name.toStdString());
            }
        },
        label);
    if (isDone)
        select({next});
}

void AuthoringCommands::duplicate()
{
    const QStringList names = targets();
    if (names.isEmpty())
        return;
    QStringList copies;
    const bool isDone = m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            for (const QString &name : names)
                copies.append(QString::fromStdString(editor.duplicateNode(name.toStdString())));
        },
        names.size() == 1 ? tr("Duplicate %1").arg(names.first())
                          : tr("Duplicate %1 nodes").arg(names.size()));
    if (isDone)
        select(copies);
}

void AuthoringCommands::move(int by)
{
    QStringList names = targets();
    if (names.isEmpty())
        return;
    const std::vector<flow::Node> &nodes = m_session.document()->flow().flow().nodes;
    const auto placeOf = [&nodes](const QString &name) {
        return std::ranges::find(nodes, name.toStdString(), &flow::Node::name) - nodes.begin();
    };
    const auto count = static_cast<std::ptrdiff_t>(nodes.size());
    const std::ptrdiff_t edge = placeOf(by < 0 ? names.first() : names.last()) + by;
    if (edge < 0 || edge >= count)
        return; // it is the first, or the last, already
    if (by > 0)
        std::ranges::reverse(names); // each goes where there is room for it
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            for (const QString &name : names)
                editor.moveNode(name.toStdString(), static_cast<std::size_t>(placeOf(name) + by));
        },
        names.size() == 1 ? tr("Move %1").arg(names.first())
                          : tr("Move %1 nodes").arg(names.size()));
}

void AuthoringCommands::cut()
{
    if (copy())
        remove(false);
}

bool AuthoringCommands::copy()
{
    std::vector<std::string> names;
    for (const QString &name : targets())
        names.push_back(name.toStdString());
    Document &document = *m_session.document();
    document.readNow();
    try {
        const flow::FlowEditor editor(document.flow(), {}, document.trust());
        const flow::SourceFolder folder(document.flow().location().folder,
                                        document.trust(),
                                        document.workspace().unsavedTexts());
        QApplication::clipboard()->setMimeData(
            toMimeData(copiedNodes(editor.nodesAsYaml(names), folder)).release());
        return true;
    } catch (const Error &error) {
        emit m_session.edits().refused(error, tr("Copy"));
        return false;
    }
}

void AuthoringCommands::paste(bool keepsInputs)
{
    const QMimeData *const held = QApplication::clipboard()->mimeData();
    if (!held || !m_session.document())
        return;
    const CopiedNodes nodes = fromMimeData(*held);
    Document &document = *m_session.document();
    const auto textOf = [&](const QString &path) -> std::unique_ptr<std::string> {
        if (!m_session.edits().hasFile(path))
            return nullptr;
        const QString whole = document.folder() + '/' + path;
        return std::make_unique<std::string>(document.workspace().textOf(whole));
    };
    std::vector<std::string> names;
    try {
        const PastedFiles files(nodes, textOf);
        m_session.edits().apply(
            [&](flow::FlowEditor &editor) {
                names = editor.pasteNodes(nodes.yaml,
                                          keepsInputs ? flow::Outside::Kept
                                                      : flow::Outside::LeftOut);
                files.rename(editor, names);
            },
            tr("Paste"),
            files.files());
    } catch (const Error &error) {
        emit m_session.edits().refused(error, tr("Paste"));
        return;
    }
    QStringList pasted;
    for (const std::string &name : names)
        pasted.append(QString::fromStdString(name));
    select(pasted);
}

void AuthoringCommands::select(const QStringList &names)
{
    m_views.node->select(names.size() == 1 ? names.first() : QString());
    if (names.size() > 1) {
        m_views.canvas->selectNodes(names);
        QAbstractItemModel &rows = *m_views.outline->model();
        for (int row = 0; row < rows.rowCount(); ++row) {
            if (names.contains(rows.index(row, 0).data(OutlineModel::IdRole).toString()))
                m_views.outline->selectionModel()->select(rows.index(row, 0),
                                                          QItemSelectionModel::Select
                                                              | QItemSelectionModel::Rows);
        }
    }
    refresh();
}

} // namespace postern::ide
