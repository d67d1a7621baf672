// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/flowgraph.h"

#include "app/ide/editing/document.h"

#include <algorithm>

namespace postern::ide {

void FlowGraph::show(const Document *document, const QString &variant)
{
    m_document = document;
    m_variant = variant.toStdString();
    m_model = document ? graph::buildGraph(document->drawnFlow(), m_variant) : graph::GraphModel();
}

const graph::GraphNode *FlowGraph::find(const QString &id) const
{
    const auto node = std::ranges::find(m_model.nodes, id, &graph::GraphNode::id);
    return node == m_model.nodes.end() ? nullptr : &*node;
}

int FlowGraph::nodeCount() const
{
    return static_cast<int>(std::ranges::count_if(m_model.nodes, [](const graph::GraphNode &node) {
        return !node.isBox();
    }));
}

std::optional<ShownNode> FlowGraph::node(const QString &name) const
{
    const flow::Node *const node = m_document ? m_document->shownFlow().node(name.toStdString())
                                              : nullptr;
    if (!node)
        return {};
    ShownNode shown;
    shown.node = *node;
    shown.drawn = find(name);
    if (shown.drawn)
        shown.kind = shown.drawn->kind;
    const flow::Flow &flow = m_document->flow().flow();
    const auto variants = flow.variants.find(node->name);
    if (variants == flow.variants.end())
        return shown;
    shown.choices = &variants->second;
    for (const flow::Variant &variant : shown.choices->variants) {
        if (m_variant != "${" + node->name + '.' + variant.id + '}')
            continue;
        shown.chosen = variant.id;
        shown.node = variant.node;
        shown.node.name = node->name;
    }
    return shown;
}

} // namespace postern::ide
