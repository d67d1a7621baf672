// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/contextmenus.h"

#include "app/ide/home/paths.h"
#include "app/ide/panes/explorerview.h"
#include "app/ide/panes/outlinemodel.h"
#include "app/ide/session/session.h"
#include "engine/flow/flowdocument.h"
#include "widgets/graph/graphview.h"
#include "widgets/theme/icon.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QMenu>
#include <QTreeView>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr ActionId kLine = ActionId::Count;

bool isFlowFile(const QString &name)
{
    return flow::isFlowName(name.toStdString())
           || name.endsWith(QLatin1String(".prompty"), Qt::CaseInsensitive);
}

bool isFlowFolder(const QString &path)
{
    const QStringList names = QDir(path).entryList({QStringLiteral("flow.*")}, QDir::Files);
    return std::ranges::any_of(names, [](const QString &name) {
        return flow::isFlowName(name.toStdString());
    });
}

} // namespace

ContextMenus::ContextMenus(Session &session, const Actions &actions, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_window(window)
{}

void ContextMenus::addTo(graph::GraphView *canvas) const
{
    connect(canvas, &graph::GraphView::contextMenuRequested, this, &ContextMenus::showFor);
    connect(canvas, &graph::GraphView::edgeMenuRequested, this, &ContextMenus::showForEdge);
    connect(this, &ContextMenus::disconnectWanted, canvas, [canvas](const graph::GraphEdge &edge) {
        emit canvas->unwireRequested({edge});
    });
}

void ContextMenus::addTo(ExplorerView *explorer)
{
    connect(explorer,
            &ExplorerView::menuWanted,
            this,
            [this, explorer](const QString &path, const QPoint &at) {
                showForPath(*explorer, path, at);
            });
}

void ContextMenus::addTo(QTreeView *outline)
{
    outline->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(outline, &QWidget::customContextMenuRequested, this, [this, outline](const QPoint &at) {
        // Over none of its rows it is the menu of the whole graph.
        const QString id = outline->indexAt(at).data(OutlineModel::IdRole).toString();
        showFor(id, outline->viewport()->mapToGlobal(at));
    });
}

QMenu *ContextMenus::makeMenu() const
{
    auto *menu = new QMenu(m_window);
    menu->setObjectName("contextMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void ContextMenus::add(QMenu *menu, std::initializer_list<ActionId> ids) const
{
    for (const ActionId id : ids) {
        if (id == kLine)
            menu->addSeparator();
        else
            menu->addAction(m_actions[id]);
    }
}

void ContextMenus::addCopy(QMenu *menu, const QString &text, const QString &copied) const
{
    menu->addAction(theme::icon(QStringLiteral("copy")), text, m_window, [copied] {
        QApplication::clipboard()->setText(copied);
    });
}

void ContextMenus::showFor(const QString &id, const QPoint &at)
{
    QMenu *const menu = makeMenu();
    if (id.isEmpty())
        fillForCanvas(menu);
    else if (id == graph::kInputsId || id == graph::kOutputsId)
        fillForBox(menu, id);
    else
        fillForNode(menu, id);
    menu->popup(at);
}

void ContextMenus::fillForCanvas(QMenu *menu) const
{
    add(menu,
        {ActionId::AddNode,
         ActionId::ConnectInput,
         ActionId::Paste,
         ActionId::PasteWithInputs,
         ActionId::SelectAll,
         kLine,
         ActionId::Run,
         ActionId::Stop,
         kLine,
         ActionId::Fit,
         ActionId::ActualSize,
         ActionId::ZoomIn,
         ActionId::ZoomOut,
         kLine,
         ActionId::Tidy,
         ActionId::GraphOrText,
         ActionId::GoToPlace});
}

void ContextMenus::fillForBox(QMenu *menu, const QString &id)
{
    const QString key = id == graph::kInputsId ? QStringLiteral("inputs:")
                                               : QStringLiteral("outputs:");
    menu->addAction(theme::icon(QStringLiteral("file-text")), tr("Go to source"), this, [=, this] {
        emit textChosen({}, key);
    });
    add(menu, {kLine, ActionId::Run, kLine, ActionId::FrameSelection, ActionId::FocusMode});
}

void ContextMenus::fillForNode(QMenu *menu, const QString &name) const
{
    add(menu,
        {ActionId::GoToSource,
         ActionId::ShowNodeIo,
         ActionId::RenameNode,
         kLine,
         ActionId::AddNode,
         ActionId::ConnectInput,
         ActionId::Cut,
         ActionId::Copy,
         ActionId::Paste,
         ActionId::DuplicateNode,
         ActionId::DeleteNode,
         ActionId::DeleteAndHeal,
         ActionId::NodeToPrompty,
         kLine,
         ActionId::MoveNodeUp,
         ActionId::MoveNodeDown,
         kLine});
    addCopy(menu, tr("Copy name"), name);
    addCopy(menu, tr("Copy reference"), QStringLiteral("${%1.output}").arg(name));
    add(menu,
        {kLine,
         ActionId::Run,
         ActionId::RunNode,
         ActionId::RunToHere,
         ActionId::RunFromHere,
         ActionId::RetryNode,
         ActionId::EditInputs,
         ActionId::SupplyOutput,
         ActionId::PinOutput,
         kLine,
         ActionId::ToggleBreakpoint,
         ActionId::EditBreakpoint,
         kLine,
         ActionId::FrameSelection,
         ActionId::FocusMode});
}

void ContextMenus::showForEdge(const graph::GraphEdge &edge, const QPoint &at)
{
    QMenu *const menu = makeMenu();
    const QString node = edge.to == graph::kOutputsId ? QString() : edge.to;
    for (const QString &reference : edge.references)
        menu->addAction(theme::icon(QStringLiteral("file-text")),
                        tr("Go to %1").arg(reference),
                        this,
                        [=, this] { emit textChosen(node, reference); });
    menu->addSeparator();
    if (edge.kind == graph::EdgeKind::Data)
        menu->addAction(theme::icon(QStringLiteral("plus")),
                        tr("Insert a node here…"),
                        this,
                        [=, this] { emit nodeWantedOn(edge, at); });
    menu->addAction(theme::icon(QStringLiteral("trash")), tr("Disconnect"), this, [=, this] {
        emit disconnectWanted(edge);
    });
    menu->addSeparator();
    for (const QString &end : {edge.from, edge.to}) {
        if (end.isEmpty())
            continue;
        const QString name = end == graph::kInputsId    ? tr("the inputs")
                             : end == graph::kOutputsId ? tr("the outputs")
                                                        : end;
        menu->addAction(theme::icon(QStringLiteral("flow")),
                        end == edge.from ? tr("Select source: %1").arg(name)
                                         : tr("Select target: %1").arg(name),
                        this,
                        [=, this] { emit nodeChosen(end); });
    }
    add(menu,
        {kLine,
         ActionId::ToggleBreakpoint,
         ActionId::EditBreakpoint,
         kLine,
         ActionId::Disconnect,
         ActionId::HideLinks,
         ActionId::ShowLinks,
         kLine});
    if (!edge.references.isEmpty())
        addCopy(menu, tr("Copy reference"), edge.references.join(QLatin1Char('\n')));
    menu->popup(at);
}

void ContextMenus::showForPath(ExplorerView &explorer, const QString &path, const QPoint &at)
{
    QMenu *const menu = makeMenu();
    const bool isFolder = QFileInfo(path).isDir();
    const Document *const document = m_session.document();
    const QString open = document ? document->filePath() : QString();
    if (isFolder) {
        menu->addAction(explorer.isOpen(path) ? tr("Collapse") : tr("Expand"),
                        &explorer,
                        [&explorer, path] { explorer.setOpen(path, !explorer.isOpen(path)); });
    } else {
        menu->addAction(theme::icon(QStringLiteral("file-text")), tr("Open"), this, [=, this] {
            emit fileChosen(path);
        });
    }
    const bool isFlow = isFolder ? isFlowFolder(path) : isFlowFile(QFileInfo(path).fileName());
    if (isFlow && path != open && QDir(path) != QFileInfo(open).dir())
        menu->addAction(theme::icon(QStringLiteral("flow")), tr("Open as flow"), this, [=, this] {
            emit flowChosen(path);
        });
    if (isFlow)
        menu->addAction(theme::icon(QStringLiteral("copy")),
                        tr("Duplicate this flow…"),
                        this,
                        [=, this] { emit copyWanted(isFolder ? path : QFileInfo(path).path()); });
    if (isFolder && document && QDir(path) == QDir(m_session.chosenIn()))
        add(menu, {ActionId::ChooseFlow});
    menu->addSeparator();
    addCopy(menu, tr("Copy path"), QDir::toNativeSeparators(path));
    if (document) {
        const QString relative = QDir(document->folder()).relativeFilePath(path);
        if (!relative.startsWith(QLatin1String("..")) && relative != QLatin1String("."))
            addCopy(menu, tr("Copy path within the folder"), relative);
    }
    menu->popup(at);
}

} // namespace postern::ide
