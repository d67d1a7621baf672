// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/graph/graphmodel.h"

#include <QString>

#include <optional>
#include <string>

namespace postern::ide {

class Document;

/// A node as its views show it: as the chosen variant has it.
struct ShownNode
{
    flow::Node node;
    graph::NodeKind kind = graph::NodeKind::Python;
    const flow::NodeVariants *choices = nullptr; ///< null: it has no variants
    const graph::GraphNode *drawn = nullptr;     ///< of the model; null: it isn't there
    std::string chosen;                          ///< of those; empty: the default
};

/// The open flow as it is shown, with the chosen variant in place of its node. Built once after each
/// change; the canvas, the outline and the inspector all show this one.
class FlowGraph final
{
public:
    /// `variant` as "${node.variant}"; empty: the defaults. The document has to stay until the next
    /// one is shown.
    void show(const Document *document, const QString &variant);

    /// The same object after every show().
    const graph::GraphModel &model() const { return m_model; }
    /// A node or one of the two boxes; null when there is none of that id.
    const graph::GraphNode *find(const QString &id) const;
    /// How many nodes there are, the boxes of inputs and outputs not counted.
    int nodeCount() const;
    /// Nothing for a box, and when the flow has no such node.
    std::optional<ShownNode> node(const QString &name) const;

private:
    const Document *m_document = nullptr;
    std::string m_variant;
    graph::GraphModel m_model;
};

} // namespace postern::ide
