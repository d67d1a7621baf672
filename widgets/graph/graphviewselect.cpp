// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What GraphView does for what is selected on it.

#include "widgets/graph/edgeitem.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <QSignalBlocker>

#include <algorithm>

namespace postern::graph {

QString GraphView::selectedNode() const
{
    const auto items = m_scene->selectedItems();
    if (items.size() != 1)
        return {};
    const auto *node = qgraphicsitem_cast<NodeItem *>(items.front());
    return node == nullptr ? QString() : node->id();
}

QStringList GraphView::selectedNodes() const
{
    QStringList ids;
    for (const NodeItem *item : m_scene->nodeItems()) {
        if (item->isSelected())
            ids.append(item->id());
    }
    return ids;
}

void GraphView::selectNode(const QString &id, bool reveal)
{
    if (selectedNode() == id)
        return;
    m_isSelectingByCode = true;
    select(id);
    m_isSelectingByCode = false;
    if (reveal)
        ensureNodeVisible(id);
}

void GraphView::select(const QString &id)
{
    {
        // One change, not "nothing" followed by the node.
        const QSignalBlocker blocker(m_scene);
        m_scene->clearSelection();
        if (NodeItem *item = m_scene->node(id))
            item->setSelected(true);
    }
    emit m_scene->selectionChanged();
}

void GraphView::selectNodes(const QStringList &ids)
{
    {
        const QSignalBlocker blocker(m_scene); // one change
        m_scene->clearSelection();
        for (NodeItem *item : m_scene->nodeItems())
            item->setSelected(ids.contains(item->id()));
    }
    emit m_scene->selectionChanged();
}

void GraphView::showSelected(const QStringList &ids)
{
    if (ids == selectedNodes())
        return;
    m_isSelectingByCode = true;
    selectNodes(ids);
    m_isSelectingByCode = false;
}

void GraphView::selectAll()
{
    QStringList ids;
    for (const GraphNode &node : m_scene->model().nodes)
        ids.append(node.id);
    selectNodes(ids);
}

std::vector<GraphEdge> GraphView::selectedEdges() const
{
    std::vector<GraphEdge> edges;
    for (const EdgeItem *item : m_scene->edgeItems()) {
        if (item->isSelected())
            edges.push_back(item->edge());
    }
    return edges;
}

void GraphView::selectAlso(const QSet<QString> &ids)
{
    QStringList all = selectedNodes();
    for (const QString &id : ids) {
        if (!all.contains(id))
            all.append(id);
    }
    selectNodes(all);
}

void GraphView::unwireSelected()
{
    const std::vector<GraphEdge> edges = selectedEdges();
    if (!edges.empty() && isEditable())
        emit unwireRequested(QList<GraphEdge>(edges.begin(), edges.end()));
}

bool GraphView::isEdgeHidden(const GraphEdge &edge) const
{
    return m_scene->arrangement().hiddenEdges.contains(edge.key());
}

void GraphView::setEdgeHidden(const GraphEdge &edge, bool isHidden)
{
    m_scene->hideEdges({edge.key()}, isHidden);
}

void GraphView::toggleEdges()
{
    const std::vector<GraphEdge> edges = selectedEdges();
    const bool areHidden = std::ranges::all_of(edges, [this](const GraphEdge &edge) {
        return isEdgeHidden(edge);
    });
    QSet<QString> keys;
    for (const GraphEdge &edge : edges)
        keys.insert(edge.key());
    m_scene->hideEdges(keys, !areHidden);
}

void GraphView::showAllEdges()
{
    m_scene->hideEdges(m_scene->arrangement().hiddenEdges, false);
}

} // namespace postern::graph
