// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QString>

namespace postern::tool {
enum class ToolKind;
} // namespace postern::tool

namespace postern::graph {

/// What a box of the graph is: a node by what its tool is for, or one of the two that are no nodes.
enum class NodeKind { Llm, Prompt, Python, Search, Embedding, Package, Input, Output };

NodeKind nodeKind(tool::ToolKind kind);

/// "LLM", "Python": for tooltips and screen readers.
QString kindText(NodeKind kind);
QString kindIcon(NodeKind kind);
QColor kindColour(NodeKind kind);

} // namespace postern::graph
