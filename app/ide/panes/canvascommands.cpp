// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/canvascommands.h"

#include "app/ide/commands/actions.h"
#include "widgets/graph/align.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"
#include "widgets/graph/wiregesture.h"

#include <QInputDialog>
#include <QLineEdit>

#include <utility>

namespace postern::ide {

namespace {

constexpr std::pair<ActionId, graph::Align> kAligns[]{
    {ActionId::AlignLeft, graph::Align::Left},
    {ActionId::AlignRight, graph::Align::Right},
    {ActionId::AlignTop, graph::Align::Top},
    {ActionId::AlignBottom, graph::Align::Bottom},
    {ActionId::AlignCentre, graph::Align::Centre},
    {ActionId::AlignMiddle, graph::Align::Middle},
    {ActionId::SpreadAcross, graph::Align::SpreadAcross},
    {ActionId::SpreadDown, graph::Align::SpreadDown},
};

} // namespace

CanvasCommands::CanvasCommands(const Actions &actions, graph::GraphView &view)
    : QObject(&view)
    , m_actions(actions)
    , m_view(view)
{
    actions.on(ActionId::Tidy, &view, &graph::GraphView::tidy);
    for (const auto &[id, how] : kAligns)
        actions.on(id, this, [this, way = how] { graph::align(m_view, way); });
    actions.on(ActionId::BeginWire, this, &CanvasCommands::beginWire);
    actions.on(ActionId::Disconnect, &view, &graph::GraphView::unwireSelected);
    actions.on(ActionId::HideLinks, &view, &graph::GraphView::toggleEdges);
    actions.on(ActionId::ShowLinks, &view, &graph::GraphView::showAllEdges);
    actions.on(ActionId::GroupNodes, this, &CanvasCommands::group);
    actions.on(ActionId::UngroupNodes, this, [this] {
        m_view.graphScene()->frameNodes(m_view.selectedNodes(), {});
    });
    connect(&view, &graph::GraphView::frameActivated, this, &CanvasCommands::renameGroup);
    connect(view.graphScene(), &graph::GraphScene::selectionChanged, this, &CanvasCommands::refresh);
    connect(view.graphScene(), &graph::GraphScene::rearranged, this, &CanvasCommands::refresh);
    connect(view.graphScene(), &graph::GraphScene::arranged, this, &CanvasCommands::refresh);
    refresh();
}

void CanvasCommands::refresh()
{
    const qsizetype nodes = m_view.selectedNodes().size();
    const bool hasEdges = !m_view.selectedEdges().empty();
    for (const auto &[id, how] : kAligns) {
        const bool spreads = id == ActionId::SpreadAcross || id == ActionId::SpreadDown;
        m_actions[id]->setEnabled(nodes >= (spreads ? 3 : 2));
    }
    m_actions[ActionId::GroupNodes]->setEnabled(nodes > 0);
    m_actions[ActionId::UngroupNodes]->setEnabled(
        nodes > 0 && !m_view.graphScene()->arrangement().frames.isEmpty());
    m_actions[ActionId::BeginWire]->setEnabled(nodes > 0);
    m_actions[ActionId::Disconnect]->setEnabled(hasEdges);
    m_actions[ActionId::HideLinks]->setEnabled(hasEdges);
    m_actions[ActionId::ShowLinks]->setEnabled(
        !m_view.graphScene()->arrangement().hiddenEdges.isEmpty());
}

void CanvasCommands::group()
{
    bool isWanted = false;
    const QString title = QInputDialog::getText(m_view.window(),
                                                tr("Group nodes"),
                                                tr("Title of the group"),
                                                QLineEdit::Normal,
                                                {},
                                                &isWanted)
                              .trimmed();
    if (isWanted && !title.isEmpty())
        m_view.graphScene()->frameNodes(m_view.selectedNodes(), title);
}

void CanvasCommands::renameGroup(const graph::Frame &frame)
{
    bool isWanted = false;
    const QString title = QInputDialog::getText(m_view.window(),
                                                tr("Rename group"),
                                                tr("Title of the group; without one it goes"),
                                                QLineEdit::Normal,
                                                frame.title,
                                                &isWanted)
                              .trimmed();
    if (isWanted)
        m_view.graphScene()->renameFrame(frame, title);
}

void CanvasCommands::beginWire()
{
    const graph::NodeItem *const node = m_view.graphScene()->node(m_view.currentNode());
    if (!node || node->node().outputs.empty())
        return;
    const auto &outputs = node->node().outputs;
    const graph::WireGesture *const wire = m_view.wire();
    std::size_t next = 0;
    for (std::size_t i = 0; wire && i < outputs.size(); ++i) {
        if (wire->start() == graph::WireStart{node->id(), outputs[i].name})
            next = (i + 1) % outputs.size();
    }
    m_view.beginWire(node->id(), QString(outputs[next].name));
}

} // namespace postern::ide
