// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace postern::graph {

class GraphView;

/// Lets assistive technology see the nodes of every GraphView as its children. Call it before the
/// first view; more calls do nothing.
void installGraphAccessibility();

/// Tells assistive technology, if there is any, that a node has the focus or another name.
void announceFocus(GraphView &view, const QString &id);
void announceName(GraphView &view, const QString &id);

} // namespace postern::graph
